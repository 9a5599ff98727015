"""The small configuration that names a text's sources: .dayanak.toml, or [tool.dayanak] in pyproject.toml.

It is looked for upward from the text. It may have come with a folder that somebody else made, so it can name files
only: never an address, and never a program.
"""

import tomllib
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError, field_validator

from claims.document import Frozen, Lang
from claims.errors import ClaimsError
from claims.store.place import is_address
from verifier.model import Verdict

FILE = ".dayanak.toml"
PROJECT = "pyproject.toml"
MAX_BYTES = 1_000_000


class ConfigError(ClaimsError):
    """A configuration cannot be read, or says what it may not say."""


class NoSources(ConfigError):
    """Nothing names what a text is to be judged by."""


class Config(Frozen):
    """What a text is judged by, and which verdicts are shown; patterns count from the configuration's folder."""

    articles: tuple[str, ...] = Field(default=(), description="Patterns of files, from the folder of this file.")
    store: str | None = Field(default=None, description="The file of a store, where no articles are named.")
    show: frozenset[Verdict] = Field(
        default=frozenset({"contradicted", "unknown"}), description="The verdicts that are shown."
    )
    lang: Lang | None = Field(default=None, description="The language of the texts, where it is guessed wrong.")

    @field_validator("articles")
    @classmethod
    def _files(cls, patterns: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in patterns:
            if "://" in pattern or not pattern.strip():
                raise ValueError(f"{pattern!r} is no pattern of files")
        return patterns

    @field_validator("store")
    @classmethod
    def _file(cls, store: str | None) -> str | None:
        if is_address(store) or (store is not None and "://" in store):
            raise ValueError("a store is named by its file here; give an address as --store")
        return store


class Found(Frozen):
    """A configuration with the file that it stands in; ``path`` is None where there is none and all is as it comes."""

    config: Config
    path: Path | None = None

    @property
    def folder(self) -> Path:
        """The folder that patterns count from."""
        return Path.cwd() if self.path is None else self.path.parent


def find_config(text: Path) -> Found:
    """The configuration nearest above a text; raises ConfigError where that one is broken."""
    for folder in text.absolute().parents:
        for path in (folder / FILE, folder / PROJECT):
            if path.is_file():
                table = _table(path)
                if table is not None:
                    return Found(config=_config(path, table), path=path)
    return Found(config=Config())


def read_config(path: Path) -> Found:
    """The configuration in that very file; raises ConfigError."""
    if not path.is_file():
        raise ConfigError(f"There is no file {path}; check the name of the configuration.")
    return Found(config=_config(path, _table(path) or {}), path=path.absolute())


def _table(path: Path) -> dict[str, Any] | None:
    """The settings of a file, None where a pyproject.toml has none."""
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
        if len(raw) > MAX_BYTES:
            raise ConfigError(f"{path} is too large for a configuration; move it out of the way.")
        data = tomllib.loads(raw.decode("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        if path.name == PROJECT:
            return None  # another tool's file: whoever it belongs to tells what is wrong with it
        raise ConfigError(f"{path} cannot be read ({error}); correct it.") from error
    if path.name != PROJECT:
        return data
    tool = data.get("tool")
    table = tool.get("dayanak") if isinstance(tool, dict) else None
    return table if isinstance(table, dict) else None


def _config(path: Path, table: dict[str, Any]) -> Config:
    try:
        return Config.model_validate(table)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        reason = "is no setting" if first["type"] == "extra_forbidden" else f"is wrong ({first['msg']})"
        known = ", ".join(Config.model_fields)
        raise ConfigError(f"{path}: {where} {reason}; the settings are {known}.") from error
