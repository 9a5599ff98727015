"""How much of a text the lexicon knows: content words with an entry, article by article.

Usage: python -m training.coverage FILE …

Each file is a Turkish article (.txt) or a gold file of statements (.jsonl). Counted are nouns, verbs, adjectives and adverbs
that are no part of a name, value or number; a word is known where the lexicon gives it a concept of the other language, alone
or as part of a phrase.
"""

import argparse
import json
from collections import Counter
from pathlib import Path

from claims.claim import Analysis
from claims.concepts import EXCLUDED, LIGHT
from claims.document import Lang
from verifier.pipeline import Engine

CONTENT = frozenset({"NOUN", "VERB", "ADJ", "ADV"})


def missing(analysis: Analysis) -> tuple[int, list[str]]:
    """The number of content words, and the lemmas of those without an entry."""
    other = "en:" if analysis.document.lang == "tr" else "tr:"
    total, unknown = 0, []
    for sentence in analysis.document.sentences:
        named = {token for mention in analysis.mentions if mention.sentence == sentence.index for token in mention.tokens}
        valued = [value for value in analysis.values if sentence.start <= value.start < sentence.end]
        known = {token.id for token in sentence.tokens if any(key.startswith((other, "m:")) for key in token.concepts)}
        for token in sentence.tokens:
            if token.upos not in CONTENT or token.id in named or not token.text.isalpha():
                continue
            if any(value.start < token.end and token.start < value.end for value in valued):
                continue
            total += 1
            if token.id not in known and token.phrase not in known and not {LIGHT, EXCLUDED} & set(token.concepts):
                unknown.append(token.lemma)
    return total, unknown


def main() -> None:
    """Print the share known of each file, the lowest article, and what is missing most often."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    options = parser.parse_args()
    engine = Engine()
    lacking: Counter[tuple[Lang, str]] = Counter()
    shares: dict[str, list[tuple[int, int]]] = {}
    for path in options.files:
        texts: list[tuple[str, Lang]]
        if path.suffix == ".jsonl":
            texts = [(row["statement"], row["lang"]) for row in map(json.loads, path.open(encoding="utf-8"))]
        else:
            texts = [(path.read_bytes().decode("utf-8"), "tr")]
        for text, lang in texts:
            total, unknown = missing(engine.analyse(text, lang=lang))
            kind = f"{lang} {'statements' if path.suffix == '.jsonl' else 'articles'}"
            shares.setdefault(kind, []).append((total, len(unknown)))
            lacking.update((lang, lemma) for lemma in unknown)
    for kind, rows in sorted(shares.items()):
        total, unknown_count = sum(row[0] for row in rows), sum(row[1] for row in rows)
        lowest = min(1 - row[1] / max(1, row[0]) for row in rows)
        print(f"{kind}: {1 - unknown_count / total:.3f} of {total} content words known; the lowest of {len(rows)} texts {lowest:.3f}")
    print("missing most:", ", ".join(f"{lemma} ({lang}, {count})" for (lang, lemma), count in lacking.most_common(40)))


if __name__ == "__main__":
    main()
