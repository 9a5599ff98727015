"""Sessions in the documentation: found, run as a reader would run them, and compared or written anew.

``python tests/sessions.py [PAGE …]`` rewrites the sessions of README.md and docs/ with what the commands print now.
Each page is run from top to bottom in an empty folder. In a fenced block ``console``, a line ``$ command`` is followed
by its standard output; a line ``…`` stands for any lines, and ``<<'END'`` takes the lines up to END. Blocks ``python``
are executed, blocks ``pycon`` compared; ``<!-- not run: why -->`` above a block lets it be, and
``<!-- copy FROM TO -->`` brings a file of the checkout.
"""

import contextlib
import doctest
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
BLOCK = re.compile(
    r"^(?:<!-- not run: (?P<why>[^\n]+) -->\n+)?```(?P<kind>console|python|pycon)\n(?P<body>.*?)^```$"
    r"|^<!-- copy (?P<source>\S+) (?P<target>\S+) -->$",
    re.DOTALL | re.MULTILINE,
)
HERE = re.compile(r"<<\s*(['\"]?)(\w+)\1")
INTO = re.compile(r"\s+([<>])\s*([^\s<>'\"]+)$")
ANY = "…"
OURS = ("verify", "claims")


class Step(NamedTuple):
    """One command (or a block of Python, or a copy) with the output that the documentation promises, and its line."""

    command: str
    expected: str
    kind: str = "console"
    line: int = 1


def steps(markdown: str) -> list[Step]:
    """All that a page runs, in order."""
    found: list[Step] = []
    for block in BLOCK.finditer(markdown):
        line = markdown.count("\n", 0, block.start()) + 1
        if block["source"]:
            found.append(Step(f"{block['source']} {block['target']}", "", "copy", line))
        elif block["why"] is None and block["kind"] == "console":
            found += commands(block["body"], line)
        elif block["why"] is None:
            found.append(Step(block["body"], "", block["kind"], line))
    return found


def commands(block: str, line: int = 1) -> Iterator[Step]:
    """The commands of one console block."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, rest = part.partition("\n")
        if here := HERE.search(command):
            body, end, rest = rest.partition(f"\n{here[2]}\n")
            command += f"\n{body}{end.rstrip()}"
        yield Step(command, rest.rstrip("\n"), "console", line)


def matches(expected: str, given: str) -> bool:
    """Whether the output is the promised one, a line "…" standing for any lines."""
    pattern = r"\n".join(r"(?:.*\n?)*?" if line.strip() == ANY else re.escape(line) for line in expected.split("\n"))
    return re.fullmatch(pattern.replace(r"*?\n", "*?"), given) is not None


class Page:
    """What the steps of one page share: a folder, the names of its Python, and the status of the last command."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.status = 0
        self.names: dict[str, Any] = {"__name__": "page"}

    def run(self, step: Step) -> str:
        """The standard output of a step, without the line ends at its end; raises where Python does."""
        with contextlib.chdir(self.folder):
            return WAYS[step.kind](self, step).rstrip("\n")

    def console(self, step: Step) -> str:
        """A command: ours in this process, all others by bash."""
        if step.command == "echo $?":
            return str(self.status)
        if step.command.split()[0] in OURS:
            return self._ours(step.command)
        done = subprocess.run(["bash", "-c", step.command], capture_output=True, check=False)
        self.status = done.returncode
        return done.stdout.decode()

    def python(self, step: Step) -> str:
        """A block of Python, with what it prints."""
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(compile("\n" * step.line + step.command, "page", "exec"), self.names)
        return out.getvalue()

    def pycon(self, step: Step) -> str:
        """A block of Python's own sessions; what differs from what it promises is the output."""
        test = doctest.DocTestParser().get_doctest(step.command, self.names, "page", "page", step.line)
        out = io.StringIO()
        runner = doctest.DocTestRunner(verbose=False, optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
        runner.run(test, out=out.write, clear_globs=False)
        self.names = test.globs
        return out.getvalue()

    def copy(self, step: Step) -> str:
        """A file of the checkout, brought into the folder."""
        source, target = step.command.split()
        shutil.copyfile(ROOT / source, self.folder / target)
        return ""

    def _ours(self, command: str) -> str:
        from claims.cli import main as claims
        from verifier.cli import main as verify

        programs: Mapping[str, Callable[[list[str]], int]] = {"verify": verify, "claims": claims}
        files: dict[str, str] = {}
        while into := INTO.search(command):
            files[into[1]] = into[2]
            command = command[: into.start()]
        spelt = subprocess.run(["bash", "-c", f"printf '%s\\0' {command}"], capture_output=True, check=True)
        words = spelt.stdout.decode().split("\0")[:-1]
        given = Path(files["<"]).read_bytes() if "<" in files else b""
        out = io.StringIO()
        with _standard_input(given), contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
            self.status = programs[words[0]](words[1:])
        if ">" in files:
            Path(files[">"]).write_text(out.getvalue(), encoding="utf-8")
            return ""
        return out.getvalue()


WAYS: Mapping[str, Callable[[Page, Step], str]] = {
    "console": Page.console,
    "python": Page.python,
    "pycon": Page.pycon,
    "copy": Page.copy,
}


@contextlib.contextmanager
def _standard_input(given: bytes) -> Iterator[None]:
    before = sys.stdin
    sys.stdin = io.TextIOWrapper(io.BytesIO(given), encoding="utf-8")
    try:
        yield
    finally:
        sys.stdin = before


def rewritten(markdown: str, page: Page) -> str:
    """The text with the present output in every console block; an output that was cut with "…" stays cut there."""

    def block(match: re.Match[str]) -> str:
        if match["kind"] != "console" or match["why"] is not None:
            for step in steps(match.group()):
                page.run(step)
            return match.group()
        lines = []
        for step in commands(match["body"]):
            text = _cut(step, page)
            lines.append(f"$ {step.command}\n{text}\n" if text else f"$ {step.command}\n")
        between = "\n" if "\n\n$ " in match["body"] else ""
        return f"```console\n{between.join(lines)}```"

    return BLOCK.sub(block, markdown)


def _cut(step: Step, page: Page) -> str:
    given = page.run(step)
    kept = step.expected.split("\n")
    if ANY not in kept:
        return given
    return step.expected if matches(step.expected, given) else "\n".join([*given.split("\n")[: kept.index(ANY)], ANY])


def main(names: list[str]) -> None:
    """Rewrite the pages named, or all of them."""
    for path in map(Path, names) if names else PAGES:
        with tempfile.TemporaryDirectory() as folder:
            os.environ["DAYANAK_STORE"] = f"{folder}/store.sqlite3"
            home = Path(folder, "page")
            home.mkdir()
            path.write_text(rewritten(path.read_text(encoding="utf-8"), Page(home)), encoding="utf-8")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main(sys.argv[1:])
