"""The service as clients see it, over a real connection: the answers of the engine, and problem details."""

import io
import json
import os
import re
import signal
import time
import zipfile
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from conftest import Command
from services import Running, running
from word_documents import package, paragraph, run

from claims.reading import Article
from claims.reading.records import Incoming
from verifier.client import Client, ServiceError
from verifier.pipeline import Engine, Source

SENTENCE = "Meta, haziran ayında Scale AI'a 14,3 milyar dolar yatırdı."
FLOOD = "Bakan, sel bölgesinde 1.200 konutun boşaltıldığını açıkladı."
WRONG: list[tuple[str, str, Any, dict[str, str], int, str]] = [
    ("GET", "/nothing", None, {}, 404, "There is nothing here"),
    ("GET", "/v1/verify", None, {}, 405, "not allowed here"),
    ("POST", "/v1/verify", b"{", {}, 400, "no JSON"),
    ("POST", "/v1/verify", b"\xff\xfe\x00", {}, 400, "no JSON"),
    ("POST", "/v1/verify", b"[" * 100_000, {}, 400, "no JSON"),
    ("POST", "/v1/verify", b'{"statement": "Meta gitti."}', {"Content-Type": "text/plain"}, 422, "wrong at"),
    ("POST", "/v1/verify", {"statement": " "}, {}, 422, "wrong at /statement"),
    ("POST", "/v1/verify", {"statement": "x" * 10_001}, {}, 422, "wrong at /statement"),
    ("POST", "/v1/verify", {"statement": 5}, {}, 422, "wrong at /statement"),
    ("POST", "/v1/verify", {"statement": "Meta gitti.", "artcle": "x"}, {}, 422, "wrong at /artcle"),
    ("POST", "/v1/verify", b'{"statement": "\\ud800 gitti."}', {}, 422, "wrong at /statement"),
    ("POST", "/v1/verify", {"statement": "Meta gitti.", "articles": ["../../etc/passwd"]}, {}, 404, "no such article"),
    ("POST", "/v1/verify", {"statement": "Meta gitti.", "article": "http://169.254.169.254/"}, {}, 422, "not fetched"),
    ("POST", "/v1/articles", {"name": "a", "text": "file:///etc/passwd"}, {}, 422, "not fetched"),
    ("POST", "/v1/articles", {"name": "a", "text": "a\x00b"}, {}, 422, "zero character"),
    ("POST", "/v1/articles", {"name": "a", "text": "Meta gitti.", "published": "dün"}, {}, 422, "/published"),
    ("GET", "/v1/articles/../../etc/passwd", None, {}, 404, "There is nothing here"),
    ("GET", "/v1/articles/..%2f..%2fetc%2fpasswd", None, {}, 404, "There is nothing here"),
    ("GET", "/v1/articles/999999", None, {}, 404, "no such article"),
    ("GET", "/v1/articles?cursor=x", None, {}, 422, "wrong at query/cursor"),
    ("GET", "/v1/search?q=", None, {}, 422, "wrong at query/q"),
    ("GET", "/v1/batches/0123456789abcdef", None, {}, 404, "no such batch"),
    ("POST", "/v1/batches", b"PK\x03\x04", {"Content-Type": "application/zip"}, 415, "Send rows as"),
    ("POST", "/v1/batches", b"a,b\n1,2\n", {"Content-Type": "text/csv"}, 422, "no column named statement"),
    ("POST", "/v1/batches", {"rows": []}, {}, 422, "wrong at /rows"),
    ("PUT", "/v1/reviews/1", {}, {}, 422, "wrong at"),
    ("GET", "/livez", None, {"Host": "evil.example"}, 403, "does not go by that name"),
    (
        "POST",
        "/v1/verify",
        {"statement": "Meta gitti."},
        {"Origin": "https://evil.example"},
        403,
        "Pages on other hosts",
    ),
    ("POST", "/v1/verify", {"statement": "x" * (9 << 20)}, {}, 413, "larger than 8 MiB"),
]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory, cache_folder: Any) -> Iterator[Running]:
    """A service with one worker and two articles in its store."""
    folder = tmp_path_factory.mktemp("service")
    with running(folder, "--workers", "1", env={"DAYANAK_CACHE": str(cache_folder)}) as found:
        with Client(found.address) as client:
            client.add(Incoming(name="meta.txt", text=SENTENCE, published="2026-11-02"))
            client.add(Incoming(name="sel.txt", text=FLOOD, source="AA"))
        yield found


