"""The JSON schema of a report; its published copy is written by:

python -m verifier.schema > fixtures/report.schema.json
"""

import json
from typing import Any

from verifier.model import Report

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def report_schema() -> dict[str, Any]:
    """The schema of what ``verify --format json`` prints for one statement: every field is always there."""
    return {"$schema": DIALECT} | Report.model_json_schema(mode="serialization")


if __name__ == "__main__":
    print(json.dumps(report_schema(), indent=2, ensure_ascii=False))
