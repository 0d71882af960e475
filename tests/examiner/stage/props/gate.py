"""A picklable event, which holds one step until another has happened."""

import contextlib
import os
import time

from examiner.stage.recorder import recorder

GATE_POLL = 0.01
"""Seconds between two looks of a step that polls; of every gate where there are no FIFOs
(Windows)."""


class Gate:
    """A picklable event: `wait` blocks, without a time limit, until any process calls `open`.

    A FIFO, because multiprocessing's own Event cannot be pickled outside of Process.start.
    """

    def __init__(self, folder: str, name: str) -> None:
        """Name the gate; its files are in the trial's folder."""
        self.folder = folder
        self.name = name
        self._fifo = os.path.join(folder, f"gate-{name}")
        self._mark = self._fifo + "-open"

    def make(self) -> "Gate":
        """Create the gate, closed."""
        if hasattr(os, "mkfifo"):
            os.mkfifo(self._fifo)
        return self

    def open(self) -> None:
        """Let everyone through, now and later."""
        with open(self._mark, "w", encoding="ascii"):
            pass
        recorder(self.folder).log("gate", name=self.name)
        if not hasattr(os, "mkfifo"):
            return
        try:
            descriptor = os.open(self._fifo, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            return  # nobody waits: the mark is enough for those who come later
        # Whoever waited may have looked at the mark meanwhile, and gone.
        with contextlib.suppress(BrokenPipeError):
            os.write(descriptor, b"!")
        os.close(descriptor)

    def opens_within(self, seconds: float) -> bool:
        """Wait until the gate is open, for so many seconds; return whether it is."""
        limit = time.monotonic() + seconds
        while not self.is_open() and time.monotonic() < limit:
            time.sleep(GATE_POLL)
        return self.is_open()

    def is_open(self) -> bool:
        """Has somebody opened the gate?"""
        return os.path.exists(self._mark)

    def wait(self) -> None:
        """Block until the gate is open."""
        if not hasattr(os, "mkfifo"):
            while not self.is_open():
                time.sleep(GATE_POLL)
            return
        # Hold both ends first, then look at the mark: whoever opens later finds a reader.
        descriptor = os.open(self._fifo, os.O_RDWR)
        try:
            if not self.is_open():
                recorder(self.folder).log("hold", name=self.name)
                os.read(descriptor, 1)
                os.write(descriptor, b"!")  # pass the token on to the next who waits
        finally:
            os.close(descriptor)
