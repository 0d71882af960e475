"""The gate that holds one step until another has happened."""

import os
import threading
from pathlib import Path

import pytest

from examiner.stage.props import Gate

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="gates are polled here")


@pytest.mark.timeout(30)
def test_opening_wakes_all_who_wait_and_holds_nobody_later(tmp_path: Path) -> None:
    """Who waits is let through, and so is who comes when it is open."""
    gate = Gate(str(tmp_path), "open").make()
    waiting = [threading.Thread(target=gate.wait) for _ in range(3)]
    for thread in waiting:
        thread.start()
    gate.open()
    for thread in waiting:
        thread.join()
    gate.wait()
    assert gate.is_open()


def test_who_waited_may_be_gone_when_it_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who sees the mark just in time goes on; the token that is meant for them wakes nobody.

    The moment is between the opener's finding a reader and its writing to them.
    """
    gate = Gate(str(tmp_path), "late").make()
    reader = os.open(tmp_path / "gate-late", os.O_RDWR)
    write = os.write

    def write_when_the_reader_has_gone(descriptor: int, data: bytes) -> int:
        if data == b"!":
            os.close(reader)
        return write(descriptor, data)

    monkeypatch.setattr("os.write", write_when_the_reader_has_gone)
    gate.open()
    assert gate.is_open()