@pytest.fixture
def client(service: Running) -> Iterator[Client]:
    """A client of it."""
    with Client(service.address) as found:
        yield found


@pytest.fixture
def http(service: Running) -> Iterator[httpx.Client]:
    """A bare connection to it."""
    with httpx.Client(base_url=service.address, timeout=30) as found:
        yield found


def test_reports_are_those_of_the_engine(client: Client, engine: Engine, source: Source, article: Article) -> None:
    """Byte for byte, whether the article is sent or stands in the store."""
    sent = {"text": article.text, "name": article.name}
    for statement in ("Meta invested $15B", "Google ve OpenAI bağlarını kopardı.", "Nasılsın?"):
        assert client.verify(statement, sent, id="7") == engine.verify(statement, [source], id="7")
    stored = client.verify("Meta invested $15B", stored=["meta.txt"])
    assert stored.evidence[0].article == "meta.txt"
    assert client.verify("Meta invested $15B").evidence == stored.evidence
    two = client.verify("Meta invested $14.3B", SENTENCE, "Meta 15 milyar dolar yatırdı.")
    assert {one.article for one in two.evidence} <= {"article 1", "article 2"}


def test_claims_and_drafts(client: Client) -> None:
    """With the fields of the commands, and offsets that cut the text out."""
    text = "🚀 İlk olarak " + SENTENCE
    (claim, *_) = client.claims(text, name="a.txt")
    assert text[claim["start"] : claim["end"]] == claim["text"]
    assert claim["quantities"][0]["unit"] == "USD"
    draft = "🚀 Meta, Scale AI'a 15 milyar dolar yatırdı."
    for report in (client.draft(draft, [SENTENCE]), client.draft(draft, stored=["meta.txt"]), client.draft(draft)):
        (check,) = report.checks
        assert draft[check.start : check.end] == check.text
        assert check.report.verdict == "contradicted"


def test_articles_come_and_go(client: Client, http: httpx.Client) -> None:
    """Added, found, corrected, paged through, removed; claims and text come back as they were given."""
    added = client.add(Incoming(name="dolar.txt", text="Dolar kuru 41 lirayı aştı.", published="2026-11-01"))
    assert (added.outcome, added.version) == ("added", 1)
    again = client.add(Incoming(name="dolar.txt", text="Dolar kuru 42 lirayı aştı."))
    assert (again.outcome, again.version) == ("corrected", 2)
    assert again.id is not None
    assert http.get(f"/v1/articles/{again.id}").json()["text"] == "Dolar kuru 42 lirayı aştı."
    assert http.get(f"/v1/articles/{again.id}/claims").json()[0]["article"] == "dolar.txt"
    assert [found.article for found in client.search("dolar kuru", limit=1)] == ["dolar.txt"]
    first = http.get("/v1/articles", params={"limit": 1})
    names = [first.json()[0]["name"]]
    while (link := first.links.get("next")) is not None:
        first = http.get(link["url"])
        names += [one["name"] for one in first.json()]
    assert names == ["meta.txt", "sel.txt", "dolar.txt"] == [one.name for one in client.articles()]
    client.remove(again.id)
    assert client.article("dolar.txt") is None
    with pytest.raises(ServiceError, match="no such article"):
        client.remove(again.id)


def test_batches_are_judged_behind_the_requests(client: Client, http: httpx.Client) -> None:
    """One record a row, in order; asked twice with one key it is begun once; removed it is gone."""
    rows = [
        {"id": "a", "statement": "Meta invested $15B", "desk": "money"},
        {"statement": ""},
        {"statement": "x", "article": "/etc/passwd"},
    ]
    begun = client.batch(rows, stored=["meta.txt"], key="once")
    assert client.batch(rows, stored=["meta.txt"], key="once").id == begun.id
    with pytest.raises(ServiceError, match="Idempotency-Key was used"):
        client.batch(rows[:1], key="once")
    records = list(client.results(begun.id, poll=0.05))
    assert [(one["id"], one["verdict"]) for one in records] == [("a", "contradicted"), ("2", None), ("3", None)]
    assert records[0]["desk"] == "money"
    assert "no article" in records[2]["error"]
    assert "sqlite3" not in records[2]["error"]
    state = client.progress(begun.id)
    assert (state.state, state.done, state.verdicts) == ("done", 3, {"contradicted": 1, "error": 2})
    kind = {"Content-Type": "text/csv; charset=utf-8"}
    answer = http.post(
        "/v1/batches?articles=sel.txt",
        content="id;iddia\n1;Bakan sel bölgesinde 1.200 konutun boşaltıldığını açıkladı\n".encode(),
        headers=kind,
    )
    assert [one["verdict"] for one in client.results(answer.json()["id"], poll=0.05)] == ["supported"]
    client.cancel(begun.id)
    with pytest.raises(ServiceError, match="no such batch") as gone:
        client.progress(begun.id)
    assert gone.value.status == 404


