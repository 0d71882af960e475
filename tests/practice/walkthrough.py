"""`nox -s walkthrough`: the page of a solution, rendered."""

import io
import os
import pydoc
from typing import ClassVar

from rich.console import Console, ConsoleOptions, RenderResult
from rich.markdown import CodeBlock, Markdown, MarkdownElement
from rich.padding import Padding
from rich.syntax import Syntax
from rich.theme import Theme

from examiner import catalog
from examiner.catalog import Exercise
from examiner.progress.store import Store
from examiner.showing.ink import Ink
from practice.asking import confirmed

_WIDEST = 100
"""Columns: longer lines are hard to read."""


_STYLES = Theme({"markdown.code": "bold", "markdown.code_block": "none"})
"""Code without a background of its own, for terminals may be dark or light."""


def show(exercise: Exercise, store: Store, ink: Ink, *, yes: bool) -> int:
    """Show the walk-through, after a question if it comes too early; return the exit code."""
    if not store.read().of(exercise.slug).solved_at:
        ink.line(f"You have not solved exercise {exercise.number} yet: this tells its solution.")
        if not confirmed("Show it all the same?", yes=yes):
            ink.line(f"Not shown. A hint instead: nox -s hint -- {exercise.number}")
            return 0
    page = catalog.SOLUTIONS / f"{exercise.slug}.md"
    lines = [
        *_rendered(page.read_text(encoding="utf-8"), ink).splitlines(),
        "",
        ink.paint(f"The page: {catalog.shown(page)}", "dim"),
        ink.paint(f"The answer: {catalog.shown(page.with_suffix('.py'))}", "dim"),
    ]
    if ink.on_screen and len(lines) >= ink.height:
        _page(lines)
    else:
        for line in lines:
            ink.line(line)
    return 0


def _page(lines: list[str]) -> None:
    """Show lines a screen at a time; PAGER names what does that."""
    # Colours as they are, no more than a screen at once, and what was read stays there.
    os.environ.setdefault("LESS", "FRX")
    pydoc.pager("\n".join(lines) + "\n")


class _Code(CodeBlock):
    """Code whose lines stay whole, however long they are: cut into two they are other code."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        text = Syntax("", self.lexer_name, theme=self.theme).highlight(str(self.text).rstrip())
        text.no_wrap, text.overflow = True, "ignore"
        yield Padding(text, 1)


class _Page(Markdown):
    elements: ClassVar[dict[str, type[MarkdownElement]]] = Markdown.elements | {
        "fence": _Code,
        "code_block": _Code,
    }


def _rendered(text: str, ink: Ink) -> str:
    """Return Markdown as lines for the place that the ink writes to."""
    into = io.StringIO() if ink.unicode else _Ascii()
    console = Console(
        file=into,
        width=min(ink.width, _WIDEST),
        force_terminal=ink.colour,
        no_color=not ink.colour,
        legacy_windows=False,
        theme=_STYLES,
        _environ={k: v for k, v in os.environ.items() if k not in ("FORCE_COLOR", "COLUMNS")},
    )
    # Links lead from page to page of the folder: a terminal cannot follow them.
    console.print(_Page(text, code_theme="ansi_dark", hyperlinks=True), crop=False)
    return into.getvalue()


class _Ascii(io.StringIO):
    """A stream that cannot show more than ASCII, so that tables are drawn with + and -."""

    encoding = "ascii"
