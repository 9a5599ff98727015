"""Pages of the documentation that are made from the code, at build time: a hook of MkDocs (mkdocs.yml).

``PAGES`` is the table of them; a new one is one function and one entry there, and one in the navigation.
"""

import inspect
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

HERE = Path(__file__).resolve().parent
REPORT = HERE.parent / "fixtures" / "report.schema.json"


def commands() -> str:
    """Every command with its help, as it prints it."""
    from claims.cli import claims
    from verifier.cli import verify

    return "\n".join(["# Commands", "", *_command(verify, "verify"), *_command(claims, "claims")])


def python() -> str:
    """The classes of the Python API with their methods."""
    from verifier.api import Verifier
    from verifier.drafts import Checked, DraftReport
    from verifier.library import Passage
    from verifier.listing import Listing
    from verifier.model import Comparison, Evidence, Note, Report, Side

    lines = ["# Python", "", "`from verifier import Verifier`; the rest comes as answers.", ""]
    for kind in (Verifier, Listing, Report, Evidence, Comparison, Side, Note, DraftReport, Checked, Passage):
        lines += _class(kind)
    return "\n".join(lines)


def reasons() -> str:
    """Every reason that a verdict can carry."""
    from typing import get_args

    from verifier.formats.words import REASONS
    from verifier.model import Aspect

    rows = [f"| `{code}` | {told} |" for code, told in sorted(REASONS.items())]
    clashes = [f"| `{aspect}-conflict` | the {aspect} clashes |" for aspect in sorted(get_args(Aspect))]
    head = ["# Reasons", "", "What stands in `reason` of a report.", "", "| code | meaning |", "|---|---|"]
    return "\n".join([*head, *rows, *clashes, ""])


def report() -> str:
    """The fields of the published report."""
    schema = json.loads(REPORT.read_text(encoding="utf-8"))
    lines = ["# Report", "", "The JSON of one verdict; `verify schema report` prints its schema.", ""]
    for name, table in {schema["title"]: schema, **schema.get("$defs", {})}.items():
        lines += [f"## {name}", "", " ".join(table.get("description", "").split()), ""]
        lines += ["| field | type | needed |", "|---|---|---|"]
        needed = table.get("required", ())
        for field, kind in table.get("properties", {}).items():
            lines.append(f"| `{field}` | {_type(kind)} | {'yes' if field in needed else ''} |")
        lines.append("")
    return "\n".join(lines)


def integrations() -> str:
    """What was seen with each real client: docs/integrations/*.md, joined."""
    parts = [path.read_text(encoding="utf-8").strip() for path in sorted((HERE / "integrations").glob("*.md"))]
    told = "Each is proved with its real client by `tox -e clients`."
    return "\n\n".join(["# Integrations", told, *parts, ""])


PAGES: Mapping[str, Callable[[], str]] = {
    "reference/commands.md": commands,
    "reference/python.md": python,
    "reference/reasons.md": reasons,
    "reference/report.md": report,
    "integrations.md": integrations,
}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are made."""
    for name, made in PAGES.items():
        files.append(File.generated(config, name, content=made()))
    return files


def _command(command: click.Command, path: str, parent: click.Context | None = None) -> Iterator[str]:
    context = click.Context(command, info_name=path.split()[-1], parent=parent, max_content_width=100)
    yield from (f"## {path}", "", "```text", command.get_help(context), "```", "")
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            member = command.get_command(context, name)
            if member is not None and not member.hidden:
                yield from _command(member, f"{path} {name}", context)


def _class(kind: type) -> Iterator[str]:
    yield from (f"## {kind.__name__}", "", inspect.getdoc(kind) or "", "")
    for name, kept in vars(kind).items():
        hidden = name.startswith("_") and name != "__init__"
        if hidden or not (inspect.isfunction(kept) or isinstance(kept, property)):
            continue
        function: Any = kept.fget if isinstance(kept, property) else kept
        told = inspect.getdoc(function)
        signature = "" if isinstance(kept, property) else str(inspect.signature(function)).replace("'", "")
        yield from (f"```text\n{kind.__name__ if name == '__init__' else name}{signature}\n```", "", told or "", "")
    fields = getattr(kind, "model_fields", {})
    if fields:
        yield from ("| field | type |", "|---|---|")
        for name, field in fields.items():
            shown = inspect.formatannotation(field.annotation).replace("typing.", "").replace("|", "\\|")
            yield f"| `{name}` | `{shown}` |"
        yield ""


def _type(kind: Mapping[str, Any]) -> str:
    if "$ref" in kind:
        return str(kind["$ref"]).rsplit("/", 1)[-1]
    if "anyOf" in kind:
        return " or ".join(map(_type, kind["anyOf"]))
    if "enum" in kind:
        return ", ".join(f"`{value}`" for value in kind["enum"])
    if kind.get("type") == "array":
        return f"list of {_type(kind['items'])}" if "items" in kind else "list"
    return str(kind.get("type", "any"))
