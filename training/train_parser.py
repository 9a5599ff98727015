"""Train a Stanza dependency parser from several sources of trees.

usage: train_parser.py --language tr --out FILE --dev DEV --source MAIN:0.6 --source EXTRA:0.4 [...]

``stanza.models.parser`` trains on one file, or on one and a "silver" one, and writes the weights of its best step.  This
script trains the same network (the pipeline loads its file like any other) with five differences:

- any number of sources, each drawn with its own weight; the last ``--finish`` share of the steps draws on the ``--main`` first
  sources alone, so that trees of other conventions teach the lower layers but not the last word;
- one optimizer, Adam, with a warm-up and a cosine decay, instead of Adadelta followed by Adam;
- the loss is computed faster (``parser_loss.py``);
- the weights that are scored and stored are a running average over the steps, which costs nothing and is worth about one
  point on small treebanks;
- the development file is meant to hold *predicted* tags, as the parser will meet them.
"""

import argparse
import io
import logging
import random
import time
from pathlib import Path
from typing import Any

import torch
from stanza.models import parser as stanza_parser
from stanza.models.common.doc import DEPREL, HEAD, Document
from stanza.models.common.utils import set_random_seed
from stanza.models.depparse import scorer
from stanza.models.depparse.data import DataLoader, InfiniteBatch
from stanza.models.depparse.trainer import GraphTrainer, Trainer
from stanza.models.depparse.utils import predict_dataset
from stanza.utils.conll import CoNLL

from averaging import Average, rate
from parser_loss import loss

log = logging.getLogger("training")


def stanza_arguments(options: argparse.Namespace) -> dict[str, Any]:
    """Stanza's own parser arguments, which end up in the model file."""
    arguments: dict[str, Any] = stanza_parser.parse_args(
        [
            "--lang",
            options.language,
            "--shorthand",
            {"tr": "tr_boun", "en": "en_ewt"}[options.language],
            "--no_pretrain",
            "--hidden_dim",
            str(options.hidden),
            "--num_layers",
            str(options.layers),
            "--char_hidden_dim",
            str(options.char_hidden),
            "--deep_biaff_hidden_dim",
            str(options.biaffine),
            "--deep_biaff_output_dim",
            "100",
            "--transformed_dim",
            str(options.transformed),
            "--word_emb_dim",
            str(options.word_dim),
            "--word_cutoff",
            str(options.cutoff),
            "--dropout",
            str(options.dropout),
            "--word_dropout",
            str(options.word_dropout),
            "--batch_size",
            str(options.batch),
            "--optim",
            "adam",
            "--lr",
            str(options.rate),
            "--beta2",
            "0.95",
            "--no_second_optim",
            "--weight_decay",
            "0",
            "--seed",
            str(options.seed),
            "--no_checkpoint",
            "--cpu",
        ]
    )
    return arguments


def start_from(path: Path, arguments: dict[str, Any], vocabulary: Any) -> GraphTrainer:
    """A parser with the weights and vocabularies of another one of the same shape.

    If the other parser knew no XPOS, it learns them: their vocabulary is the new one and their vectors start at nothing.
    """
    old = Trainer.load(str(path), None, device="cpu")
    merged = old.vocab
    if not old.args["use_xpos"]:
        merged["xpos"] = vocabulary["xpos"]
    trainer = GraphTrainer(args=arguments, vocab=merged, pretrain=None, device="cpu")
    weights = old.model.state_dict()
    trainer.model.load_state_dict(weights, strict=False)
    if "xpos_emb.weight" not in weights:
        torch.nn.init.zeros_(trainer.model.xpos_emb.weight)
    return trainer


def score(trainer: Trainer, dev: DataLoader, gold: Path) -> tuple[float, float]:
    """LAS and UAS on the development file, in per cent."""
    predictions = predict_dataset(trainer, dev)
    dev.doc.set([HEAD, DEPREL], [arc for sentence in predictions for arc in sentence])
    system, reference = io.StringIO(f"{dev.doc:C}\n\n"), str(gold)
    evaluation = scorer.score(system, reference)
    las = float(evaluation[2]) * 100
    heads = [
        (word.head, int(other.head))
        for sentence, true in zip(dev.doc.sentences, CoNLL.conll2doc(input_file=reference).sentences, strict=True)
        for word, other in zip(sentence.words, true.words, strict=True)
    ]
    return las, 100 * sum(guess == true for guess, true in heads) / len(heads)


