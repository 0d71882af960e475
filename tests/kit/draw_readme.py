"""Draw the picture at the top of README from a real run: `python tests/kit/draw_readme.py`.

It grades the starter of exercise 2, as a learner would, and draws what a terminal shows.
"""

import html
import re
import sys
import tempfile
from io import StringIO
from pathlib import Path

from commands import ROOT, copy_of_the_kit, grade
from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

PICTURE = ROOT / ".github" / "pictures" / "deadlock.svg"

COLUMNS = 80

COMMAND = "nox -s grade -- 2"

LAST = "■"
"""In the last line that is drawn: who waits for ever. The checks after it look alike."""


_TEXT = re.compile(
    r'<text [^>]*? x="([\d.]+)" y="[\d.]+" textLength="([\d.]+)" '
    r'clip-path="url\(#ipc-kata-line-(\d+)\)">(.*?)</text>'
)
"""A piece of a line: where it begins, how long it is, which line, and what it says."""


def lines(printed: str) -> list[str]:
    """Return the lines of a grade up to the end of its first picture."""
    shown = printed.strip("\n").splitlines()
    end = next(number for number, line in enumerate(shown, 1) if LAST in line)
    return shown[:end]


def drawn(shown: list[str]) -> str:
    """Return an SVG of a terminal that shows these lines."""
    console = Console(record=True, width=COLUMNS, file=StringIO(), force_terminal=True)
    console.print(Text.from_ansi("\n".join([f"$ {COMMAND}", "", *shown])))
    picture = console.export_svg(title="ipc-kata", theme=MONOKAI, unique_id="ipc-kata")
    return re.sub(r"@font-face \{.*?\}\s*", "", picture, flags=re.DOTALL)  # it needs no network


def words(picture: str) -> list[str]:
    """Return the lines of text that a picture shows."""
    rows: dict[int, str] = {}
    for x, length, line, text in _TEXT.findall(picture):
        shown = html.unescape(text).replace("\xa0", " ")
        column = round(float(x) / (float(length) / len(shown)))
        rows[int(line)] = rows.get(int(line), "").ljust(column) + shown
    return [rows.get(number, "").rstrip() for number in range(max(rows) + 1)]


def main() -> int:
    """Run it and write the picture."""
    with tempfile.TemporaryDirectory() as folder:
        kit = copy_of_the_kit(Path(folder, "kit"))
        done = grade(2, folder=kit, FORCE_COLOR="1")
    PICTURE.write_text(drawn(lines(done.out)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
