"""Signals: a handler asks before it runs."""

import os
import signal
import sys
from typing import Any

from examiner.stage import where
from examiner.stage.control.link import ask, ask_again, is_controlled, link, natively, tell
from examiner.stage.dumps import DUMP_SIGNAL


def install() -> None:
    """Hook handlers, and note timers, which go by the real clock."""
    original = signal.signal

    @where.passes_on
    def controlled_signal(number: int, handler: Any) -> Any:
        if is_controlled() and where.is_programs(sys._getframe(1).f_code.co_filename):
            ask("signal", [f"p{os.getpid()}"])  # a signal may come before, or after
        if not callable(handler):
            return original(number, handler)

        @where.passes_on
        def handling(signum: int, frame: Any) -> Any:
            if not is_controlled():
                return handler(signum, frame)
            if signum == DUMP_SIGNAL:
                with natively():  # it is our own, and comes when nobody goes on any more
                    return handler(signum, frame)
            own = link()
            asked, own.pending = own.pending, None
            ask(f"handle {signal.Signals(signum).name}")
            result = handler(signum, frame)
            ask_again(own, asked)  # if it raises, what it came between is over
            return result

        return original(number, handling)

    module: Any = signal
    module.signal = controlled_signal
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    for name in ("alarm", "setitimer"):
        setattr(signal, name, _noting(getattr(signal, name), name))


def _noting(original: Any, name: str) -> Any:
    @where.passes_on
    def noted(*args: Any) -> Any:
        if is_controlled():
            tell("timer", f"signal.{name}")
        return original(*args)

    return noted
