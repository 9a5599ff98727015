"""What a reader hands in: an article with what is known of it, or why it could not be read."""

from claims.document import Frozen


class Incoming(Frozen):
    """An article on its way into the store; ``published`` is an ISO date, None stands for what is not told."""

    name: str
    text: str
    title: str | None = None
    source: str | None = None
    published: str | None = None
    url: str | None = None


class Unread(Frozen):
    """Something named that gave no article, and the sentence that says why."""

    name: str
    reason: str
