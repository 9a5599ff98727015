"""Train a Stanza tagger from several sources.

usage: train_tagger.py --language tr --out FILE --dev DEV --source MAIN:1.0 --source EXTRA:0.4 [...]

The network is that of ``stanza.models.tagger``; the loop differs as that of ``train_parser.py`` does: Adam with a warm-up and a
cosine decay, and a running average of the weights that is scored and stored.  A source's weight is the share of its batches
that one pass over the data takes.
"""

import argparse
import logging
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
from stanza.models import tagger as stanza_tagger
from stanza.models.common.doc import FEATS, UPOS, XPOS, Document
from stanza.models.common.utils import set_random_seed, unsort
from stanza.models.common.vocab import EMPTY_ID, PAD_ID
from stanza.models.pos.data import Dataset, ShuffledDataset
from stanza.models.pos.tag_columns import tag_columns_from_args
from stanza.models.pos.trainer import Trainer
from stanza.utils.conll import CoNLL

from averaging import Average, rate

log = logging.getLogger("training")


def stanza_arguments(options: argparse.Namespace) -> dict[str, Any]:
    """Stanza's own tagger arguments, which end up in the model file."""
    arguments: dict[str, Any] = stanza_tagger.parse_args(
        [
            "--lang",
            options.language,
            "--shorthand",
            {"tr": "tr_boun", "en": "en_ewt"}[options.language],
            "--no_pretrain",
            "--hidden_dim",
            str(options.hidden),
            "--char_hidden_dim",
            str(options.char_hidden),
            "--deep_biaff_hidden_dim",
            str(options.biaffine),
            "--composite_deep_biaff_hidden_dim",
            str(options.composite),
            "--word_cutoff",
            str(options.cutoff),
            "--dropout",
            str(options.dropout),
            "--word_dropout",
            str(options.word_dropout),
            "--batch_size",
            str(options.batch),
            "--lr",
            str(options.rate),
            "--augment_nopunct",
            "0.25",
            "--seed",
            str(options.seed),
            "--cpu",
        ]
    )
    return arguments


