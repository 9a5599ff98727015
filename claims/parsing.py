"""Text to parsed Document through Stanza: the only importer of stanza, and only when a text has to be parsed.

The text is cut into sentences by claims/layout.py; each goes to the tokenizer as a paragraph of its own, in a
normal form (NFC, plain apostrophes and quotes, no soft hyphens), and every offset is mapped back to the text as given.
"""

import hashlib
import logging
import os
import unicodedata
import warnings
from collections import OrderedDict
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from claims import layout
from claims.document import Document, Lang, Sentence, Token
from claims.errors import ModelError
from claims.languages import abbreviations
from claims.marks import hidden

if TYPE_CHECKING:
    import stanza

ModelChoice = Literal["packaged", "official"]
MODELS = Path(__file__).parent / "models"
PROCESSORS = ("tokenize", "mwt", "pos", "lemma", "depparse")
INVISIBLE = (
    "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NO-BREAK SPACE}"
)
PLAIN = {
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "`": "'",
    "´": "'",
    "“": '"',
    "”": '"',
    "„": '"',
    "«": '"',
    "»": '"',
    "–": "-",
    "—": "-",
    "…": "...",
}
CLOSING = frozenset(".!?:;)\"'")
STOP = "."


def model_digest(lang: Lang, models: ModelChoice) -> str:
    """A short name for the models of a language that changes whenever they do: the packaged ones by their SHA-256."""
    if models == "official":
        return "official"
    card = MODELS / lang / "model.toml"
    try:
        data = (
            card.read_bytes()
            if card.exists()
            else b"".join(str(path.stat().st_size).encode() for path in sorted((MODELS / lang).glob("*.pt")))
        )
    except OSError as error:
        raise ModelError(
            f"The language models in {MODELS / lang} cannot be read ({error}); reinstall dayanak."
        ) from error
    return hashlib.sha256(data).hexdigest()[:16]


class Parser:
    """Parses texts with the chosen language models; a pipeline is loaded when its language is first met.

    ``remembered`` is how many parsed sentences are kept, so that of a text that is being written only what is new is
    parsed.
    """

    def __init__(self, *, models: ModelChoice = "packaged", threads: int = 1, remembered: int = 0) -> None:
        self.models = models
        self.threads = threads
        self.remembered = remembered
        self._known: OrderedDict[tuple[Lang, str], list[Any]] = OrderedDict()
        self._pipelines: dict[Lang, stanza.Pipeline] = {}

    def parse(self, text: str, lang: Lang) -> Document:
        """The parsed document; raises ModelError where the models cannot be loaded."""
        return self.parse_all((text,), lang)[0]

    def parse_all(self, texts: Iterable[str], lang: Lang) -> tuple[Document, ...]:
        """Several texts parsed in one pass through the models, in order."""
        texts = tuple(texts)
        pieces = [_pieces(text, lang) for text in texts]
        plain = [piece.text for group in pieces for piece in group]
        parsed = iter(self._recalled(plain, lang) if self.remembered else self._run(plain, lang))
        documents = []
        for text, group in zip(texts, pieces, strict=True):
            found = [_sentence(text, index, piece, next(parsed)) for index, piece in enumerate(group)]
            documents.append(Document(text=text, lang=lang, sentences=tuple(found)))
        return tuple(documents)

    @property
    def loaded(self) -> frozenset[Lang]:
        """The languages whose models are loaded."""
        return frozenset(self._pipelines)

    def load(self, lang: Lang) -> None:
        """Load the models of a language now; raises ModelError where that cannot be done."""
        self._pipeline(lang)

    def _recalled(self, plain: list[str], lang: Lang) -> list[list[Any]]:
        """As ``_run``, which is asked only for sentences that are not known."""
        missing = [sentence for sentence in dict.fromkeys(plain) if (lang, sentence) not in self._known]
        for sentence, parsed in zip(missing, self._run(missing, lang), strict=True):
            self._known[lang, sentence] = parsed
        found = [self._known[lang, sentence] for sentence in plain]
        for sentence in plain:
            self._known.move_to_end((lang, sentence))
        while len(self._known) > self.remembered:
            self._known.popitem(last=False)
        return found

    def _run(self, plain: list[str], lang: Lang) -> list[list[Any]]:
        """For each plain sentence its Stanza tokens (one paragraph gives one or, rarely, several Stanza sentences)."""
        if not plain:
            return []
        parsed = self._pipeline(lang)("\n\n".join(plain))
        starts = []
        offset = 0
        for sentence in plain:
            starts.append(offset)
            offset += len(sentence) + 2
        grouped: list[list[Any]] = [[] for _ in plain]
        at = 0
        for sentence in parsed.sentences:
            first = sentence.tokens[0].start_char
            while at + 1 < len(starts) and starts[at + 1] <= first:
                at += 1
            grouped[at].append((starts[at], sentence))
        return grouped

    def _pipeline(self, lang: Lang) -> "stanza.Pipeline":
        if lang not in self._pipelines:
            self._pipelines[lang] = _load(lang, self.models, self.threads)
        return self._pipelines[lang]