def test_reviews_are_changed_by_one_person_at_a_time(http: httpx.Client) -> None:
    """Whoever has not seen the last change is told so; a review that is gone is gone."""
    sha = "ab" * 32
    word = {
        "statement": "Meta gitti.",
        "article_sha256": [sha],
        "verdict": "unknown",
        "reviewed": "supported",
        "note": "🚀",
    }
    made = http.post("/v1/reviews", json=word)
    address, tag = made.headers["Location"], made.headers["ETag"]
    assert made.status_code == 201
    assert http.get("/v1/reviews", params={"article_sha256": sha}).json() == [made.json()]
    assert http.get("/v1/reviews", params={"statement": "başka"}).json() == []
    changed = http.put(address, json=word | {"reviewer": "Ayşe"}, headers={"If-Match": tag})
    assert (changed.json()["version"], changed.json()["reviewer"]) == (2, "Ayşe")
    assert http.put(address, json=word, headers={"If-Match": tag}).status_code == 412
    assert http.delete(address, headers={"If-Match": tag}).status_code == 412
    assert http.get(address).headers["ETag"] == changed.headers["ETag"]
    assert http.delete(address, headers={"If-Match": changed.headers["ETag"]}).status_code == 204
    assert http.get(address).status_code == 404


@pytest.mark.parametrize(
    ("method", "path", "body", "headers", "status", "told"), WRONG, ids=[f"{one[0]} {one[1]} {one[5]}" for one in WRONG]
)
def test_whatever_is_wrong_is_told_as_a_problem(
    http: httpx.Client, method: str, path: str, body: Any, headers: dict[str, str], status: int, told: str
) -> None:
    """RFC 9457, in one sentence, with a request id, and nothing of this machine in it."""
    content = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
    given = {"Content-Type": "application/json", **headers}
    answer = http.request(method, path, content=content, headers=given)
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status
    assert re.search(told, problem["detail"]), problem
    assert problem["request_id"] == answer.headers["X-Request-ID"]
    assert "Traceback" not in answer.text
    assert "sqlite3" not in answer.text


def test_a_body_without_an_end_is_cut_off(http: httpx.Client) -> None:
    """It is read no further than the limit, whatever it says of its length."""

    def endless() -> Iterator[bytes]:
        for _ in range(50):
            yield b" " * (1 << 20)

    try:
        status = http.post("/v1/verify", content=endless(), headers={"Content-Type": "application/json"}).status_code
    except httpx.WriteError:  # the answer came, and the connection was closed, while the client was still writing
        status = 413
    assert status == 413
    assert http.get("/livez").status_code == 200


def test_the_log_holds_no_text(service: Running, http: httpx.Client) -> None:
    """Neither statement nor article, but the request id that the caller gave."""
    asked = {"statement": "Kulaktankulağa söylenti", "article": "Gizlitaslak metni yazıldı."}
    http.post("/v1/verify", json=asked, headers={"X-Request-ID": "desk-7"})
    http.get("/v1/search", params={"q": "Kulaktankulağa"})
    http.post("/v1/verify", json={"statement": 5, "article": "Gizlitaslak"})
    assert "request_id=desk-7" in service.log
    assert "Kulaktankulağa" not in service.log
    assert "Gizlitaslak" not in service.log


def test_a_killed_worker_costs_no_request(service: Running, client: Client) -> None:
    """The next request is answered by its successor."""
    (worker,) = service.workers()
    os.kill(worker, signal.SIGKILL)
    assert client.verify("Meta invested $15B", SENTENCE).verdict == "contradicted"
    deadline = time.monotonic() + 20
    while worker in service.workers() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert len(service.workers()) == 1


