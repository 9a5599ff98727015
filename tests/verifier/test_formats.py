"""Formats that point into texts: true places in the units of each, nothing of a text taken for markup."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from conftest import Command
from format_cases import (
    ACROSS,
    CLAIMS,
    DRAFT,
    DRAFT_NAME,
    DRAFT_REPORT,
    NAME,
    REPORTS,
    TEXT,
    VIEW,
    draft_marks,
    report_marks,
)

from claims.errors import ClaimsError
from verifier.findings import find
from verifier.formats import FOLDERS, FORMATS, MARKED, files, write, write_marks
from verifier.formats.marks import Mark, Page, from_findings, from_reports

PLACED = ("14,3 milyar dolar", ACROSS, "“duydu”", "ŞİRKET")
SUPPORT = {"marks", "escaping", "view", "words", "batch_html", "batch_page", "shell", "review", "__init__"}
"""Files beside the formats: what they share, and the pages of a batch and of the review."""


def written(name: str, marks: Iterable[Mark]) -> str:
    """The whole output."""
    return "".join(write_marks(name, marks))


def loaded(name: str, marks: Iterable[Mark]) -> object:
    """The output read as JSON."""
    return json.loads(written(name, marks))


def between(text: str, start: dict[str, int], end: dict[str, int], unit: str) -> str:
    """What stands between two places, told by lines and columns from 1; reads them without the house's converter."""
    lines = re.split(r"(?<=\n)", text)

    def at(place: dict[str, int]) -> int:
        line = lines[place["line"] - 1]
        before = line.encode()[: place["column"] - 1].decode() if unit == "utf-8" else line[: place["column"] - 1]
        return len("".join(lines[: place["line"] - 1])) + len(before)

    return text[at(start) : at(end)]


def test_every_file_is_a_registered_format(root: Path) -> None:
    """No format is forgotten, and each can be named on the command line."""
    modules = {path.stem for path in (root / "verifier/formats").glob("*.py")} - SUPPORT
    named = {name.removesuffix("-dom").replace("-", "_") for name in FORMATS}
    assert {"markdown" if name == "md" else name for name in named} == modules
    assert len(set(FORMATS)) == len(FORMATS)
    assert set(FOLDERS) <= set(MARKED)


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_reports_give_the_same_bytes(name: str) -> None:
    """Twice, in UTF-8, and without a character that steers a terminal."""
    first, second = ("".join(write(name, REPORTS, VIEW)) for _ in range(2))
    assert first == second
    assert first.encode()
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", first)


@pytest.mark.parametrize(("name", "records"), [("jsonl", 4), ("spans-jsonl", 1), ("doccano", 1)])
def test_a_record_keeps_to_its_line(name: str, records: int) -> None:
    """For a reader that breaks lines wherever Unicode does, too; what is read is what was written."""
    lines = "".join(write(name, REPORTS, VIEW)).splitlines()
    found = [json.loads(line) for line in lines]
    assert len(found) == records
    assert found[0].get("statement", REPORTS[0].statement) == REPORTS[0].statement


@pytest.mark.parametrize("name", ["jsonl", "csv", "md", "sarif", "rdjson", "github", "w3c", "w3c-dom", "claimreview"])
def test_reports_are_written_as_they_come(name: str) -> None:
    """The first report is out before the second is asked for."""
    asked: list[str] = []

    def coming() -> Iterator[object]:
        for one in REPORTS:
            asked.append(one.id)
            yield one

    out = ""
    for piece in write(name, coming(), VIEW):  # type: ignore[arg-type]
        out += piece
        if "14" in out or "ŞİRKET" in out:
            break
    assert asked == ["1"]


