"""Questions to the learner."""

import sys

from examiner.facts.wrapping import wrapped
from examiner.usage import fail

_WIDTH = 72
"""Columns of a question: what is typed has to fit beside it."""


def confirmed(question: str, *, yes: bool) -> bool:
    """Ask a question; return whether the answer is yes.

    `yes` answers it beforehand. Where nobody can be asked, the command ends as wrongly used.
    """
    if yes:
        return True
    if not sys.stdin.isatty():
        fail("this has to be confirmed, but standard input is no terminal; --yes does it unasked")
    return _answer(f"{question} [y/N]").lower() in ("y", "yes")


def word(question: str, *, otherwise: str) -> str:
    """Ask for a word; return `""` if none is given.

    Where nobody can be asked, the command ends as wrongly used, and says what is `otherwise` to do.
    """
    if not sys.stdin.isatty():
        fail(otherwise)
    return _answer(question)


def _answer(question: str) -> str:
    *lines, last = wrapped(question, _WIDTH)
    for line in lines:
        print(line)
    try:
        return input(f"{last} ").strip()
    except (EOFError, UnicodeDecodeError):  # Ctrl-D, or bytes that are no text
        print()
        return ""
