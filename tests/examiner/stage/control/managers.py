"""Managers' servers: their locks are taken in turn, and they are told when to end."""

import sys
import threading
from typing import Any

from examiner.stage import cpython, where
from examiner.stage.control.threads import Lock

_ROUND = 1
"""Seconds after which a server looks whether it shall end."""


def install() -> None:
    """Let servers make controlled locks, and wait for their end without a clock."""
    cpython.replace_locks_of_managers(Lock)
    event: Any = threading.Event
    wait = event.wait

    @where.passes_on
    def controlled_wait(self: Any, timeout: float | None = None) -> bool:
        if timeout == _ROUND and sys._getframe(1).f_code.co_name == "serve_forever":
            timeout = None
        return bool(wait(self, timeout))

    event.wait = controlled_wait
