"""The terminal: plain lines that scroll, nothing that is redrawn as a whole.

On a terminal prompt_toolkit edits the line that is being typed. Anything else is read line by line,
and each line is echoed, so that what comes out can be read as a record of the interview.
"""

import asyncio
import io
import os
import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TextIO

from rich.console import Console as Rich
from rich.markdown import Markdown
from rich.theme import Theme

from examiner.facts.wrapping import wrapped
from examiner.showing.ink import Ink

if sys.platform != "win32":
    import termios

WIDEST = 88
"""Columns: longer lines of prose are hard to read."""

PROMPT_AGE = 15.0
"""Seconds after which the time in the prompt is looked at again; it changes once a minute."""


_CODE = re.compile(r"``?([^`\n]+)``?")
"""Code within a sentence."""

_THEME = Theme({"markdown.code": "bold"})
"""Code within a sentence: the default's black ground is a hole in a light terminal."""


class Left(BaseException):
    """The candidate has left: the terminal was closed, or there is no more input."""


@dataclass(frozen=True)
class Alarm:
    """Something to say if the candidate is still typing after some seconds."""

    seconds: float
    ring: Callable[[], None]


class Console:
    """Prints lines, and reads one at a time from what is no terminal."""

    interactive = False

    def __init__(self, source: TextIO | None = None, ink: Ink | None = None) -> None:
        self._source = source or sys.stdin
        self.ink = ink or Ink()
        self.width = min(self.ink.width, WIDEST)
        self._after_blank = False

    def line(self, text: str = "") -> None:
        """Print one line as it is; of several empty ones in a row only the first."""
        if text or not self._after_blank:
            self.ink.line(text)
        self._after_blank = not text

    def lines(self, lines: Iterable[str], indent: str = "  ") -> None:
        """Print lines as they are, indented."""
        for line in lines:
            self.line(indent + line)

    def say(self, text: str, *, indent: str = "", hang: str = "", colour: str = "") -> None:
        """Print a paragraph, wrapped; `hang` is added to the indent of all lines but the first."""
        for line in wrapped(text, self.width, indent, hang) or [""]:
            self.line(self.ink.paint(line, colour) if colour else line)

    def item(self, text: str, sign: str = "-") -> None:
        """Print a paragraph as an entry of a list."""
        self.say(f"{sign} {text}", indent="  ", hang=" " * (len(sign) + 1))

    def head(self, text: str) -> None:
        """Print a heading."""
        self.line()
        self.line(self.ink.paint(text, "bold"))
        self.line()

    def markdown(self, text: str) -> None:
        """Print Markdown; where there is no colour to tell code by, its marks stay."""
        if not self.ink.colour:
            text = _CODE.sub(r"`` `\1` ``", text)
        shown = io.StringIO()
        Rich(
            file=shown,
            width=self.width,
            force_terminal=self.ink.colour,
            no_color=not self.ink.colour,
            color_system="standard" if self.ink.colour else None,
            legacy_windows=False,
            theme=_THEME,
        ).print(Markdown(text))
        for line in shown.getvalue().strip("\n").splitlines():
            self.line(line.rstrip().replace("•", "-"))

    def ask(self, prompt: Callable[[], str], alarm: Alarm | None = None) -> str:
        """Read one line; raises Left when there are no more, KeyboardInterrupt on Ctrl-C."""
        self._after_blank = False
        self.ink.stream.write(prompt())
        self.ink.stream.flush()
        text = self._source.readline()
        if not text:
            self.ink.line()  # the prompt's line is still open
            raise Left("the input has ended")
        text = text.rstrip("\r\n")
        if not self._source.isatty():
            self.line(text)
        return text

    def forget_typed(self) -> None:
        """Forget what was typed while something ran: it was meant for nothing that is asked now."""

    def leave(self, reason: str) -> None:
        """Raise Left, wherever the interview is: a signal's handler calls this."""
        raise Left(reason)


class Terminal(Console):
    """Edits the line that is typed with prompt_toolkit."""

    interactive = True

    def __init__(self) -> None:
        super().__init__()
        # It would ask the terminal where the cursor is, and wait for what some never answer.
        os.environ.setdefault("PROMPT_TOOLKIT_NO_CPR", "1")
        from prompt_toolkit import PromptSession
        from prompt_toolkit.output import ColorDepth

        depth = None if self.ink.colour else ColorDepth.DEPTH_1_BIT
        self._session: PromptSession[str] = PromptSession(color_depth=depth)
        self._left = ""

    def ask(self, prompt: Callable[[], str], alarm: Alarm | None = None) -> str:
        """Read one line with editing and history; the prompt's time stays true meanwhile."""
        self._after_blank = False

        def begin() -> None:
            if alarm is not None:
                self._session.app.create_background_task(_ring(alarm))

        try:
            text = self._session.prompt(prompt, refresh_interval=PROMPT_AGE, pre_run=begin)
        except EOFError:
            raise Left(self._left or "the input has ended") from None
        if self._left:
            raise Left(self._left)  # it came with the line's last key
        return text

    def forget_typed(self) -> None:
        """Empty the terminal's own queue; on Windows it stays."""
        if sys.platform != "win32":
            termios.tcflush(sys.stdin, termios.TCIFLUSH)

    def leave(self, reason: str) -> None:
        """Raise Left; while a line is typed, in `ask`, not in a task of the event loop.

        A task would keep it for itself, and the prompt go on.
        """
        loop = self._session.app.loop
        if loop is None:
            raise Left(reason)
        self._left = reason
        loop.call_soon_threadsafe(self._end_prompt)

    def _end_prompt(self) -> None:
        app = self._session.app
        if app.future is not None and not app.future.done():
            app.exit(exception=EOFError)


async def _ring(alarm: Alarm) -> None:
    from prompt_toolkit.application import run_in_terminal

    await asyncio.sleep(alarm.seconds)
    await run_in_terminal(alarm.ring)


def open_console() -> Console:
    """Return the console that fits: line editing needs a terminal that can move its cursor."""
    if sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb":
        return Terminal()
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    return Console()
