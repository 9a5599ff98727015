"""Train a Stanza lemmatizer on, with less dropout and a falling learning rate.

usage: train_lemmatizer.py --start MODEL.pt --words WORDS.conllu --dev DEV.conllu --out OUT.pt

Stanza's own loop starts from nothing, keeps its learning rate and drops half of every layer; after it has stopped gaining, a few
epochs of this one gain more.  The dictionary stays that of ``MODEL``.
"""

import argparse
import logging
from pathlib import Path

import torch
from stanza.models.common.doc import LEMMA, TEXT, UPOS
from stanza.models.common.utils import set_random_seed
from stanza.models.lemma.data import DataLoader
from stanza.models.lemma.trainer import Trainer
from stanza.utils.conll import CoNLL

from averaging import Average, rate

log = logging.getLogger("training")


def accuracy(trainer: Trainer, dev: DataLoader, gold: list[str]) -> float:
    """Right lemmas on the development words, dictionary included, in per cent."""
    predictions: list[str] = []
    edits: list[int] = []
    with torch.no_grad():
        for batch in dev:
            some, kinds = trainer.predict(batch)
            predictions += some
            edits += kinds
    pairs = dev.doc.get([TEXT, UPOS])
    predictions = trainer.postprocess(dev.doc.get([TEXT]), predictions, edits=edits)
    predictions = trainer.ensemble(pairs, predictions)
    return 100 * sum(guess == true for guess, true in zip(predictions, gold, strict=True)) / len(gold)


def train(options: argparse.Namespace) -> None:
    torch.set_num_threads(1)
    set_random_seed(options.seed)
    trainer = Trainer(model_file=str(options.start), device="cpu")
    for module in trainer.model.modules():
        if isinstance(module, torch.nn.Dropout):
            module.p = options.dropout
    words = CoNLL.conll2doc(input_file=str(options.words))
    batches = DataLoader(words, options.batch, trainer.args, vocab=trainer.vocab)
    document = CoNLL.conll2doc(input_file=str(options.dev))
    gold = [lemma or "_" for lemma in document.get([LEMMA])]
    dev = DataLoader(document, options.batch, trainer.args, vocab=trainer.vocab, evaluation=True)
    average = Average(trainer.model, 0.995)
    steps, step, best = options.epochs * len(batches), 0, 0.0
    for epoch in range(options.stop or options.epochs):
        loss_sum = 0.0
        for batch in batches:
            for group in trainer.optimizer.param_groups:
                group["lr"] = rate(step, steps, 20, options.rate, 0.00003)
            loss_sum += trainer.update(batch)
            average.update(trainer.model)
            step += 1
        live, trainer.model = trainer.model, average.model
        score = accuracy(trainer, dev, gold)
        if score >= best:
            best = score
            trainer.save(str(options.out))
        trainer.model = live
        log.info("epoch %d loss %.4f dev %.2f", epoch + 1, loss_sum / len(batches), score)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("start", "words", "dev", "out"):
        arguments.add_argument(f"--{name}", type=Path, required=True)
    arguments.add_argument("--epochs", type=int, default=4)
    arguments.add_argument("--stop", type=int, help="end after this epoch, with the learning rate as planned for all")
    arguments.add_argument("--rate", type=float, default=0.001)
    arguments.add_argument("--dropout", type=float, default=0.2)
    arguments.add_argument("--batch", type=int, default=100)
    arguments.add_argument("--seed", type=int, default=1234)
    logging.basicConfig(format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    log.setLevel(logging.INFO)
    logging.getLogger("stanza").setLevel(logging.WARNING)
    train(arguments.parse_args())


if __name__ == "__main__":
    main()
