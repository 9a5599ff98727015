"""Formats read by the programs that they are made for: highlighted text equals the span, and validators agree."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from clients.browser import chromium
from format_cases import ACROSS, CLAIMS, DRAFT, DRAFT_REPORT, NAME, REPORTS, TEXT, VIEW, draft_marks, report_marks
from label_studio_sdk.label_interface import LabelInterface
from playwright.sync_api import Page as BrowserPage
from playwright.sync_api import sync_playwright
from pyshacl import validate
from rdflib import Graph

from verifier.findings import find
from verifier.formats import label_studio, write, write_marks
from verifier.formats.marks import Page, from_findings
from verifier.model import Report

HERE = Path(__file__).resolve().parent
MODULES = HERE / "node_modules"
PLACED = ["14,3 milyar dolar", ACROSS, "“duydu”", "ŞİRKET"]
IDS = ["claim-1", "claim-2", "claim-2-2", "claim-3"]
HOSTILE = "[x](http://a.example) www.a.example **b** _c_ `d` $e$ ![y](z) ~~f~~ &lt; h\\i <j> k|l a@b.example"
COLUMNS = ("AlignDefault", "ColWidthDefault")
VOCABULARY = {"@vocab": "http://schema.org/"}


def run(*command: str | Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """A client as a process of its own, in the folder of the clients."""
    return subprocess.run(
        list(map(str, command)),
        cwd=HERE,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )


def put(path: Path, text: str) -> Path:
    """A file with the text as it is."""
    path.write_bytes(text.encode())
    return path


def annotations(name: str) -> list[dict[str, Any]]:
    """The Web Annotations of the reports."""
    items: list[dict[str, Any]] = json.loads("".join(write_marks(name, report_marks())))["items"]
    return items


# Web Annotation


@pytest.fixture(scope="module")
def browser_page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserPage]:
    """A page in Chromium that has both annotators, bundled by esbuild."""
    bundle = tmp_path_factory.mktemp("bundle") / "annotators.js"
    entry = HERE / "formats/annotators.js"
    esbuild = MODULES / ".bin/esbuild"
    done = run(esbuild, entry, "--bundle", "--format=iife", "--global-name=annotators", f"--outfile={bundle}")
    assert done.returncode == 0, done.stderr
    with sync_playwright() as playwright:
        browser = chromium(playwright)
        page = browser.new_page()
        page.set_content('<!doctype html><meta charset="utf-8"><pre id="article"></pre>')
        page.add_script_tag(path=bundle)
        yield page
        browser.close()


def test_apache_annotator_finds_the_words(browser_page: BrowserPage) -> None:
    """The conformance oracle of the standard: position and quotation each lead to the very words, and to them alone."""
    found = browser_page.evaluate("([text, all]) => annotators.apache(text, all)", [TEXT, annotations("w3c")])
    assert found == [{"TextQuoteSelector": [words], "TextPositionSelector": [words]} for words in PLACED]


def test_apache_annotator_counts_code_points(browser_page: BrowserPage) -> None:
    """The profile for browsers is another one: its positions lead elsewhere here, its quotations do not."""
    found = browser_page.evaluate("([text, all]) => annotators.apache(text, all)", [TEXT, annotations("w3c-dom")])
    assert [one["TextQuoteSelector"] for one in found] == [[words] for words in PLACED]
    assert all(one["TextPositionSelector"] != [words] for one, words in zip(found, PLACED, strict=True))


def test_recogito_paints_the_words(browser_page: BrowserPage) -> None:
    """What is highlighted in the page is the span, and none is dropped or lacks its style for its id."""
    items = annotations("w3c-dom")
    source = items[0]["target"]["source"]
    found = browser_page.evaluate("([text, all, of]) => annotators.recogito(text, all, of)", [TEXT, items, source])
    assert found["painted"] == {f"_{id}": words for id, words in zip(IDS, PLACED, strict=True)}
    assert [one[0] for one in found["kept"]] == ["contradicted", "supported", "supported", "unknown"]


# SARIF


def multitool(log: Path, tmp_path: Path) -> list[dict[str, Any]]:
    """What the SARIF multitool says of a log: its errors and warnings."""
    binary = run("node", "-p", "require('@microsoft/sarif-multitool')").stdout.strip()
    answer = tmp_path / "answer.sarif"
    done = run(
        *(binary, "validate", log, "--output", answer, "--log", "ForceOverwrite", "--level", "Error;Warning"),
        DOTNET_SYSTEM_GLOBALIZATION_INVARIANT="1",
    )
    assert answer.exists(), done.stdout + done.stderr
    found: list[dict[str, Any]] = json.loads(answer.read_text("utf-8-sig"))["runs"][0].get("results", [])
    return found


@pytest.mark.parametrize("marks", ["reports", "draft", "lint"])
def test_the_sarif_multitool_finds_nothing_wrong(marks: str, tmp_path: Path) -> None:
    """Neither an error nor a warning, but that the tool has no home page to name."""
    made = {
        "reports": report_marks(),
        "draft": draft_marks(),
        "lint": tuple(from_findings(find(DRAFT_REPORT), Page("taslak.md", DRAFT), {NAME: TEXT})),
    }[marks]
    log = put(tmp_path / "log.sarif", "".join(write_marks("sarif", made)))
    assert {one["ruleId"] for one in multitool(log, tmp_path)} <= {"SARIF2005"}


def test_the_sarif_multitool_would_find_a_wrong_region(tmp_path: Path) -> None:
    """A check of the check: an end before its start is found."""
    log = json.loads("".join(write_marks("sarif", report_marks())))
    log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["endColumn"] = 1
    found = multitool(put(tmp_path / "log.sarif", json.dumps(log)), tmp_path)
    assert any(one["ruleId"].startswith("SARIF1") for one in found)


def test_sarif_tools_lists_the_results(tmp_path: Path) -> None:
    """Another reader: verdicts as levels, messages, file names read back from URIs, lines."""
    log = put(tmp_path / "log.sarif", "".join(write_marks("sarif", draft_marks())))
    done = run(sys.executable, "-m", "sarif", "csv", "--output", tmp_path / "out.csv", log)
    assert done.returncode == 0, done.stderr
    listed = (tmp_path / "out.csv").read_text("utf-8").splitlines()
    assert listed[1].startswith("Dayanak,error,DYK1001,")
    assert listed[1].endswith(",2")
    assert listed[2].startswith("Dayanak,note,DYK1002,")
    assert len(listed) == 1 + len(CLAIMS)


# rdjson


@pytest.mark.parametrize("marks", [report_marks(), draft_marks()], ids=["reports", "draft"])
def test_the_rdformat_validator_agrees(marks: tuple[Any, ...], tmp_path: Path) -> None:
    """In its strict mode, where no unknown field may stand."""
    file = put(tmp_path / "out.rdjson", "".join(write_marks("rdjson", marks)))
    done = run(MODULES / ".bin/rdformat-validator", "--strict", "--no-extra-fields", "--format", "json", file)
    assert done.returncode == 0, done.stdout
    assert '"valid": true' in done.stdout


# Label Studio


@pytest.mark.parametrize("marks", [report_marks(), draft_marks()], ids=["reports", "draft"])
def test_label_studio_accepts_the_predictions(marks: tuple[Any, ...]) -> None:
    """Held against the labeling configuration that ``verify schema label-studio`` prints."""
    interface = LabelInterface(label_studio.CONFIG)
    (task,) = json.loads("".join(write_marks("label-studio", marks)))
    assert interface.validate_prediction(task["predictions"][0], return_errors=True) == []
    assert interface.validate_task({"data": task["data"]})
    task["predictions"][0]["result"][0]["value"]["labels"] = ["perhaps"]
    assert interface.validate_prediction(task["predictions"][0], return_errors=True)


# ClaimReview


def reviews() -> list[dict[str, Any]]:
    """The reviews of the two settled reports."""
    found: list[dict[str, Any]] = json.loads("".join(write("claimreview", REPORTS, VIEW)))
    return found


def conforms(review: dict[str, Any]) -> tuple[bool, str]:
    """Whether a review keeps the shapes, and what is said of it; the context is put in, never fetched."""
    graph = Graph().parse(data=json.dumps(review | {"@context": VOCABULARY}), format="json-ld")
    good, _, told = validate(graph, shacl_graph=str(HERE / "formats/claimreview.ttl"), shacl_graph_format="turtle")
    return bool(good), str(told)


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_claim_reviews_keep_the_shapes() -> None:
    """SHACL: what a ClaimReview must have is there, and a missing part would be found."""
    for review in reviews():
        good, told = conforms(review)
        assert good, told
        for name in ("claimReviewed", "url", "author", "itemReviewed", "reviewRating"):
            assert not conforms({key: value for key, value in review.items() if key != name})[0], name


def test_the_adobe_validator_reads_them_from_a_page(tmp_path: Path) -> None:
    """Put into a page as they are printed, tags and comments of a statement do no harm."""
    printed = "".join(write("claimreview", REPORTS, VIEW))
    page = f'<!doctype html><title>x</title><script type="application/ld+json">{printed}</script><p>--></p>'
    script = HERE / "formats/structured_data.mjs"
    done = run("node", script, put(tmp_path / "page.html", page))
    assert json.loads(done.stdout) == {"reviews": 2, "issues": []}
    wrong = page.replace('"ratingValue": 5', '"ratingValue": 9')
    done = run("node", script, put(tmp_path / "wrong.html", wrong))
    assert json.loads(done.stdout)["issues"]


@pytest.mark.parametrize(("name", "status"), [("ratingExplanation", 0), ("ratingExplained", 2)])
def test_every_property_is_one_of_schema_org(tmp_path: Path, name: str, status: int) -> None:
    """The TypeScript types of schema.org take the reviews; a misspelt property they do not."""
    written = json.dumps(reviews()).replace("ratingExplanation", name)
    types = 'import type { ClaimReview, WithContext } from "schema-dts";'
    source = f"{types}\nexport const all: WithContext<ClaimReview>[] = {written};\n"
    (tmp_path / "node_modules").symlink_to(MODULES)
    file = put(tmp_path / "reviews.ts", source)
    tsc = MODULES / ".bin/tsc"
    done = run(
        tsc, "--noEmit", "--strict", "--skipLibCheck", "--moduleResolution", "bundler", "--module", "esnext", file
    )
    assert done.returncode == status, done.stdout


# Markdown


def test_pandoc_reads_the_texts_back(tmp_path: Path) -> None:
    """As GitHub's Markdown: paragraphs, quotations and one table, all words as they were, no link, tag or formula."""
    file = put(tmp_path / "out.md", "".join(write("md", (*REPORTS, hostile()), VIEW)))
    told = run("pandoc", "--from", "gfm+hard_line_breaks-smart", "--to", "json", file)
    kinds = set(re.findall(r'"t":"(\w+)"', told.stdout))
    assert "Table" in kinds
    assert kinds <= {"Para", "Plain", "Str", "Space", "Strong", "LineBreak", "BlockQuote", "Table", *COLUMNS}
    plain = run("pandoc", "--from", "gfm-smart", "--to", "plain", "--wrap", "none", file).stdout
    for words in (REPORTS[0].statement, " ".join(ACROSS.split()), HOSTILE, "1. satır", NAME):
        assert words in plain


def hostile() -> Report:
    """A report of what Markdown would make a link, an image, a list and more of."""
    evidence = REPORTS[0].evidence[0].model_copy(update={"text": "1. satır\n# başlık"})
    return REPORTS[0].model_copy(update={"statement": HOSTILE, "evidence": (evidence,)})
