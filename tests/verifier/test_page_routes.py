"""What the service answers for the page: its shell and parts under a strict policy, and files of reports."""

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from format_cases import NAME, REPORTS, TEXT

from verifier.formats.shell import bundle
from verifier.service.app import create_app
from verifier.service.logs import make_log
from verifier.service.routes.exports import EXPORTS
from verifier.service.settings import ServiceSettings


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """The service without workers: none of these routes asks one."""
    settings = ServiceSettings(data=tmp_path_factory.mktemp("data"))
    return TestClient(create_app(settings, make_log("json")), base_url="http://localhost")


def body(**more: Any) -> dict[str, Any]:
    """Reports with the article that they point into."""
    items = [{"report": one.model_dump(mode="json")} for one in REPORTS]
    return {"articles": [{"name": NAME, "text": TEXT, "claims": [{"start": 0, "end": 3}]}], "items": items, **more}


def test_shell_is_locked_down(client: TestClient) -> None:
    """The page may load its own files and ask its own host, and nobody may frame it."""
    answer = client.get("/")
    policy = answer.headers["content-security-policy"]
    for rule in ("default-src 'none'", "script-src 'self'", "connect-src 'self'", "frame-ancestors 'none'"):
        assert rule in policy
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "http:" not in answer.text.replace("http://www.w3.org/2000/svg", "")


def test_parts_are_kept_by_their_hash(client: TestClient) -> None:
    """Every file that the shell names is there, may be kept for good, and has its type."""
    shell = client.get("/").text
    for asset in bundle():
        assert f'"/assets/{asset.name}"' in shell
        answer = client.get(f"/assets/{asset.name}")
        assert answer.text == asset.content
        assert "immutable" in answer.headers["cache-control"]
        assert answer.headers["content-type"].startswith(asset.media_type)


@pytest.mark.parametrize("name", ["review.js", "..%2F..%2Fsetup.cfg", "%2e%2e/shell.py"])
def test_nothing_else_is_below_assets(client: TestClient, name: str) -> None:
    """No other file of the machine can be had."""
    answer = client.get(f"/assets/{name}")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("form", EXPORTS)
def test_every_format_can_be_had(client: TestClient, form: str) -> None:
    """Reports come back as a file in each format, to be saved and never to be run by the browser."""
    answer = client.post(f"/v1/exports/{form}", json=body())
    assert answer.status_code == 200
    assert "14,3 milyar dolar" in answer.text or form in ("brat", "doccano", "spans-jsonl")
    assert answer.headers["content-disposition"].startswith("attachment")


def test_unknown_format(client: TestClient) -> None:
    """The problem names the formats that there are."""
    answer = client.post("/v1/exports/pptx", json=body())
    assert answer.status_code == 404
    assert "sarif" in answer.json()["detail"]


def test_reports_must_fit_their_texts(client: TestClient, tmp_path: Path) -> None:
    """A span that does not cut what it says it cuts is refused, in words."""
    asked = body(articles=[{"name": NAME, "text": f"x{TEXT}"}])
    answer = client.post("/v1/exports/sarif", json=asked)
    assert answer.status_code == 409
    assert "does not stand where the report says" in answer.json()["detail"]
