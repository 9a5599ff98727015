"""Train the reader: the upper layers of the encoder, its two projections, and the network that compares.

Usage: python -m training.reader STATEMENTS --base BASE.pt --out READER.pt [--start READER.pt] [--only BEAT …] [--epochs 3]

``STATEMENTS`` is the folder ``training/statements``, ``BASE.pt`` what ``encoder_base.py`` wrote. A batch is an article: its
sentences are encoded once for all its statements. Thirty articles, drawn with a fixed seed, are held out and measured after each
epoch. Matrices are multiplied in bfloat16: an epoch of 25,000 statements takes some seven minutes on two cores that have AMX, and
several times that on others.
"""

import argparse
import json
import math
import random
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import torch
from claims.encoding import END, HEADS, LONGEST, PREFIX, START
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence
from training.encoder_base import LAYERS, SHAPES, WIDTH, unpacked
from verifier.hints import HINTS, find_hints
from verifier.reader import PASSAGES
from verifier.settings import Settings

SHARED = 6
KEY, VALUE = 128, 256
HELD = 30
AT_ONCE = 24
PROOF = 0.1
VERDICTS = ("supported", "contradicted", "unknown")
UNKNOWN_PIECE = 3
FAR = -1e4


class Example(NamedTuple):
    """A statement with its article, the passages to read, and its hints.

    Of each passage: its text, how unlike the best one it is, and whether it settles the statement.
    """

    article: str
    statement: str
    label: int
    passages: tuple[tuple[str, float, bool], ...]
    hints: Tensor


class Lower(NamedTuple):
    """A text after the layers that are not trained: states, piece offsets, and the sentence vector of the starting model."""

    states: Tensor
    spans: tuple[tuple[int, int], ...]
    centre: Tensor