class Emphasis(torch.nn.Module):
    """Cross entropy in which a feature that is there weighs more than one that is not.

    Voice, mood and negation are absent from most words, and a tagger trained for a short while never dares to write them.
    Word classes and XPOS, which every word has, are not touched.
    """

    def __init__(self, weight: float) -> None:
        super().__init__()
        self.weight = weight

    def forward(self, scores: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
        losses = torch.nn.functional.cross_entropy(scores, target, ignore_index=PAD_ID, reduction="none")
        empty = target == EMPTY_ID
        if empty.any():
            losses = losses * torch.where(empty, 1.0, self.weight)
        mean: torch.Tensor = losses.sum() / (target != PAD_ID).sum()
        return mean


def start_from(path: Path, arguments: dict[str, Any], vocabulary: Any) -> Trainer:
    """A tagger with the weights and vocabularies of another one of the same shape, but with the new XPOS."""
    old = Trainer(model_file=str(path), device="cpu")
    merged = old.vocab
    merged["xpos"] = vocabulary["xpos"]
    trainer = Trainer(args=arguments, vocab=merged, pretrain=None, device="cpu")
    fresh = trainer.model.state_dict()
    weights = {key: value for key, value in old.model.state_dict().items() if value.shape == fresh[key].shape}
    log.info("new weights: %s", sorted(fresh.keys() - weights.keys()))
    trainer.model.load_state_dict(weights, strict=False)
    return trainer


def predict(trainer: Trainer, data: Dataset) -> list[list[list[str]]]:
    """UPOS, XPOS and features of every word, in the order of the data."""
    result: list[list[list[str]]] = []
    order: list[int] = []
    with torch.no_grad():
        for batch in data.to_length_limited_loader(batch_size=100, maximum_tokens=5000):
            order.extend(batch.idx)
            result.extend(trainer.predict(batch))
    return list(unsort(result, order))


def score(trainer: Trainer, dev: Dataset) -> dict[str, float]:
    """Accuracies on the development file in per cent, and the F1 of negation."""
    gold = [word for sentence in dev.doc.get([UPOS, XPOS, FEATS], as_sentences=True) for word in sentence]
    guesses = [word for sentence in predict(trainer, dev) for word in sentence]
    pairs = [([cell or "_" for cell in true], guess) for true, guess in zip(gold, guesses, strict=True)]
    result = {
        name: 100 * sum(true[column] == guess[column] for true, guess in pairs) / len(pairs)
        for column, name in enumerate(("upos", "xpos", "features"))
    }
    negative = [("Polarity=Neg" in true[2], "Polarity=Neg" in guess[2]) for true, guess in pairs]
    both = sum(true and guess for true, guess in negative)
    result["negation"] = 200 * both / max(1, sum(true + guess for true, guess in negative))
    return result


def endless(batches: ShuffledDataset) -> Iterator[Any]:
    while True:
        yield from batches


def train(options: argparse.Namespace) -> None:
    torch.set_num_threads(options.threads)
    set_random_seed(options.seed)
    arguments = stanza_arguments(options)
    sources = [(Path(path), float(weight)) for path, weight in (item.rsplit(":", 1) for item in options.source)]
    documents = [Document(CoNLL.conll2dict(input_file=str(path))[0]) for path, _ in sources]
    columns = tag_columns_from_args(arguments)
    vocabulary = Dataset.init_vocab(documents, arguments, columns)
    if options.start:
        trainer = start_from(options.start, arguments, vocabulary)
        vocabulary = trainer.vocab
    else:
        trainer = Trainer(args=arguments, vocab=vocabulary, pretrain=None, device="cpu")
    datasets = [Dataset(document, arguments, None, vocab=vocabulary, tag_columns=columns) for document in documents]
    dev = Dataset(
        CoNLL.conll2doc(input_file=str(options.dev)),
        arguments,
        None,
        vocab=vocabulary,
        evaluation=True,
        sort_during_eval=True,
        tag_columns=columns,
    )
    batches = endless(ShuffledDataset(datasets, options.batch, ratios=[weight for _, weight in sources]))
    trainer.model.crit = Emphasis(options.emphasis)
    average = Average(trainer.model, options.decay)
    (optimizer,) = trainer.optimizers.values()
    log.info("%d parameters", sum(p.numel() for p in trainer.model.parameters()))

    best, loss_sum, start = 0.0, 0.0, time.monotonic()
    for step in range(options.stop or options.steps):
        for group in optimizer.param_groups:
            group["lr"] = rate(step, options.steps, options.warmup, options.rate, options.floor)
        loss_sum += float(trainer.update(next(batches)))
        average.update(trainer.model)
        if (step + 1) % options.every == 0 or step + 1 == options.steps:
            state = random.getstate(), torch.get_rng_state()
            live, trainer.model = trainer.model, average.model
            scores = score(trainer, dev)
            total = scores["upos"] + scores["features"] + options.negation * scores["negation"]
            if total >= best:
                best = total
                temporary = options.out.with_suffix(".new")
                trainer.save(str(temporary))
                temporary.replace(options.out)
            trainer.model = live
            random.setstate(state[0])
            torch.set_rng_state(state[1])
            log.info(
                "step %d loss %.3f dev %s %.2f s/step%s",
                step + 1,
                loss_sum / options.every,
                " ".join(f"{name} {value:.2f}" for name, value in scores.items()),
                (time.monotonic() - start) / (step + 1),
                " (best)" if total == best else "",
            )
            loss_sum = 0.0


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = arguments.add_argument
    add("--language", choices=["tr", "en"], required=True)
    add("--out", type=Path, required=True, help="the model file to write (best sum of development scores)")
    add("--dev", type=Path, required=True)
    add("--source", action="append", required=True, help="FILE:WEIGHT, once for each source")
    add("--start", type=Path, help="a model of the same shape to start from, with its vocabularies but for XPOS")
    add("--steps", type=int, default=2500)
    add("--stop", type=int, help="end after this step, with the learning rate as planned for all")
    add("--every", type=int, default=250, help="steps between two scorings")
    add("--rate", type=float, default=0.003)
    add("--floor", type=float, default=0.0001)
    add("--warmup", type=int, default=50)
    add("--decay", type=float, default=0.998, help="of the running average")
    add("--batch", type=int, default=40, help="sentences in a batch")
    add("--hidden", type=int, default=200)
    add("--char-hidden", type=int, default=200)
    add("--biaffine", type=int, default=150)
    add("--composite", type=int, default=80)
    add("--cutoff", type=int, default=2, help="how often a word must occur to have its own vector")
    add("--dropout", type=float, default=0.4)
    add("--word-dropout", type=float, default=0.2)
    add("--emphasis", type=float, default=1.0, help="the weight of features that are there")
    add("--negation", type=float, default=0.0, help="what the F1 of negation counts in the choice of the best step")
    add("--seed", type=int, default=1234)
    add("--threads", type=int, default=1)
    logging.basicConfig(format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    log.setLevel(logging.INFO)
    logging.getLogger("stanza").setLevel(logging.WARNING)
    options = arguments.parse_args()
    options.out.parent.mkdir(parents=True, exist_ok=True)
    train(options)


if __name__ == "__main__":
    main()
