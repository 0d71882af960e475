"""Colour and signs, as far as the place that we print to can show them."""

import copy
import os
import re
import shutil
import sys
from typing import ClassVar, TextIO

from examiner.facts.wrapping import wrapped

_CODES = {"green": "32", "red": "31", "yellow": "33", "blue": "36", "dim": "2", "bold": "1"}
_PLAIN = str.maketrans(
    {"✔": "+", "✘": "x", "○": "o", "→": ">", "■": "#", "…": "~", "·": "-", "–": "-"}
)


class Ink:
    """Writes lines to a stream, coloured and in Unicode only where that is welcome."""

    unwritten: ClassVar[OSError | None] = None
    """Why something could not be written: the work itself went on, and who ends it says so."""

    def __init__(self, stream: TextIO | None = None) -> None:
        """Colour needs a terminal and no NO_COLOR; FORCE_COLOR asks for it anywhere."""
        self.stream = stream or sys.stdout
        self.on_screen = self.stream.isatty() and os.environ.get("TERM") != "dumb"
        """Is it a terminal that can move its cursor?"""
        self.colour = self._wants_colour()
        self.unicode = _can_encode(self.stream, "✔✘○→■…")
        columns, self.height = shutil.get_terminal_size((80, 24))
        self.width = max(60, min(columns, 120))

    def into(self, stream: TextIO) -> "Ink":
        """Return ink of the same kind that writes elsewhere."""
        other = copy.copy(self)
        other.stream = stream
        return other

    def _wants_colour(self) -> bool:
        if os.environ.get("NO_COLOR"):
            return False
        return bool(os.environ.get("FORCE_COLOR")) or self.on_screen

    def paint(self, text: str, colour: str) -> str:
        """Return text in a colour, or as it is."""
        return f"\x1b[{_CODES[colour]}m{text}\x1b[0m" if self.colour and text else text

    def bare(self, text: str) -> str:
        """Return a text without its colours."""
        return re.sub(r"\x1b\[\d*m", "", text)

    def line(self, text: str = "") -> None:
        """Write one line at once, so that it is seen while the next is still being worked on."""
        if not self.unicode:
            text = text.translate(_PLAIN)
        encoding = getattr(self.stream, "encoding", None) or "utf-8"
        text = text.encode(encoding, "replace").decode(encoding, "replace")
        try:
            self.stream.write(text.rstrip() + "\n")
            self.stream.flush()
        except BrokenPipeError:
            write_to_nowhere(self.stream)  # whoever reads has seen enough; the work goes on
        except OSError as error:
            Ink.unwritten = error
            write_to_nowhere(self.stream)

    def heading(self, text: str, aside: str) -> None:
        """Write a heading between empty lines, with something less important beside it."""
        self.line()
        self.line(f"{self.paint(text, 'bold')}   {self.paint(aside, 'dim')}")
        self.line()

    def paragraph(self, text: str, indent: str = "") -> None:
        """Write a text in lines that fit."""
        for line in wrapped(text, self.width, indent):
            self.line(line)


def write_to_nowhere(stream: TextIO) -> None:
    """Let nothing more be written to a stream."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def _can_encode(stream: TextIO, signs: str) -> bool:
    try:
        signs.encode(getattr(stream, "encoding", None) or "ascii")
    except (UnicodeError, LookupError):
        return False
    return True
