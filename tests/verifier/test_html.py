"""The review page as one file: texts stay texts, spans stay spans, and nothing but its own script may run."""

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from conftest import Command
from format_cases import NAME, REPORTS, TEXT, VIEW, report

from claims.document import Document
from verifier.formats import View, write
from verifier.formats.shell import bundle, served_page
from verifier.formats.words import REASONS
from verifier.phrases import phrases

TONGUES = ("tr", "en")
PAGE = Path("verifier/service/page/src")


class Parts(HTMLParser):
    """Collects what each script and style element holds, as a browser reads them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.data: dict[str, list[Any]] = {}
        self.inline: dict[str, list[str]] = {"script": [], "style": []}
        self.policy = ""
        self._in: tuple[str, str | None] | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element opens."""
        given = dict(attrs)
        if tag in self.inline:
            self._in = (tag, given.get("data-part"))
        if given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given["content"] or ""

    def handle_endtag(self, tag: str) -> None:
        """An element closes."""
        self._in = None

    def handle_data(self, data: str) -> None:
        """What stands in it."""
        if self._in is None:
            return
        tag, part = self._in
        if part is not None:
            self.data.setdefault(part, []).append(json.loads(data))
        else:
            self.inline[tag].append(data)


def page(reports: Any = REPORTS, view: View = VIEW) -> str:
    """The whole page."""
    return "".join(write("html", reports, view))


def test_texts_end_no_element() -> None:
    """Whatever statements, names and articles hold, each part of the page is one JSON value that says just that."""
    found = Parts(page())
    assert [one["report"]["statement"] for one in found.data["item"]] == [one.statement for one in REPORTS]
    assert [(one["name"], one["text"]) for one in found.data["article"]] == [(NAME, TEXT)]
    assert len(found.inline["script"]) == 1


def test_half_a_character_is_carried() -> None:
    """A lone surrogate, which UTF-8 has no form for, comes through."""
    statement = "yarım \ud800 harf </script><!--"
    made = page([report("1", statement, "unknown", "not-checkable")], View(documents={}))
    assert Parts(made.encode().decode()).data["item"][0]["report"]["statement"] == statement


def test_evidence_is_cut_from_the_embedded_article() -> None:
    """Spans of the embedded reports cut the embedded text, claims too."""
    found = Parts(page())
    texts = {one["name"]: one["text"] for one in found.data["article"]}
    evidence = [one for item in found.data["item"] for one in item["report"]["evidence"]]
    assert evidence
    assert all(texts[one["article"]][one["start"] : one["end"]] == one["text"] for one in evidence)


def test_articles_are_written_once_and_only_where_needed() -> None:
    """Of many articles those that evidence stands in are embedded, once each."""
    other = Document(text="Başka bir haber.", lang="tr", sentences=())
    view = VIEW._replace(documents={**VIEW.documents, "baska.txt": other})
    assert [one["name"] for one in Parts(page((*REPORTS, *REPORTS), view)).data["article"]] == [NAME]


def test_only_its_own_script_and_style_may_run() -> None:
    """The policy of the file names the hashes of just the script and the style that stand in it."""
    found = Parts(page())
    for tag in ("script", "style"):
        (content,) = found.inline[tag]
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}';" in found.policy
    assert "default-src 'none'" in found.policy
    assert "connect-src 'none'" in found.policy


def test_bundle_can_stand_inline_and_names_no_other_host() -> None:
    """Script and style end no element and load nothing: no address but those of XML namespaces stands in them."""
    for asset in bundle():
        assert not re.search(r"</script|</style|<!--", asset.content)
        addresses = re.findall(r"https?://[^\s\"'`)]+", asset.content)
        assert all(address.startswith("http://www.w3.org/") for address in addresses)
        assert "@import" not in asset.content
        assert "sourceMappingURL" not in asset.content


def test_same_reports_same_bytes() -> None:
    """The page holds no time and no chance."""
    assert page() == page()


def test_page_comes_piece_by_piece() -> None:
    """A report is written before the next one is asked for."""
    asked: list[str] = []

    def reports() -> Any:
        for one in REPORTS:
            asked.append(one.id)
            yield one

    pieces = write("html", reports(), VIEW)
    while '"id":"1"' not in next(pieces):
        pass
    assert asked == ["1"]


def test_page_is_told_every_reason_in_both_languages() -> None:
    """No reason code reaches an editor as a code."""
    (setup,) = Parts(served_page(("html",))).data["setup"]
    for lang in TONGUES:
        assert set(REASONS) - {"borne-out"} <= set(setup["phrases"][lang]["reasons"])
        assert setup["phrases"][lang]["aspects"] == phrases(lang).aspects


def test_interface_speaks_both_languages(root: Path) -> None:
    """Each text of the page stands in both languages with the same holes, and is used."""
    tables = {lang: json.loads((root / PAGE / f"texts/{lang}.json").read_text("utf-8")) for lang in TONGUES}
    assert tables["tr"].keys() == tables["en"].keys()
    sources = "".join(path.read_text("utf-8") for path in sorted((root / PAGE).glob("*.ts*")))
    for key, text in tables["en"].items():
        if key != "reviewed.by":
            assert set(re.findall(r"{\w+}", text)) == set(re.findall(r"{\w+}", tables["tr"][key])), key
        stem = key.rpartition(".")[0]
        assert f'"{key}"' in sources or f"`{stem}.$" in sources, f"{key} is used nowhere"


def test_command_writes_the_page(verify: Command, tmp_path: Path) -> None:
    """verify --format html embeds the article with its claims, each of them true."""
    article = tmp_path / "liman.txt"
    article.write_text("🚀 Şirket 200 çalışanını işten çıkardı.\n", encoding="utf-8")
    done = verify("Şirket 200 çalışanını işten çıkardı", "--article", str(article), "--format", "html")
    (shown,) = Parts(done.out).data["article"]
    claims = [shown["text"][one["start"] : one["end"]] for one in shown["claims"]]
    assert any("200 çalışanını" in claim for claim in claims)
    assert done.status == 0
