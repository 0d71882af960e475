"""Key words: does a sentence speak of something?"""

import re
from collections.abc import Iterable


def mentions(text: str, stem: str) -> bool:
    """Does a word of the text begin with the stem? Several words match in a row, in any case."""
    words = r"\s+".join(re.escape(word) for word in stem.split())
    return re.search(rf"(?<!\w){words}", text, re.IGNORECASE) is not None


def mentions_any(text: str, stems: Iterable[str]) -> bool:
    """Does the text have at least one of the stems?"""
    return any(mentions(text, stem) for stem in stems)


def mentions_all(text: str, groups: Iterable[Iterable[str]]) -> bool:
    """Does the text have a stem of every group?"""
    return all(mentions_any(text, group) for group in groups)
