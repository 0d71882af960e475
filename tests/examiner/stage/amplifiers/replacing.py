"""What amplifiers are made of."""

import os
import sys
import time

sleep = time.sleep
"""The usual one, whatever an amplifier makes of `time.sleep`; under control it is virtual too."""


def replace_everywhere(old: object, new: object) -> None:
    """Put one thing in another's place in all modules: an answer may have imported it by name."""
    for module in list(sys.modules.values()):
        named = list(getattr(module, "__dict__", {}).items())
        for name in [name for name, value in named if value is old]:
            setattr(module, name, new)


def is_first(token: str) -> bool:
    """Is the caller the first one in the trial that asks for this file?"""
    try:
        os.close(os.open(token, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return False
    return True