@pytest.mark.parametrize(("name", "encoding", "width"), [("w3c", "utf-32-le", 4), ("w3c-dom", "utf-16-le", 2)])
def test_web_annotations_point_at_their_words(name: str, encoding: str, width: int) -> None:
    """In the unit of the profile, with the words before and after; ids need no escaping in a style sheet."""
    page = loaded(name, report_marks())
    assert [one["id"] for one in page["items"]] == ["claim-1", "claim-2", "claim-2-2", "claim-3"]
    for annotation, words in zip(page["items"], PLACED, strict=True):
        quote, position = annotation["target"]["selector"]
        raw = TEXT.encode(encoding)
        assert raw[position["start"] * width : position["end"] * width].decode(encoding) == words == quote["exact"]
        assert quote["prefix"] + words + quote["suffix"] in TEXT
        assert 0 < len(quote["prefix"]) <= 32
        assert annotation["target"]["source"] == Page(NAME, TEXT).uri
        assert {body["purpose"] for body in annotation["body"]} == {"classifying", "commenting"}


def test_the_annotations_of_a_draft_link_their_evidence() -> None:
    """The claim is the target, the words of the article a body of their own."""
    first, second = loaded("w3c", draft_marks())["items"]
    assert [one["target"]["selector"][0]["exact"] for one in (first, second)] == list(CLAIMS)
    link = first["body"][2]
    assert (link["purpose"], link["selector"][0]["exact"]) == ("linking", "14,3 milyar dolar")
    assert len(second["body"]) == 2