class Layer(nn.Module):
    """One transformer layer, normalised after each half, as BERT has it."""

    def __init__(self, base: dict[str, Any], number: int, dropout: float) -> None:
        super().__init__()
        for name, (rows, width) in SHAPES.items():
            linear = nn.Linear(width, rows)
            linear.weight.data = torch.from_numpy(unpacked(*base[f"l{number}.{name}.w"]))
            linear.bias.data = torch.from_numpy(base[f"l{number}.{name}.b"])
            setattr(self, name, linear)
        for name in ("aln", "oln"):
            norm = nn.LayerNorm(WIDTH, 1e-12)
            norm.weight.data = torch.from_numpy(base[f"l{number}.{name}.w"])
            norm.bias.data = torch.from_numpy(base[f"l{number}.{name}.b"])
            setattr(self, name, norm)
        self.dropout = dropout

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """The states of the next layer; ``mask`` is true where there is a piece."""
        rows, length, width = x.shape
        q, k, v = (part(x).view(rows, length, HEADS, width // HEADS).transpose(1, 2) for part in (self.q, self.k, self.v))
        likeness = (q @ k.transpose(-1, -2)).float() / math.sqrt(width // HEADS)
        weights = torch.softmax(likeness.masked_fill(~mask[:, None, None, :], FAR), -1)
        mixed = self.ao((weights.to(v.dtype) @ v).transpose(1, 2).reshape(rows, length, width))
        x = self.aln(x + self._dropped(mixed))
        inner = self.fo(functional.gelu(self.fi(x)))
        return self.oln(x + self._dropped(inner))  # type: ignore[no-any-return]

    def _dropped(self, x: Tensor) -> Tensor:
        """In training, some features left out: the same ones for all pieces of a row."""
        if not self.training or not self.dropout:
            return x
        kept = torch.rand(x.shape[0], 1, x.shape[2]) >= self.dropout
        return x * (kept.to(x.dtype) / (1 - self.dropout))


class Reader(nn.Module):
    """What verifier/reader.py runs in NumPy, with the layers of claims/encoding.py that are trained."""

    def __init__(self, base: dict[str, Any], dropout: float) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Layer(base, number, 0.1) for number in range(SHARED, LAYERS))
        self.scale, self.beta = nn.Parameter(torch.tensor(10.0)), nn.Parameter(torch.tensor(20.0))
        self.key, self.val = nn.Linear(2 * WIDTH, KEY), nn.Linear(2 * WIDTH, VALUE)
        with torch.no_grad():
            self.key.weight.copy_(torch.randn(KEY, 2 * WIDTH) / math.sqrt(KEY))
            self.key.bias.zero_()
        inputs = 4 * VALUE + 3 + len(HINTS)
        self.cmp = nn.Sequential(nn.Dropout(dropout), nn.Linear(inputs, VALUE), nn.GELU(), nn.Dropout(dropout))
        self.ctx = nn.GRU(VALUE, VALUE // 2, bidirectional=True, batch_first=True)
        self.out = nn.Sequential(nn.Linear(2 * VALUE, VALUE), nn.GELU(), nn.Dropout(dropout), nn.Linear(VALUE, 3))
        self.tok = nn.Linear(VALUE, 3)

    def encoded(self, x: Tensor, mask: Tensor) -> Tensor:
        """The states before and after the trained layers, side by side."""
        state = x
        for layer in self.layers:
            state = layer(state, mask)
        return torch.cat([x, state], -1)

    def forward(self, batch: "Batch") -> tuple[Tensor, Tensor]:
        """For each statement of the batch the scores of the three verdicts, and the share of the alignment each passage has."""
        said, mask = self.encoded(batch.said, batch.said_mask), batch.said_mask
        given = self.encoded(batch.given, batch.given_mask)
        said_key, given_key = functional.normalize(self.key(said), dim=-1), functional.normalize(self.key(given), dim=-1)
        said_value, given_value = self.val(said), self.val(given)
        rows, count = batch.own.shape
        length = batch.given.shape[1]
        keys = given_key[batch.own].reshape(rows, count * length, -1)
        values = given_value[batch.own].reshape(rows, count * length, -1)
        there = (batch.given_mask[batch.own] & (batch.bias > FAR / 2)[..., None]).reshape(rows, count * length)
        likeness = (said_key @ keys.transpose(1, 2)).float()
        nearness = (batch.bias * self.beta)[..., None].expand(rows, count, length).reshape(rows, 1, count * length)
        attention = torch.softmax((likeness * self.scale + nearness).masked_fill(~there[:, None], FAR), -1)
        counterpart = attention @ values.float()
        said_value = said_value.float()
        best = likeness.masked_fill(~there[:, None], -1).topk(2, -1).values
        spread = -(attention * (attention + 1e-9).log()).sum(-1, keepdim=True)
        parts = (said_value, counterpart, (said_value - counterpart).abs(), said_value * counterpart, best, spread, batch.hints)
        pieces_of = mask.sum(1)
        packed = pack_padded_sequence(self.cmp(torch.cat(parts, -1)).float(), pieces_of, batch_first=True, enforce_sorted=False)
        with torch.autocast("cpu", enabled=False):
            read = pad_packed_sequence(self.ctx(packed)[0], batch_first=True, total_length=mask.shape[1])[0]
        highest = read.masked_fill(~mask[..., None], FAR).max(1).values
        mean = read.masked_fill(~mask[..., None], 0).sum(1) / pieces_of[:, None]
        pieces = self.tok(read).float()
        whole = pieces[..., 0].masked_fill(~mask, 0).sum(1) / pieces_of
        worst = pieces[..., 1:].masked_fill(~mask[..., None], FAR).max(1).values
        scores = self.out(torch.cat([highest, mean], -1)).float() + torch.cat([whole[:, None], worst], -1)
        shares = attention.view(rows, -1, count, length).sum(-1) * mask[..., None]
        return scores, shares.sum(1) / pieces_of[:, None]


class Batch(NamedTuple):
    """Statements (states, mask, hints) and the sentences of their article (states, mask).

    ``own`` and ``bias`` tie them; ``proof`` is 1 for passages that settle the statement.
    """

    said: Tensor
    said_mask: Tensor
    hints: Tensor
    given: Tensor
    given_mask: Tensor
    own: Tensor
    bias: Tensor
    proof: Tensor
    labels: Tensor


class Lowered:
    """Texts after the layers that stay as they are, kept in memory in half precision."""

    def __init__(self, base: dict[str, Any]) -> None:
        tokenizer = Tokenizer(models.Unigram(base["pieces"], unk_id=UNKNOWN_PIECE, byte_fallback=False))
        tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace("\N{ZERO WIDTH SPACE}", "")])
        tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
            [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace(prepend_scheme="always")]
        )
        self.tokenizer = tokenizer
        self._word = base["word"]
        self._positions = torch.from_numpy(base["pos"])
        self._norm = (torch.from_numpy(base["eln.w"]), torch.from_numpy(base["eln.b"]))
        self._layers = nn.ModuleList(Layer(base, number, 0.0) for number in range(LAYERS)).eval()
        self._kept: dict[str, Lower] = {}

    def __getitem__(self, text: str) -> Lower:
        return self._kept[text]

    @torch.no_grad()
    @torch.autocast("cpu", torch.bfloat16)
    def add(self, texts: Iterable[str]) -> None:
        """Run the starting model over the texts that are not there yet, 64 of about one length at a time."""
        new = sorted(set(texts) - set(self._kept), key=lambda text: (len(text), text))
        for first in range(0, len(new), 64):
            part = new[first : first + 64]
            coded = [self.tokenizer.encode(PREFIX + text) for text in part]
            ids = [[START, *one.ids, END][:LONGEST] for one in coded]
            length = max(map(len, ids))
            x = torch.zeros(len(part), length, WIDTH)
            mask = torch.zeros(len(part), length, dtype=torch.bool)
            for row, own in enumerate(ids):
                words = torch.from_numpy(unpacked(self._word[0][own], self._word[1][own]))
                x[row, : len(own)] = words + self._positions[: len(own)]
                mask[row, : len(own)] = True
            x = functional.layer_norm(x, (WIDTH,), *self._norm, eps=1e-12)
            for number, layer in enumerate(self._layers):
                if number == SHARED:
                    low = x.half()
                x = layer(x, mask)
            centre = functional.normalize((x * mask[..., None]).sum(1) / mask.sum(1, keepdim=True), dim=-1)
            for row, (text, one) in enumerate(zip(part, coded, strict=True)):
                shift = len(PREFIX)
                spans = [(0, 0), *((max(0, a - shift), max(0, b - shift)) for a, b in one.offsets), (0, 0)][:LONGEST]
                self._kept[text] = Lower(low[row, : len(spans)].clone(), tuple(spans), centre[row].clone())