def test_it_tells_of_itself(http: httpx.Client) -> None:
    """Ready, with counters that count, and an OpenAPI document whose every answer that is an error is a problem."""
    assert http.get("/readyz").json() == {"status": "ok"}
    http.post("/v1/verify", json={"statement": "Meta invested $15B", "article": SENTENCE})
    counters = http.get("/metrics").text
    assert 'dayanak_requests_total{method="POST",route="/v1/verify",status="200"}' in counters
    assert 'dayanak_verdicts_total{verdict="contradicted"}' in counters
    document = http.get("/openapi.json").json()
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            problems = {code: one for code, one in operation["responses"].items() if code[0] in "45"}
            assert {"400", "401", "413", "422", "429", "503"} <= set(problems), (path, method)
            assert all("application/problem+json" in one["content"] for one in problems.values()), (path, method)


def test_the_command_asks_the_service(service: Running, verify: Command, engine: Engine, tmp_path: Any) -> None:
    """With the answer of the engine, and no model loaded here."""
    path = tmp_path / "haber.txt"
    path.write_text(SENTENCE, encoding="utf-8")
    asked = ("Meta invested $15B", "--article", str(path), "--format", "jsonl")
    there = verify(*asked, "--server", service.address)
    source = Source(name=str(path), analysis=engine.analyse(SENTENCE))
    assert there.status == 1
    assert json.loads(there.out) == engine.verify("Meta invested $15B", [source]).model_dump(mode="json")
    shown = verify("Meta invested $15B", "--article", "meta.txt", "--server", service.address)
    assert shown.status == 1
    assert "meta.txt, line 1" in shown.out
    refused = verify("Meta gitti.", "--article", "yok.txt", "--server", service.address)
    assert (refused.status, refused.out) == (2, "")
    assert refused.err == "verify: The store holds no such article; GET /v1/articles lists what it holds.\n"
    wrong = verify("Meta gitti.", "--server", service.address, "--min-confidence", "0.5")
    assert wrong.status == 2
    assert "--min-confidence is the affair of the service" in wrong.err
    gone = verify("Meta gitti.", "--server", "http://127.0.0.1:9")
    assert gone.status == 2
    assert "cannot be reached" in gone.err


def test_documents_become_texts(client: Client, http: httpx.Client) -> None:
    """A page as its article; what would unfold without end, or reach for another file, is told and nothing else."""
    sentences = f"<p>{SENTENCE} {FLOOD}</p>" * 3
    page = f"<!doctype html><html><head><title>Yatırım</title></head><body><article>{sentences}</article></body></html>"
    read = client.read(page.encode(), name="haber.html")
    assert SENTENCE in read.text
    assert (
        client.verify("Meta invested $15B", {"text": read.text, "name": read.name}).evidence[0].article == "haber.html"
    )
    for content, told in (
        (_zipped(b" " * (80 << 20)), "unfolds to far more"),
        (
            _zipped(b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'),
            "no sound OpenDocument text",
        ),
    ):
        kind = {"Content-Type": "application/vnd.oasis.opendocument.text"}
        refused = http.post("/v1/documents", content=content, headers=kind)
        assert refused.status_code == 422, refused.text
        assert re.search(told, refused.json()["detail"]), refused.text
        assert "root:" not in refused.text
    assert http.post("/v1/documents", content=b"x", headers={"Content-Type": "image/png"}).status_code == 415


def test_a_word_document_comes_back_with_comments(client: Client) -> None:
    """On the claims that its sources contradict, its text untouched; what is no Word document is told."""
    draft = package(paragraph(run("Meta, Scale AI'a 15 milyar dolar yatırdı.")))
    commented = client.comment(draft, [{"text": SENTENCE, "name": "ajans.txt"}])
    with zipfile.ZipFile(io.BytesIO(commented)) as archive:
        assert "14,3 milyar dolar" in archive.read("word/comments.xml").decode()
    assert client.read(commented).text == client.read(draft).text
    for wrong in (b"PK no document", _zipped(b"")):
        with pytest.raises(ServiceError) as refused:
            client.comment(wrong, [SENTENCE])
        assert refused.value.status == 422


def _zipped(content: bytes) -> bytes:
    """An OpenDocument text with that content."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", content)
    return stream.getvalue()
