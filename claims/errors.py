"""The errors that a user can meet; every message says what is wrong and what to do about it."""


class ClaimsError(Exception):
    """Root of all errors raised on purpose; its message is one sentence fit for a user."""


class ReadingError(ClaimsError):
    """An input could not be read: missing, empty, binary, wrongly encoded or of an unknown format."""


class ModelError(ClaimsError):
    """A language model is missing, damaged or cannot be downloaded."""


class LanguageDataError(ClaimsError):
    """A language data file breaks its schema."""


class StoreError(ClaimsError):
    """The store of articles is missing, foreign, damaged, too new, locked, read-only, or its disk is full."""


class UnknownArticle(StoreError):
    """A name or number means no article of the store, or more than one."""
