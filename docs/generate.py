"""Pages of the documentation that are made from the code, at build time: a hook of MkDocs (mkdocs.yml).

``PAGES`` is the table of them; a new one is one function and one entry there, and one in the navigation.
"""

import inspect
import json
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click
from markdown.extensions.toc import slugify
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
    told = "What stands in `reason` of a report; [an example for each](../verdicts.md#every-reason-with-an-example)."
    head = ["# Reasons", "", told, "", "| code | meaning |", "|---|---|"]
    return "\n".join([*head, *rows, *clashes, ""])


def report() -> str:
    """The fields of the published report."""
    schema = json.loads(REPORT.read_text(encoding="utf-8"))
    lines = ["# Report", "", "The JSON of one verdict; `verify schema report` prints its schema.", ""]
    for name, table in {schema["title"]: schema, **schema.get("$defs", {})}.items():
        lines += _shape(name, table)
    return "\n".join(lines)


def service() -> str:
    """Every route of the HTTP service, and the shapes of what is sent and answered."""
    from verifier.service.app import create_app
    from verifier.service.logs import make_log
    from verifier.service.settings import ServiceSettings

    with tempfile.TemporaryDirectory() as folder:  # the service is made, for its description, and never started
        document = create_app(ServiceSettings(data=Path(folder)), make_log("console")).openapi()
    lines = ["# HTTP API", "", "The service gives this as an OpenAPI document, with examples, at `/openapi.json`.", ""]
    lines += ["An error is a `ProblemDetail`; [the service](../service.md#errors) tells what each status means.", ""]
    lines += ["| route | does | sent | answer |", "|---|---|---|---|"]
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            cells = (operation["summary"], _sent(operation), _answered(operation))
            lines.append(f"| `{method.upper()} {path}` | {' | '.join(cells)} |")
    lines.append("")
    for name, table in document["components"]["schemas"].items():
        lines += _shape(name, table)
    return "\n".join(lines)


def settings() -> str:
    """Every variable of the environment, and every setting of .dayanak.toml."""
    from verifier.editors.config import Config

    lines = ["# Settings", "", "An option stands above its variable.", ""]
    lines += ["| variable | option | sets |", "|---|---|---|"]
    told = {**ALONE, **{name: (option, _plain(help)) for name, option, help in _variables()}}
    lines += [f"| `{name}` | {option} | {sets} |" for name, (option, sets) in sorted(told.items())]
    lines += ["", "## .dayanak.toml", ""]
    lines += ["What `verify lsp` and `verify lint` judge by ([editors](../editors.md#what-a-text-is-judged-by)).", ""]
    return "\n".join([*lines, *_fields(Config.model_json_schema())])


def integrations() -> str:
    """What was seen with each real client: docs/integrations/*.md, joined."""
    parts = [path.read_text(encoding="utf-8").strip() for path in sorted((HERE / "integrations").glob("*.md"))]
    told = "Each is proved with its real client by `tox -e clients`."
    return "\n\n".join(["# Integrations", told, *parts, ""])


MANY = 5
ALONE: Mapping[str, tuple[str, str]] = {
    "DAYANAK_CACHE": ("", "The cache folder, instead of `dayanak` in that of your account."),
    "DAYANAK_DEBUG": ("", "`1`: an internal error shows its traceback."),
    "NO_COLOR": ("", "Not empty: no colour on a terminal."),
    "SOURCE_DATE_EPOCH": ("", "The time of Word comments, in seconds since 1970; without it they bear none."),
}
PAGES: Mapping[str, Callable[[], str]] = {
    "reference/commands.md": commands,
    "reference/python.md": python,
    "reference/reasons.md": reasons,
    "reference/report.md": report,
    "reference/service.md": service,
    "reference/settings.md": settings,
    "integrations.md": integrations,
}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are made."""
    for name, made in PAGES.items():
        files.append(File.generated(config, name, content=made()))
    return files


def _variables() -> Iterator[tuple[str, str, str]]:
    """Each variable that an option of a command takes, with that option and its help."""
    from claims.cli import COMMANDS as CLAIMS
    from verifier.cli import COMMANDS as VERIFY
    from verifier.cli.statement import command

    for one in (*CLAIMS, *VERIFY, command):
        for option in one.params:
            if isinstance(option, click.Option) and option.envvar:
                yield str(option.envvar), f"`{option.opts[0]}`", option.help or ""


def _plain(help: str) -> str:
    """The help of an option without the name of its variable, which stands beside it."""
    return _cell(re.sub(r"(; |\[)env: \w+\]", lambda match: "]" if match[1] == "; " else "", help).strip())


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _shape(name: str, table: Mapping[str, Any]) -> list[str]:
    return [f"## {name}", "", " ".join(table.get("description", "").split()), "", *_fields(table)]


def _fields(table: Mapping[str, Any]) -> list[str]:
    """The fields of a JSON schema as a table."""
    lines = ["| field | type | needed | meaning |", "|---|---|---|---|"]
    needed = table.get("required", ())
    for field, kind in table.get("properties", {}).items():
        told = (f"`{field}`", _type(kind), "yes" if field in needed else "", _cell(kind.get("description", "")))
        lines.append(f"| {' | '.join(told)} |")
    return [*lines, ""]


def _sent(operation: Mapping[str, Any]) -> str:
    """The shape of a request's body, else its content types; behind it the parameters beside the path."""
    content = operation.get("requestBody", {}).get("content", {})
    shapes = list(dict.fromkeys(_type(kind["schema"]) for kind in content.values() if "$ref" in kind["schema"]))
    if len(content) > MANY:  # only a route that takes documents has so many content types
        shapes = ["bytes of a document"]
    names = [f"`{one['name']}`" for one in operation.get("parameters", ()) if one["in"] != "path"]
    return ", ".join([*(shapes or (f"`{kind}`" for kind in content)), *names])


def _answered(operation: Mapping[str, Any]) -> str:
    """The status of success with the shape of its body."""
    status, answer = next((status, one) for status, one in operation["responses"].items() if status < "300")
    kinds = [_type(kind.get("schema", {})) for kind in answer.get("content", {}).values()]
    return f"{status} {' or '.join(kind for kind in kinds if kind != 'any')}".strip()


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
        name = str(kind["$ref"]).rsplit("/", 1)[-1]
        return f"[{name}](#{slugify(name, '-')})"  # its section stands on the same page
    if "anyOf" in kind:
        return " or ".join(map(_type, kind["anyOf"]))
    if "enum" in kind:
        return ", ".join(f"`{value}`" for value in kind["enum"])
    if kind.get("type") == "array":
        return f"list of {_type(kind['items'])}" if "items" in kind else "list"
    return str(kind.get("type", "any"))