class Piece:
    """One sentence in the plain form that the tokenizer sees, with the source offset of every character.

    A sentence without a final mark (a heading, a typed statement) is given a stop, which the models expect: without it
    they take its last word for one. The stop has no place in the text and its token is dropped again.
    """

    def __init__(self, text: str, start: int, end: int, heading: bool, marks: frozenset[int] = frozenset()) -> None:
        self.start, self.end, self.heading = start, end, heading
        characters: list[str] = []
        begins: list[int] = []
        ends: list[int] = []
        for first, last in _clusters(text, start, end):
            if first in marks:
                continue
            cluster = text[first:last]
            if all(char in INVISIBLE for char in cluster):
                continue
            composed = unicodedata.normalize("NFC", "".join(char for char in cluster if char not in INVISIBLE))
            shown = " " if composed.isspace() else PLAIN.get(composed, composed)
            if shown == " " and characters and characters[-1] == " ":
                continue
            for char in shown:
                characters.append(char)
                begins.append(first)
                ends.append(last)
        if characters and characters[-1] not in CLOSING:
            characters.append(STOP)
            begins.append(end)
            ends.append(end)
        self.text = "".join(characters)
        self.begins, self.ends = begins, ends

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Plain half-open offsets as offsets of the text as given."""
        return self.begins[start], self.ends[end - 1]


def _clusters(text: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    at = start
    while at < end:
        stop = at + 1
        while stop < end and (unicodedata.combining(text[stop]) or text[stop] in INVISIBLE):
            stop += 1
        yield at, stop
        at = stop


def _pieces(text: str, lang: Lang) -> list[Piece]:
    short = abbreviations(lang)
    pieces = []
    for block in layout.blocks(text):
        marks = hidden(text, block.start, block.end)
        for start, end in layout.sentences(text, block, short):
            piece = Piece(text, start, end, block.heading, marks)
            if piece.text.strip():
                pieces.append(piece)
    return pieces


def _sentence(text: str, index: int, piece: Piece, parts: list[Any]) -> Sentence:
    tokens: list[Token] = []
    for base, parsed in parts:
        shift = len(tokens)
        root = next((token.id for token in tokens if token.head == 0), 0)
        for token in parsed.tokens:
            for word in token.words:
                begin, stop = (
                    (word.start_char, word.end_char)
                    if word.start_char is not None
                    else (token.start_char, token.end_char)
                )
                start, end = piece.source(begin - base, stop - base)
                if start == end:
                    continue
                head = word.head + shift if word.head else root
                tokens.append(
                    Token(
                        id=word.id + shift,
                        start=start,
                        end=end,
                        text=text[start:end],
                        lemma=_lemma(word, text[start:end]),
                        upos=word.upos or "X",
                        feats=_features(word.feats),
                        head=head,
                        deprel=(word.deprel or "dep") if head else "root",
                    )
                )
    return Sentence(index=index, start=piece.start, end=piece.end, tokens=_rooted(tokens), heading=piece.heading)


def _rooted(tokens: list[Token]) -> tuple[Token, ...]:
    """The tokens, what hung on a dropped stop hung on the root instead (or made it, where the stop was the root)."""
    known = {token.id for token in tokens}
    root = next((token.id for token in tokens if token.head == 0), 0)
    mended = []
    for token in tokens:
        if token.head and token.head not in known:
            token = token.model_copy(update={"head": root, "deprel": "dep" if root else "root"})
            root = root or token.id
        mended.append(token)
    return tuple(mended)


def _lemma(word: Any, surface: str) -> str:
    return surface if not word.lemma or "<UNK>" in word.lemma else str(word.lemma)


def _features(feats: str | None) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in feats.split("|") if "=" in pair) if feats else {}


def _load(lang: Lang, models: ModelChoice, threads: int) -> "stanza.Pipeline":
    os.environ.setdefault("HF_HUB_OFFLINE", "1" if models == "packaged" else "0")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import stanza
            import torch

            torch.set_num_threads(threads)
            logging.getLogger("stanza").setLevel(logging.CRITICAL)
            options: dict[str, Any] = {
                "processors": ",".join(PROCESSORS),
                "tokenize_no_ssplit": True,
                "use_gpu": False,
                "verbose": False,
            }
            if models == "official":
                return stanza.Pipeline(lang, **options)
            paths = {f"{name}_model_path": str(MODELS / lang / f"{name}.pt") for name in PROCESSORS}
            return stanza.Pipeline(
                lang, dir=str(MODELS), download_method=None, allow_unknown_language=True, **options, **paths
            )
    except ImportError as error:
        raise ModelError(
            f"Stanza or PyTorch is not installed ({error}); reinstall with: pip install dayanak"
        ) from error
    except Exception as error:
        if models == "official":
            raise ModelError(
                f"The official Stanza models for {lang!r} could not be loaded or downloaded ({type(error).__name__}); "
                "connect to the internet once, or use --models packaged."
            ) from error
        raise ModelError(
            f"The language models in {MODELS / lang} could not be loaded ({type(error).__name__}: {error}); "
            "reinstall dayanak."
        ) from error