def train(options: argparse.Namespace) -> None:
    torch.set_num_threads(options.threads)
    set_random_seed(options.seed)
    arguments = stanza_arguments(options)
    sources = [(Path(path), float(weight)) for path, weight in (item.rsplit(":", 1) for item in options.source)]
    read = [CoNLL.conll2dict(input_file=str(path))[0] for path, _ in sources]
    everything = Document([sentence for sentences in read for sentence in sentences])
    vocabulary = DataLoader(everything, options.batch, arguments, None).vocab
    if options.start:
        trainer = start_from(options.start, arguments, vocabulary)
        vocabulary = trainer.vocab
    else:
        trainer = GraphTrainer(args=arguments, vocab=vocabulary, pretrain=None, device="cpu")
    loaders = [DataLoader(Document(sentences), options.batch, arguments, None, vocab=vocabulary) for sentences in read]
    dev = DataLoader(
        CoNLL.conll2doc(input_file=str(options.dev)),
        options.batch,
        arguments,
        None,
        vocab=vocabulary,
        evaluation=True,
        sort_during_eval=True,
    )
    for loader in loaders:
        loader.reshuffle()
    weights = [weight for _, weight in sources]
    mixed = InfiniteBatch(*loaders, weights=weights)
    narrow = InfiniteBatch(*loaders[: options.main], weights=weights[: options.main])
    average = Average(trainer.model, options.decay)
    (optimizer,) = trainer.optimizer.values()
    log.info(
        "%d parameters, sources %s",
        sum(p.numel() for p in trainer.model.parameters()),
        [(str(path), len(loader)) for (path, _), loader in zip(sources, loaders, strict=True)],
    )

    best, loss_sum, start = 0.0, 0.0, time.monotonic()
    for step in range(options.stop or options.steps):
        for group in optimizer.param_groups:
            group["lr"] = rate(step, options.steps, options.warmup, options.rate, options.floor)
        batches = mixed if step < options.steps * (1 - options.finish) else narrow
        trainer.model.train()
        optimizer.zero_grad()
        value = loss(trainer.model, batches.next_batch())
        value.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(trainer.model.parameters(), 1.0)
        optimizer.step()
        average.update(trainer.model)
        loss_sum += value.item()
        if (step + 1) % options.every == 0 or step + 1 == options.steps:
            state = random.getstate(), torch.get_rng_state()
            live, trainer.model = trainer.model, average.model
            las, uas = score(trainer, dev, options.dev)
            if las >= best:
                best = las
                trainer.global_step = step + 1
                temporary = options.out.with_suffix(".new")
                trainer.save(str(temporary))
                temporary.replace(options.out)
            trainer.model = live
            random.setstate(state[0])
            torch.set_rng_state(state[1])
            log.info(
                "step %d loss %.3f dev LAS %.2f UAS %.2f (best LAS %.2f) %.2f s/step",
                step + 1,
                loss_sum / options.every,
                las,
                uas,
                best,
                (time.monotonic() - start) / (step + 1),
            )
            loss_sum = 0.0


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = arguments.add_argument
    add("--language", choices=["tr", "en"], required=True)
    add("--out", type=Path, required=True, help="the model file to write (best development LAS)")
    add("--dev", type=Path, required=True, help="development trees with predicted tags")
    add("--source", action="append", required=True, help="FILE:WEIGHT, once for each source")
    add("--main", type=int, default=1, help="how many of the first sources the last steps draw on")
    add("--finish", type=float, default=0.0, help="the share of the steps that draws on the main sources alone")
    add("--start", type=Path, help="a model of the same shape to start from, with its vocabulary")
    add("--steps", type=int, default=3000)
    add("--stop", type=int, help="end after this step, with the learning rate as planned for all")
    add("--every", type=int, default=250, help="steps between two scorings")
    add("--rate", type=float, default=0.002)
    add("--floor", type=float, default=0.00005)
    add("--warmup", type=int, default=100)
    add("--decay", type=float, default=0.998, help="of the running average")
    add("--batch", type=int, default=800, help="words in a batch")
    add("--hidden", type=int, default=200)
    add("--layers", type=int, default=2)
    add("--char-hidden", type=int, default=150)
    add("--biaffine", type=int, default=150)
    add("--transformed", type=int, default=100)
    add("--word-dim", type=int, default=75)
    add("--cutoff", type=int, default=2, help="how often a word or lemma must occur to have its own vector")
    add("--dropout", type=float, default=0.4)
    add("--word-dropout", type=float, default=0.33)
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