def example(article: dict[str, Any], row: dict[str, Any], lowered: Lowered) -> Example:
    """A statement with the passages most like it, by the starting model."""
    lines = list(dict.fromkeys(filter(str.strip, article["lines"])))
    said = lowered[row["statement"]]
    likeness = {line: float(lowered[line].centre @ said.centre) for line in lines}
    chosen = sorted(lines, key=lambda line: -likeness[line])[:PASSAGES]
    passages = [line for line in lines if line in chosen]
    hints = torch.zeros(len(said.spans), len(HINTS))
    for hint in find_hints(row["statement"], row["lang"], passages, lines, "tr", Settings()):
        for number, (start, end) in enumerate(said.spans):
            if start < end and start < hint.end and hint.start < end:
                hints[number, hint.kind] = 1.0
    top = max(likeness[line] for line in passages)
    proof = {article["lines"][number] for number in row.get("evidence_lines", ()) if number < len(article["lines"])}
    return Example(
        article["article"],
        row["statement"],
        VERDICTS.index(row["label"]),
        tuple((line, likeness[line] - top, line in proof) for line in passages),
        hints,
    )


def batched(examples: Sequence[Example], lowered: Lowered) -> Batch:
    """The examples side by side; a sentence that several read is there once."""
    places: dict[str, int] = {}
    own = torch.zeros(len(examples), PASSAGES, dtype=torch.long)
    bias = torch.full((len(examples), PASSAGES), FAR)
    proof = torch.zeros(len(examples), PASSAGES)
    for row, one in enumerate(examples):
        for column, (line, distance, settles) in enumerate(one.passages):
            own[row, column] = places.setdefault(line, len(places))
            bias[row, column] = distance
            proof[row, column] = float(settles)
    said, said_mask = _padded([lowered[one.statement].states for one in examples])
    given, given_mask = _padded([lowered[line].states for line in places])
    hints, _ = _padded([one.hints for one in examples])
    labels = torch.tensor([one.label for one in examples])
    return Batch(said, said_mask, hints, given, given_mask, own, bias, proof, labels)


