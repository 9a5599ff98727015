"""claims models: which language models are in use, where they come from, under which licence, how good they are."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from claims.errors import ModelError


@click.command("models", short_help="The language models in use.")
def command() -> None:
    """Print the models that ship with the program: source, licence, scores and SHA-256 of each file."""
    from claims.languages import LANGUAGES
    from claims.parsing import MODELS

    for lang in (*LANGUAGES, "encoder"):
        for line in _description(lang, MODELS / lang):
            click.echo(line)


def _description(lang: str, folder: Path) -> Iterator[str]:
    if not folder.is_dir():
        raise ModelError(f"The language models for {lang!r} are missing from {folder}; reinstall dayanak.")
    yield f"{lang}  {folder}"
    described = folder / "model.toml"
    if not described.exists():
        yield "  no model.toml: source, licence and scores are not recorded"
        return
    try:
        data = tomllib.loads(described.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, OSError) as error:
        raise ModelError(f"{described} cannot be read ({error}); reinstall dayanak.") from error
    for section, content in data.items():
        for number, part in enumerate(content if isinstance(content, list) else [content], start=1):
            yield f"  {section}{f' {number}' if isinstance(content, list) else ''}"
            yield from _fields(part, "    ")


def _fields(content: Any, indent: str) -> Iterator[str]:
    if not isinstance(content, dict):
        yield f"{indent}{content}"
        return
    width = max((len(str(key)) for key in content), default=0)
    for key, value in content.items():
        if isinstance(value, dict):
            yield f"{indent}{key}"
            yield from _fields(value, indent + "  ")
        else:
            yield f"{indent}{key:<{width}}  {', '.join(map(str, value)) if isinstance(value, list) else value}"
