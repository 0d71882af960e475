"""Key words: does a sentence speak of something?"""

import re
from collections.abc import Iterable


def mentions(text: str, stem: str) -> bool:
    """Does a word of the text begin with the stem? Several words match in a row, in any case."""
    words = r"\s+".join(re.escape(word) for word in stem.split())
    # A number is meant as a whole: there is no 0 in 200,000.
    whole = (r"(?<![\w.,])", r"(?![\d.,]*\d)") if stem.isdecimal() else (r"(?<!\w)", "")
    return re.search(words.join(whole), text, re.IGNORECASE) is not None


def mentions_any(text: str, stems: Iterable[str]) -> bool:
    """Does the text have at least one of the stems?"""
    return any(mentions(text, stem) for stem in stems)
