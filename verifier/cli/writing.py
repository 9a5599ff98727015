"""Where results go: standard output, a file that is there whole or not at all, or a folder of files."""

import io
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import click

from claims.errors import ReadingError


def write_out(pieces: Iterable[str], output: Path | None, *, colour: bool = False) -> None:
    """The pieces, as they come, on standard output or in a file; raises ReadingError where it cannot be written."""
    if output is None:
        for piece in pieces:
            click.echo(piece, nl=False, color=colour)
        return
    with _drafted(output) as file:
        file.writelines(pieces)


def write_files(files: Iterable[tuple[str, str]], folder: Path) -> None:
    """Files, name and content, in a folder that is made where it is missing; raises ReadingError as ``write_out``."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ReadingError(f"{folder} cannot be made a folder ({error.strerror}); choose another name.") from error
    for name, content in files:
        with _drafted(folder / name) as file:
            file.write(content)


def write_bytes(data: bytes, output: Path) -> None:
    """A document of bytes in a file; raises ReadingError as ``write_out``."""
    with _drafted_bytes(output) as file:
        file.write(data)


@contextmanager
def _drafted(path: Path) -> Iterator[IO[str]]:
    """A file of text as ``_drafted_bytes`` makes one; line ends stay as they are."""
    with _drafted_bytes(path) as file, io.TextIOWrapper(file, encoding="utf-8", newline="") as text:
        yield text


@contextmanager
def _drafted_bytes(path: Path) -> Iterator[IO[bytes]]:
    """A file beside the one whose place it takes when all is written."""
    if path.is_dir():
        raise ReadingError(f"{path} is a folder; name a file in it.")
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with draft.open("wb") as file:
            yield file
        draft.replace(path)
    except OSError as error:
        raise ReadingError(f"{path} cannot be written ({error.strerror}); choose another place.") from error
    finally:
        draft.unlink(missing_ok=True)
