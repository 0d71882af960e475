"""Tells who maps memory: what Arrays, Values and blocks of shared memory are made of."""

import mmap
from typing import Any

from examiner.stage.amplifiers.replacing import replace_everywhere
from examiner.stage.recorder import recorder


def tell_mapping(folder: str) -> None:
    """Log from now on each mapping of memory."""
    original = mmap.mmap

    class Told(original):  # type: ignore[misc, valid-type]  # in Python a class like any other
        def __new__(cls, *args: Any, **kwargs: Any) -> Any:
            made = super().__new__(cls, *args, **kwargs)
            recorder(folder).log("mapped")
            return made

    replace_everywhere(original, Told)
