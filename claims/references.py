"""Who is meant: names behind short forms and anaphors, and the subject that a Turkish verb leaves out."""

from collections.abc import Sequence

from claims.claim import Argument, Entity, Mention
from claims.document import Document, Span, Token
from claims.folding import fold
from claims.languages.grammar import clause_words


class References:
    """Resolves mentions of one document; subjects are noted sentence by sentence as the text is read."""

    def __init__(self, document: Document, entities: Sequence[Entity], mentions: Sequence[Mention]) -> None:
        self.document = document
        self.entities = {entity.index: entity for entity in entities}
        self.mentions = tuple(mentions)
        self._mention_at = {
            offset: found for found in reversed(self.mentions) for offset in range(found.start, found.end)
        }
        self._subjects: list[tuple[int, Span, Token, tuple[int, ...], str]] = []

    def note_subject(self, sentence: int, span: Span, head: Token, tokens: tuple[int, ...]) -> None:
        """Remembers the subject of a finite clause."""
        name = self.resolve(sentence, span, head, "subject") or self.document.surface(span)
        self._subjects.append((sentence, span, head, tokens, name))

    def last_subject(self, before: int) -> str | None:
        """The name of the last subject of a sentence before this one that may speak."""
        near = [subject for subject in reversed(self._subjects) if subject[0] < before and before - subject[0] <= 4]
        return next(
            (
                subject[4]
                for subject in sorted(near, key=lambda subject: subject[2].upos != "PROPN")
                if subject[2].upos == "PROPN"
            ),
            None,
        )

    def resolve(self, sentence: int, span: Span, head: Token, role: str) -> str | None:
        """The full name or antecedent behind a surface, or None where the surface says it already."""
        surface = self.document.surface(span)
        mention = self._mention_at.get(head.start)
        if mention is not None and head.end <= mention.end and span.start <= mention.start and mention.end <= span.end:
            name = self.entities[mention.entity].name if mention.entity in self.entities else mention.name
            whole = self.document.text[span.start : mention.start] + name
            return whole if whole != surface else None
        words = clause_words(self.document.lang)
        folded = fold(head.text, self.document.lang).split("'")[0]
        key = folded if folded in words.anaphors else fold(head.lemma, self.document.lang)
        determined = len(surface.split()) <= 2
        if key in words.anaphors and determined:
            return self._antecedent(sentence, span, key)
        if head.upos == "PROPN" and "'" in fold(surface, self.document.lang)[1:]:
            return self.document.text[span.start : span.end].replace("’", "'").rsplit("'", 1)[0]
        return None

    def _antecedent(self, sentence: int, span: Span, key: str) -> str | None:
        kinds = clause_words(self.document.lang).anaphor_kinds
        wanted = next((kind for kind, words in kinds.items() if key in words), "")
        for before, where, head, _, name in reversed(self._subjects):
            if before >= sentence or sentence - before > 4 or where.end > span.start:
                continue
            kind = self._kind(where)
            if head.upos == "PROPN" and (not wanted or not kind or kind == wanted):
                return name
        return None

    def _kind(self, span: Span) -> str:
        mention = next((m for m in self.mentions if span.start <= m.start and m.end <= span.end), None)
        return self.entities[mention.entity].kind if mention is not None and mention.entity in self.entities else ""

    def dropped(self, sentence: int, verb: Token, speaker: str | None) -> Argument | None:
        """The argument that stands for a dropped third-person subject: the last subject of the sentences before."""
        if (
            self.document.lang != "tr"
            or verb.feats.get("Person") in {"1", "2"}
            or verb.feats.get("Person[psor]") == "1"
        ):
            return None
        if verb.upos != "VERB" or verb.feats.get("VerbForm") in {"Inf"}:
            return None
        near = [subject for subject in reversed(self._subjects) if subject[0] < sentence and sentence - subject[0] <= 3]
        for before, span, head, tokens, name in sorted(near, key=lambda subject: subject[2].upos != "PROPN"):
            if head.upos in {"PROPN", "NOUN", "PRON"}:
                return Argument(
                    role="subject",
                    start=span.start,
                    end=span.end,
                    text=self.document.surface(span),
                    sentence=before,
                    head=head.id,
                    tokens=tokens,
                    resolved=name,
                    overt=False,
                )
        return None
