"""Wrong usage: one line that says what is wrong, and an exit code of its own."""

import argparse
import sys
from typing import NoReturn

USAGE_ERROR = 2


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        """End with the message."""
        fail(message)


def fail(message: str) -> NoReturn:
    """End with one line that says what is wrong, and the exit code for wrong usage."""
    print(f"ipc-kata: {message} (-h explains the options)", file=sys.stderr)
    sys.exit(USAGE_ERROR)
