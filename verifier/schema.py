"""The JSON schemas of what is published; the copy of the report's is written by:

verify schema report > fixtures/report.schema.json
"""

import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from verifier.drafts import DraftReport
from verifier.model import Report

DIALECT = "https://json-schema.org/draft/2020-12/schema"
MODELS: Mapping[str, type[BaseModel]] = {"report": Report, "draft": DraftReport}


def schema(name: str) -> dict[str, Any]:
    """The schema of what ``--format json`` prints for one statement, or for a draft: every field is always there."""
    return {"$schema": DIALECT} | MODELS[name].model_json_schema(mode="serialization")


def report_schema() -> dict[str, Any]:
    """The schema of a report."""
    return schema("report")


def written(name: str) -> str:
    """The schema as the files of it are written."""
    return json.dumps(schema(name), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    print(written("report"), end="")
