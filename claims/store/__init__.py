"""The store: the editor's archive of articles with their sentences, claims and analyses, one SQLite file.

``store.py`` is the door; ``schema.py`` holds the tables; nothing outside this package writes SQL.
"""
