"""Exit codes, and wrong usage: one line that says what is wrong."""

import argparse
import sys
from pathlib import Path
from typing import NoReturn

FAILED = 1
USAGE_ERROR = 2
EXAMINER_ERROR = 3
"""The kit itself failed."""
INTERRUPTED = 130


class Parser(argparse.ArgumentParser):
    """A parser whose complaints are one line long."""

    def error(self, message: str) -> NoReturn:
        """End with that line."""
        fail(message)


def fail(message: str) -> NoReturn:
    """End with one line that says what is wrong, and the exit code for wrong usage."""
    print(f"ipc-kata: {message} (-h explains the options)", file=sys.stderr)
    sys.exit(USAGE_ERROR)


def check_writable(path: Path | None) -> None:
    """End with a usage error if a file that is to be written cannot be."""
    if path is not None and (path.is_dir() or not path.absolute().parent.is_dir()):
        fail(f"cannot write {path}: there is no such folder, or it is one")