def _padded(rows: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
    length = max(map(len, rows))
    found = torch.zeros(len(rows), length, rows[0].shape[1])
    mask = torch.zeros(len(rows), length, dtype=torch.bool)
    for number, row in enumerate(rows):
        found[number, : len(row)] = row.float()
        mask[number, : len(row)] = True
    return found, mask


@torch.no_grad()
def measured(reader: Reader, examples: Sequence[Example], lowered: Lowered) -> str:
    """Accuracy and macro-F1 on examples."""
    reader.eval()
    said: list[int] = []
    for first in range(0, len(examples), AT_ONCE):
        with torch.autocast("cpu", torch.bfloat16):
            scores, _ = reader(batched(examples[first : first + AT_ONCE], lowered))
        said += scores.argmax(1).tolist()
    gold = [one.label for one in examples]
    f1 = []
    for verdict in range(3):
        hits = sum(a == b == verdict for a, b in zip(said, gold, strict=True))
        f1.append(2 * hits / max(1, said.count(verdict) + gold.count(verdict)))
    right = sum(a == b for a, b in zip(said, gold, strict=True)) / len(gold)
    return f"accuracy {right:.3f}, macro-F1 {sum(f1) / 3:.3f} ({' '.join(f'{one:.3f}' for one in f1)})"


def dealt(articles: dict[str, list[Example]]) -> list[list[Example]]:
    """The batches of an epoch in their order: the statements of an article, shuffled, about ``AT_ONCE`` at a time."""
    found = []
    for name in sorted(articles):
        rows = random.sample(articles[name], len(articles[name]))
        count = max(1, round(len(rows) / AT_ONCE))
        found += [rows[first::count] for first in range(count)]
    random.shuffle(found)
    return found


def loss_of(reader: Reader, batch: Batch) -> Tensor:
    """What the scores cost, and a little of what the alignment does where it passes over the sentences that settle a statement."""
    with torch.autocast("cpu", torch.bfloat16):
        scores, shares = reader(batch)
    loss = functional.cross_entropy(scores, batch.labels, label_smoothing=0.05)
    seen = (shares * batch.proof).sum(1)[batch.proof.sum(1) > 0]
    return loss - PROOF * (seen + 1e-4).log().mean() if len(seen) else loss


def train(reader: Reader, articles: dict[str, list[Example]], held: Sequence[Example], lowered: Lowered, options: Any) -> None:
    """The training loop: AdamW, one cycle, a batch an article."""
    upper = list(reader.layers.parameters())
    known = {id(parameter) for parameter in upper}
    rest = [parameter for parameter in reader.parameters() if id(parameter) not in known]
    rates = [options.encoder_rate, options.rate]
    optimizer = torch.optim.AdamW([{"params": upper, "lr": rates[0]}, {"params": rest, "lr": rates[1]}], weight_decay=0.01, fused=True)
    steps = len(dealt(articles)) * options.epochs + 1
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rates, total_steps=steps, pct_start=0.1)
    for epoch in range(options.epochs):
        reader.train()
        began, total, count = time.monotonic(), 0.0, 0
        for rows in dealt(articles):
            loss = loss_of(reader, batched(rows, lowered))
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total, count = total + loss.item() * len(rows), count + len(rows)
        seconds = time.monotonic() - began
        score = f"; held out: {measured(reader, held, lowered)}" if held else ""
        print(f"epoch {epoch}: loss {total / count:.3f}, {seconds:.0f} s{score}", flush=True)
        torch.save(reader.state_dict(), options.out)


def main() -> None:
    """Read, lower, train, keep."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("statements", type=Path)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="a reader to go on from")
    parser.add_argument("--only", nargs="*", help="the beats to train on (all)")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--rate", type=float, default=7e-4)
    parser.add_argument("--encoder-rate", type=float, default=5e-5)
    parser.add_argument("--dropout", type=float, default=0.2)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    random.seed(0)
    base = torch.load(options.base, weights_only=False)
    reader = Reader(base, options.dropout)
    if options.start:
        reader.load_state_dict(torch.load(options.start))
    rows = [json.loads(line) for path in sorted(options.statements.glob("*.jsonl")) for line in path.open(encoding="utf-8")]
    rows.sort(key=lambda row: str(row["article"]))
    drawn = {row["article"] for row in random.Random(1).sample(rows, HELD)}
    lowered = Lowered(base)
    wanted = [row for row in rows if row["article"] in drawn or not options.only or row["article"].split("/")[0] in options.only]
    lowered.add(text for row in wanted for text in (*filter(str.strip, row["lines"]), *(s["statement"] for s in row["statements"])))
    examples = {row["article"]: [example(row, said, lowered) for said in row["statements"]] for row in wanted}
    held = [one for name in sorted(drawn) for one in examples[name]]
    own = {name: found for name, found in examples.items() if name not in drawn}
    print(f"{len(own)} articles, {sum(map(len, own.values()))} statements; {len(held)} held out", flush=True)
    train(reader, own, held, lowered, options)


if __name__ == "__main__":
    main()
