"""Train Stanza's tokenizer on from another one, with its vocabulary.

usage: train_tokenizer.py START.pt ARGUMENTS of stanza.models.tokenizer

``--load_name`` of Stanza 1.15 does that in name only: it fails for a missing argument, and would not share the vocabulary.
"""

import sys
from pathlib import Path
from typing import Any

import torch
from stanza.models import tokenizer
from stanza.models.tokenization.data import DataLoader
from stanza.models.tokenization.trainer import Trainer
from stanza.models.tokenization.vocab import Vocab


def main() -> None:
    start, *arguments = sys.argv[1:]
    checkpoint: dict[str, Any] = torch.load(Path(start), map_location="cpu", weights_only=True)
    torch.set_num_threads(1)

    class Continued(Trainer):  # type: ignore[misc]
        def __init__(self, *args: Any, **keywords: Any) -> None:
            super().__init__(*args, **keywords)
            if keywords.get("vocab") is not None:
                self.model.load_state_dict(checkpoint["model"])

    DataLoader.init_vocab = lambda _: Vocab.load_state_dict(checkpoint["vocab"])
    DataLoader.augment_vocab = staticmethod(lambda vocab, data, old, new, **_: old in vocab and new in vocab)
    tokenizer.Trainer = Continued
    tokenizer.main(arguments)


if __name__ == "__main__":
    main()
