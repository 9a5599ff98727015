"""Token vectors: the same whatever stands beside them, near across languages, with offsets that cut the text."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims import encoding
from claims.encoding import LONGEST, encode, encode_all, encoder_digest, packed, unpacked
from claims.errors import ModelError

PAIRS = (
    ("Meta, Scale AI'a 14,3 milyar dolar yatırdı.", "Meta invested 14.3 billion dollars in Scale AI."),
    ("Bakan salı günü istifa etti.", "The minister resigned on Tuesday."),
    ("Takım finalde 2-1 yenildi.", "The team lost the final 2-1."),
)


def test_a_translation_is_nearer_than_anything_else() -> None:
    """Each Turkish sentence is most like its own English translation."""
    turkish, english = [encode(pair[0]) for pair in PAIRS], [encode(pair[1]) for pair in PAIRS]
    likeness = np.array([[float(a.centre @ b.centre) for b in english] for a in turkish])
    assert list(likeness.argmax(axis=1)) == [0, 1, 2]


@given(st.text(alphabet="aeıiİIçğş🙂 '’.,\u0301\u00ad\ud8000123456789%$", max_size=60))
@settings(derandomize=True, max_examples=60, deadline=None)
def test_spans_cut_the_text(text: str) -> None:
    """Inside the text, in order, from mark to mark; vectors are finite and keys have unit length."""
    found = encode(text)
    assert found.spans[0] == found.spans[-1] == (0, 0)
    inner = [span for span in found.spans if span != (0, 0)]
    assert all(0 <= start <= end <= len(text) for start, end in inner)
    assert inner == sorted(inner)
    assert len(found.spans) == len(found.keys) == len(found.values)
    assert np.isfinite(found.values).all()
    assert np.allclose(np.linalg.norm(found.keys, axis=1), 1.0, atol=1e-4)


def test_sentences_together_have_the_vectors_that_each_has_alone() -> None:
    """To the last digit, short and long ones, in any company."""
    texts = ["", "a", "Evet.", *(side for pair in PAIRS for side in pair), "kelime " * 500]
    alone = [encode(text) for text in texts]
    for order in (range(len(texts)), range(len(texts) - 1, -1, -1)):
        together = encode_all([texts[place] for place in order])
        for place, found in zip(order, together, strict=True):
            assert found.spans == alone[place].spans
            assert all((a == b).all() for a, b in zip(found[1:], alone[place][1:], strict=True))
    assert encode_all(()) == ()


def test_a_long_sentence_is_cut() -> None:
    """At the number of pieces that the model reads."""
    found = encode("kelime " * 500)
    assert len(found.spans) == LONGEST


def test_a_missing_model_is_said_in_a_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """With what to do about it."""
    monkeypatch.setattr(encoding, "MODEL", tmp_path)
    encoding._weights.cache_clear()
    encoding._tokenizer.cache_clear()
    try:
        for call in (encoder_digest, lambda: encode("metin")):
            with pytest.raises(ModelError, match="reinstall dayanak"):
                call()
    finally:
        encoding._weights.cache_clear()
        encoding._tokenizer.cache_clear()


@pytest.mark.parametrize("text", ["Bakan istifa etti 🙂", "", "kelime " * 200])
def test_vectors_are_kept_to_the_bit(text: str) -> None:
    """What comes out of the cache is what was put in, so that a warm answer equals a cold one."""
    found = encode(text)
    again = unpacked(packed(found))
    assert again.spans == found.spans
    for one, other in zip(again[1:], found[1:], strict=True):
        assert np.array_equal(one, other)


def test_other_bytes_are_refused() -> None:
    """A damaged entry of the cache is an error, not a wrong vector."""
    with pytest.raises(ValueError, match="not the bytes"):
        unpacked(packed(encode("metin"))[:-2])
