"""Questions to the learner."""

import sys

from examiner.usage import fail


def confirmed(question: str, *, yes: bool) -> bool:
    """Ask a question; return whether the answer is yes.

    `yes` answers it beforehand. Where nobody can be asked, the command ends as wrongly used.
    """
    if yes:
        return True
    if not sys.stdin.isatty():
        fail("this has to be confirmed, but standard input is no terminal; --yes does it unasked")
    try:
        answer = input(f"{question} [y/N] ")
    except (EOFError, UnicodeDecodeError):  # Ctrl-D, or bytes that are no text
        print()
        return False
    return answer.strip().lower() in ("y", "yes")
