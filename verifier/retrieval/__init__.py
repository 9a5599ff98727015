"""Which articles among many could matter to a statement; one file a way to look, each a Retriever.

A score of retrieval only proposes articles; nothing of it reaches a verdict.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims.store.postgres import PostgresStore
    from claims.store.store import Store
    from verifier.retrieval.model import Retriever


def open_retriever(name: str, archive: "Store | PostgresStore") -> "Retriever":
    """The retriever of that name over a store: fts, or tantivy over a store file; raises StoreError.

    A server has its own indexes, whatever the name.
    """
    from claims.store.store import Store

    if name == "tantivy" and isinstance(archive, Store):
        from verifier.retrieval.tantivy import TantivyRetriever

        return TantivyRetriever(archive)
    from verifier.retrieval.fts import TermRetriever

    return TermRetriever(archive.lookup())
