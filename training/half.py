"""Store a Stanza model in half precision, without what only training needs.

usage: half.py IN.pt OUT.pt

Stanza copies the stored weights into its own single-precision parameters, so a half-precision file loads as it is at half
the size.  Paths of the training machine are dropped from the stored configuration.
"""

import argparse
from pathlib import Path
from typing import Any

import torch

PATH_KEYS = ("_file", "_dir", "save_name", "load_name", "continue_from")
TRAINING_KEYS = ("optimizer_state_dict", "scheduler_state_dict", "dev_score_history")


def halved(value: Any) -> Any:
    """The value with every floating-point tensor in it in half precision."""
    if isinstance(value, torch.Tensor):
        return value.half() if value.is_floating_point() else value
    if isinstance(value, dict):
        return type(value)((key, halved(inner)) for key, inner in value.items())
    if isinstance(value, list):
        return [halved(inner) for inner in value]
    return value


def clean(config: dict[str, Any]) -> dict[str, Any]:
    """The configuration without paths; the keys stay, since Stanza asks for some of them."""
    return {
        key: None if isinstance(value, str) and (key.endswith(PATH_KEYS) or "/" in value) else value for key, value in config.items()
    }


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("source", type=Path)
    arguments.add_argument("target", type=Path)
    options = arguments.parse_args()
    checkpoint: dict[str, Any] = torch.load(options.source, map_location="cpu", weights_only=True)
    checkpoint["model"] = halved(checkpoint["model"])
    checkpoint["config"] = clean(checkpoint["config"])
    for key in TRAINING_KEYS:
        checkpoint.pop(key, None)
    temporary: Path = options.target.with_suffix(".new")
    torch.save(checkpoint, temporary, _use_new_zipfile_serialization=False)
    temporary.replace(options.target)


if __name__ == "__main__":
    main()