def test_sarif_regions_are_true() -> None:
    """Lines and columns from 1, offsets from 0, all in code points; a second place is a related one."""
    run = loaded("sarif", report_marks())["runs"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    assert [(one["level"], one["kind"]) for one in run["results"]] == [
        ("error", "fail"),
        ("none", "pass"),
        ("note", "fail"),
        ("note", "fail"),
    ]
    assert run["results"][3]["locations"] == []
    found = [
        place["physicalLocation"]
        for result in run["results"]
        for place in (*result["locations"], *result.get("relatedLocations", ()))
    ]
    for place, words in zip(found, PLACED, strict=True):
        region = place["region"]
        start = {"line": region["startLine"], "column": region["startColumn"]}
        end = {"line": region["endLine"], "column": region["endColumn"]}
        assert between(TEXT, start, end, "code-points") == words == region["snippet"]["text"]
        assert TEXT[region["charOffset"] :][: region["charLength"]] == words
        assert unquote(place["artifactLocation"]["uri"]) == NAME
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["rank"] == 75.0


def test_a_number_that_would_be_right_is_offered() -> None:
    """As a fix in SARIF and a suggestion in rdjson, where the clashing words stand in the draft."""
    marks = tuple(from_findings(find(DRAFT_REPORT), Page(DRAFT_NAME, DRAFT), {NAME: TEXT}))
    assert [place.text for mark in marks for place in mark.places] == ["15 milyar dolar", CLAIMS[1]]
    fix = loaded("sarif", marks)["runs"][0]["results"][0]["fixes"][0]
    replacement = fix["artifactChanges"][0]["replacements"][0]
    region = replacement["deletedRegion"]
    assert DRAFT[region["charOffset"] :][: region["charLength"]] == "15 milyar dolar"
    assert replacement["insertedContent"]["text"] == "14,3 milyar dolar"
    suggestion = loaded("rdjson", marks)["diagnostics"][0]["suggestions"][0]
    assert suggestion["text"] == "14,3 milyar dolar"
    assert between(DRAFT, suggestion["range"]["start"], suggestion["range"]["end"], "utf-8") == "15 milyar dolar"


@pytest.mark.parametrize(
    ("marks", "text", "expected"),
    [(report_marks(), TEXT, ("14,3 milyar dolar", "ŞİRKET")), (draft_marks(), DRAFT, CLAIMS)],
)
def test_rdjson_counts_bytes(marks: tuple[Mark, ...], text: str, expected: tuple[str, ...]) -> None:
    """Columns are bytes of UTF-8; what is supported or stands nowhere is no diagnostic; paths are no URIs."""
    found = loaded("rdjson", marks)["diagnostics"]
    for diagnostic, words in zip(found, expected, strict=True):
        where = diagnostic["location"]["range"]
        assert between(text, where["start"], where["end"], "utf-8") == words
    assert [one["severity"] for one in found] == ["ERROR", "INFO"]
    assert found[0]["location"]["path"] in (NAME, DRAFT_NAME)


def test_github_commands_cannot_be_forged() -> None:
    """One command a line, whatever stands in a statement or a name; columns count code points."""
    lines = written("github", report_marks()).splitlines()
    assert [line.split(" ")[0] for line in lines] == ["::error", "::notice", "::notice"]
    name = NAME.replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
    line = TEXT.split("\r\n")[1]
    column = line.index("14,3") + 1
    where = f"line=2,endLine=2,col={column},endColumn={column + len('14,3 milyar dolar')}"
    assert lines[0].startswith(f"::error file={name},{where},title=Kaynakla çelişiyor::🧿 =ŞİRKET")
    assert "::%25 Google gitti  ::error::x – Kaynakla" in lines[1]
    assert lines[2].startswith("::notice title=Kaynakla doğrulanamadı::Nasılsın?")


def test_label_studio_regions_are_code_points() -> None:
    """One task a text, its regions in the order of the text, each with the words that are said of it."""
    (task,) = loaded("label-studio", report_marks())
    assert task["data"] == {"text": TEXT, "name": NAME}
    (prediction,) = task["predictions"]
    labels = [one for one in prediction["result"] if one["type"] == "labels"]
    told = {one["id"]: one["value"]["text"][0] for one in prediction["result"] if one["type"] == "textarea"}
    assert sorted(one["value"]["text"] for one in labels) == sorted(PLACED)
    for one in labels:
        assert TEXT[one["value"]["start"] : one["value"]["end"]] == one["value"]["text"]
        assert told[one["id"]]
    assert prediction["score"] == 0.75


def test_brat_keeps_every_annotation_on_a_line() -> None:
    """A stretch over lines comes in parts whose words, joined by spaces, are the reference text."""
    lines = written("brat", report_marks()).split("\n")
    assert len([line for line in lines if line.startswith("T")]) == len(PLACED)
    for line in lines[0:-1:2]:
        _, place, words = line.split("\t")
        parts = [tuple(map(int, part.split())) for part in place.split(" ", 1)[1].split(";")]
        assert " ".join(TEXT[start:end] for start, end in parts) == words
    across = next(line for line in lines if "yatırdı; bunu 200 kişi" in line)
    assert across.count(";") == 2


def test_brat_folders_hold_pairs_of_files() -> None:
    """The text as given, the annotations, and the types that they use; names that any file system takes."""
    found = dict(files("brat", REPORTS, VIEW))
    assert list(found) == ["annotation.conf", "haber-5-pay-İzmir-1-2.txt", "haber-5-pay-İzmir-1-2.ann"]
    assert found["haber-5-pay-İzmir-1-2.txt"] == TEXT
    with pytest.raises(ClaimsError, match="-o FOLDER"):
        written("brat", (*report_marks(), *draft_marks()))


def test_spans_of_prodigy_and_doccano_are_code_points() -> None:
    """A text a line; both label the same stretches."""
    spans, labels = (json.loads(written(name, report_marks())) for name in ("spans-jsonl", "doccano"))
    assert spans["text"] == labels["text"] == TEXT
    assert sorted(TEXT[one["start"] : one["end"]] for one in spans["spans"]) == sorted(PLACED)
    assert labels["label"] == [[one["start"], one["end"], one["label"]] for one in spans["spans"]]


def test_csv_has_the_columns_of_batches() -> None:
    """One record a statement, and nothing that a spreadsheet would take for a formula."""
    rows = list(csv.DictReader(io.StringIO("".join(write("csv", REPORTS, VIEW)), newline="")))
    assert [row["statement"] for row in rows] == [re.sub("[\x1b\x9b]", "\ufffd", one.statement) for one in REPORTS]
    assert rows[0]["conflict"] == "15 000 000 000 USD / 14 300 000 000 USD"
    assert rows[1]["evidence_text"] == ACROSS
    formula = REPORTS[0].model_copy(update={"statement": "=1+1"})
    assert "\n1,'=1+1," in "".join(write("csv", [formula], VIEW))


def test_markdown_shows_texts_as_they_stand() -> None:
    """A pipe stays in its cell, a tag is no tag, a link is none, a control character is gone."""
    shown = "".join(write("md", REPORTS, VIEW))
    assert "**Contradicted:** 🧿 =ŞİRKET \\| 15 milyar dolar yatırdı --&gt; &lt;i&gt;" in shown
    assert "| quantity | 15 000 000 000 USD | 14 300 000 000 USD |" in shown
    assert "Note: Tek \\| tırnak &lt;kullanın&gt;." in shown
    hostile = "[x](http://a.example) www.a.example **b** @kurum #12 $x$ ![y](z)"
    told = "".join(write("md", [REPORTS[0].model_copy(update={"statement": hostile})], VIEW)).split("\n")[0]
    expected = r"\[x\](http\://a.example) www\.a.example \*\*b\*\* \@kurum \#12 \$x\$ !\[y\](z)  "
    assert told == f"**Contradicted:** {expected}"


@pytest.mark.parametrize("text", ["- a", "+ b", "1. c", "12) d", "# e", "> f", "=== g", "--- h"])
def test_no_quotation_begins_a_block(text: str) -> None:
    """What would be a list, a heading or a rule at the beginning of a line is a paragraph."""
    evidence = REPORTS[0].evidence[0].model_copy(update={"text": text})
    shown = "".join(write("md", [REPORTS[0].model_copy(update={"evidence": (evidence,)})], VIEW))
    quoted = next(line for line in shown.split("\n") if line.startswith("> "))
    assert re.match(r"> (\\|&gt;|\d+\\)", quoted)


def test_claim_reviews_say_what_is_known() -> None:
    """Ratings in the language of the statement, nothing for unknown, and no tag or comment that a page would heed."""
    out = "".join(write("claimreview", REPORTS, VIEW))
    wrong, right = json.loads(out)
    assert not set("<>&") & set(out)
    assert wrong["reviewRating"]["alternateName"] == "Yanlış"
    assert wrong["reviewRating"]["ratingValue"] == 1
    assert right["reviewRating"]["alternateName"] == "True"
    assert right["reviewRating"]["ratingValue"] == 5
    assert wrong["claimReviewed"] == REPORTS[0].statement
    assert wrong["url"] == VIEW.url
    assert [one["text"] for one in right["citation"]] == [ACROSS, "“duydu”"]
    assert "datePublished" not in wrong
    assert "author" not in wrong["itemReviewed"]
    assert "".join(write("claimreview", REPORTS[2:], VIEW._replace(many=False))) == ""


@pytest.mark.parametrize(
    ("reviewer", "url"),
    [
        ("", "https://a.example/x"),
        ("  ", "https://a.example/x"),
        ("Gazete", ""),
        ("Gazete", "a.example"),
        ("G", "https://"),
    ],
)
def test_nobody_reviews_without_a_name_and_a_page(reviewer: str, url: str) -> None:
    """The error says which options to give."""
    with pytest.raises(ClaimsError, match="--url"):
        list(write("claimreview", REPORTS, VIEW._replace(reviewer=reviewer, url=url)))


@pytest.mark.parametrize(
    ("name", "uri"),
    [
        ("haber.txt", "haber.txt"),
        ("a b/%5 ü#?.txt", "a%20b/%255%20%C3%BC%23%3F.txt"),
        ("c:d.txt", "c%3Ad.txt"),
        ("/var/haber 1.txt", "file:///var/haber%201.txt"),
        ("https://a.example/ş?q=%20 x", "https://a.example/%C5%9F?q=%20%20x"),
    ],
)
def test_names_become_uris(name: str, uri: str) -> None:
    """Relative ones stay relative, and nothing in a name is taken for a scheme, a query or a fragment."""
    assert Page(name, "").uri == uri


def test_evidence_that_is_not_where_it_is_said_to_be_marks_nothing() -> None:
    """A report that was kept while its article changed points nowhere rather than at other words."""
    moved = REPORTS[0].model_copy(update={"evidence": (REPORTS[0].evidence[0].model_copy(update={"start": 0}),)})
    (mark,) = from_reports((moved,), VIEW)
    assert mark.places == ()


def test_on_the_command_line(verify: Command, tmp_path: Path) -> None:
    """A file, a folder for brat, a newsroom for a ClaimReview, and what an unknown verdict gives."""
    article = tmp_path / "haber.txt"
    article.write_bytes("🚀 İlk satır.\r\nMeta, Scale AI'a 14,3 milyar dolar yatırdı.\r\n".encode())
    asked = ("Meta invested $15B", "--article", str(article))
    done = verify(*asked, "--format", "sarif", "-o", str(tmp_path / "out.sarif"))
    assert (done.status, done.out) == (1, "")
    region = json.loads((tmp_path / "out.sarif").read_text())["runs"][0]["results"][0]["locations"][0]
    assert region["physicalLocation"]["region"]["startLine"] == 2
    assert verify(*asked, "--format", "brat", "-o", str(tmp_path / "brat")).status == 1
    texts = [path.read_bytes() for path in (tmp_path / "brat").glob("*.txt")]
    assert texts == [article.read_bytes()]
    refused = verify(*asked, "--format", "claimreview")
    assert refused.status == 2
    assert "--reviewer" in refused.err
    told = verify("Nasılsın?", *asked[1:], "--format", "claimreview", "--reviewer", "G", "--url", "https://g.example/1")
    assert (told.status, told.out) == (3, "")
    assert "no ClaimReview" in told.err
    folder = verify(*asked, "--format", "sarif", "-o", str(tmp_path))
    assert folder.status == 2
    assert "name a file" in folder.err
    missing = verify(*asked, "--format", "sarif", "-o", str(tmp_path / "none/out.sarif"))
    assert missing.status == 2
    assert "cannot be written" in missing.err


@pytest.mark.parametrize("name", ["report", "draft", "label-studio"])
def test_schemas_are_printed(verify: Command, root: Path, name: str) -> None:
    """The report's is the published file, the draft's fits a draft's report, Label Studio's is its configuration."""
    import jsonschema

    done = verify("schema", name)
    assert done.status == 0
    if name == "report":
        assert done.out == (root / "fixtures/report.schema.json").read_text(encoding="utf-8")
    elif name == "draft":
        jsonschema.validate(json.loads(DRAFT_REPORT.model_dump_json()), json.loads(done.out))
    else:
        assert done.out.startswith("<View>")


def test_the_documentation_shows_what_is_written(verify: Command, root: Path) -> None:
    """Each JSON of docs/formats.md stands, value for value, in the output that its section is about."""
    sections = re.split("^## ", (root / "docs/formats.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    shown = {
        name[1]: json.loads(block[1])
        for section in sections
        if (name := re.match(r"`([\w-]+)`", section))
        and (block := re.search(r"^```json\n(.*?)^```", section, re.M | re.S))
    }
    assert set(shown) == {"w3c", "sarif", "rdjson", "label-studio", "spans-jsonl"}
    for name, value in shown.items():
        assert value in parts(json.loads(verify("Meta invested $15B", "--format", name).out)), name


def parts(value: object) -> Iterator[object]:
    """A value of JSON with all that it holds."""
    yield value
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for one in inside:
        yield from parts(one)


DOCUMENT = (Path(__file__).parents[2] / "docs/formats.md").read_text(encoding="utf-8")


def test_the_program_of_the_documentation_runs() -> None:
    """The example of a format on a draft."""
    (program,) = re.findall(r"^```python\n(.*?)^```", DOCUMENT, re.M | re.S)
    names: dict[str, str] = {}
    exec(program, names)
    (result,) = json.loads(names["log"])["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["region"]["startColumn"] == 3
    assert [one["message"]["text"] for one in result["relatedLocations"]] == [names["source"].removesuffix(".")]
