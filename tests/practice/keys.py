"""Keys that are pressed while a command goes on, on a terminal."""

import asyncio
import contextlib
import sys
from collections.abc import Callable, Iterator

from prompt_toolkit.input import create_input
from prompt_toolkit.keys import Keys

INTERRUPT = "ctrl-c"
"""What a press of Ctrl-C, or the end of the input, is told as."""


class Keyboard:
    """Tells each key that is pressed; where the input is no terminal, none ever is."""

    def __init__(self, pressed: Callable[[str], None]) -> None:
        """`pressed` is called in the event loop, with the key's character."""
        self._pressed = pressed
        self._open = contextlib.ExitStack()

    @contextlib.contextmanager
    def listening(self) -> Iterator[None]:
        """Tell keys from here on, and put the terminal back at the end."""
        self._listen()
        try:
            yield
        finally:
            self._open.close()

    def _listen(self) -> None:
        if not sys.stdin.isatty():
            return
        keys = create_input(sys.stdin)

        def ready() -> None:
            for press in keys.read_keys():
                if press.key in (Keys.ControlC, Keys.ControlD) or keys.closed:
                    self._pressed(INTERRUPT)
                elif len(press.key) == 1:
                    self._pressed(press.key.lower())

        self._open.enter_context(keys.raw_mode())
        self._open.enter_context(keys.attach(ready))

    async def lend(self, work: Callable[[], object]) -> None:
        """Leave the terminal as it was to some work in a thread, an editor say."""
        self._open.close()
        try:
            await asyncio.to_thread(work)
        finally:
            self._listen()
