"""What is told of an article beside its text, and what no table can hold."""

from claims.errors import ReadingError
from claims.reading.records import Incoming
from claims.store.records import StoredArticle

PARTICULARS = ("title", "source", "url", "published")


def told_anew(known: StoredArticle, incoming: Incoming) -> dict[str, str]:
    """The particulars that are told and differ from what the store knows."""
    told = {name: getattr(incoming, name) for name in PARTICULARS}
    return {name: value for name, value in told.items() if value is not None and value != getattr(known, name)}


def completed(known: StoredArticle, incoming: Incoming) -> Incoming:
    """The article with what is known of its older version where it does not tell anything itself."""
    missing = {name: getattr(known, name) for name in PARTICULARS if getattr(incoming, name) is None}
    return incoming.model_copy(update=missing)


def refuse_unkeepable(incoming: Incoming) -> None:
    """Raises ReadingError for half characters, and for a text with zero characters."""
    try:
        "".join(filter(None, incoming.model_dump().values())).encode("utf-8")
    except UnicodeEncodeError as error:
        raise ReadingError(
            f"{incoming.name} holds half of a surrogate pair, which is no character; save it as UTF-8."
        ) from error
    if "\x00" in incoming.text:
        raise ReadingError(f"{incoming.name} holds a zero character, which is no text; save it as plain text.")
