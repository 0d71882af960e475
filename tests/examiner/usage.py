"""Wrong usage: one line that says what is wrong, and an exit code of its own."""

import argparse
import sys
from typing import NoReturn

USAGE_ERROR = 2
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
