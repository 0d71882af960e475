"""Texts in lines that fit, for whoever prints some."""

import textwrap


def wrapped(text: str, width: int, indent: str = "", hang: str = "") -> list[str]:
    """Return a text in lines of at most `width` characters, which end between two words.

    All begin with `indent`, and all but the first with `hang` too. A word with a hyphen is one
    word: it may be a code to be copied.
    """
    return textwrap.wrap(
        text,
        width,
        initial_indent=indent,
        subsequent_indent=indent + hang,
        break_on_hyphens=False,
    )
