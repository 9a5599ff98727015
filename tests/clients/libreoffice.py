"""A fresh profile of LibreOffice that knows one LanguageTool server, and a macro in it that has texts proofread."""

import subprocess
from pathlib import Path
from xml.sax.saxutils import escape

OOR, LIBRARY, SCRIPT = (f"http://openoffice.org/{space}" for space in ("2001/registry", "2000/library", "2000/script"))
SETUP = "/org.openoffice.Setup/Office"
SERVER = "/org.openoffice.Office.Linguistic/GrammarChecking/LanguageTool"
NAMED = 'library:name="Standard" library:readonly="false" library:passwordprotected="false"'
LIBRARIES = (
    f'<library:libraries xmlns:library="{LIBRARY}"><library:library {NAMED} library:link="false"/></library:libraries>'
)
MACRO = Path(__file__).parent / "proofread.bas"


def proofread(texts: list[str], url: str, folder: Path) -> tuple[bool, list[list[str]]]:
    """Whether LibreOffice holds Turkish for checked, and its errors: number of text, words, comment, suggestions."""
    wanted, answers, profile = folder / "texts.txt", folder / "answers.txt", folder / "profile"
    wanted.write_text("\n".join(texts), encoding="utf-8")
    for name, content in _profile(url, MACRO.read_text().format(texts=wanted.as_uri(), answers=answers.as_uri())):
        path = profile / "user" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f'<?xml version="1.0" encoding="UTF-8"?>\n{content}', encoding="utf-8")
    command = ["soffice", "--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}"]
    for _ in range(2):  # the first start on a fresh profile may do nothing but end
        done = subprocess.run(
            [*command, "macro:///Standard.Module1.Main"], capture_output=True, text=True, timeout=120, check=False
        )
        if answers.exists():
            break
    assert answers.exists(), done.stderr
    first, *rest = answers.read_text(encoding="utf-8").splitlines()
    return first == "True", [line.split("\t") for line in rest]


def _profile(url: str, macro: str) -> tuple[tuple[str, str], ...]:
    """The files of a profile, by their names in its folder "user"."""
    # Without the first setting the first start would put the libraries that ship with LibreOffice in place of ours.
    settings = _setting(SETUP, "ooSetupInstCompleted", "true") + _setting(SERVER, "IsEnabled", "true")
    settings += _setting(SERVER, "BaseURL", url)
    element = f'<library:library xmlns:library="{LIBRARY}" {NAMED}>{{}}</library:library>'
    module = f'<script:module xmlns:script="{SCRIPT}" script:name="Module1" script:language="StarBasic">'
    return (
        ("registrymodifications.xcu", f'<oor:items xmlns:oor="{OOR}">{settings}</oor:items>'),
        ("basic/script.xlc", LIBRARIES),
        ("basic/dialog.xlc", LIBRARIES),
        ("basic/Standard/script.xlb", element.format('<library:element library:name="Module1"/>')),
        ("basic/Standard/dialog.xlb", element.format("")),
        ("basic/Standard/Module1.xba", f"{module}{escape(macro)}</script:module>"),
    )


def _setting(path: str, name: str, value: str) -> str:
    value = f"<value>{escape(value)}</value>"
    return f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse">{value}</prop></item>'
