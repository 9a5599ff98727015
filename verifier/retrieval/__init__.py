"""Which articles among many could matter to a statement; one file a way to look, each a Retriever.

A score of retrieval only proposes articles; nothing of it reaches a verdict.
"""
