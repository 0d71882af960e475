"""Puts a process under control, and all that it starts."""

import gc
import random
from collections.abc import Iterable

from examiner.stage import cpython
from examiner.stage.control import (
    blocks,
    clock,
    managers,
    memory,
    pipes,
    processes,
    processors,
    semaphores,
    signals,
    sockets,
    threads,
)
from examiner.stage.control.link import ask, enter, here


def install(address: str, name: str, seed: str, usable: Iterable[int] = ()) -> None:
    """Put this process under the control of who listens at an address; `name` is its own.

    `usable` are the processors that it shall see, if it was not forked. Raises Changed if this
    CPython is not one that the kit knows.
    """
    if here.on:
        return
    _install(address, name, seed, usable)
    ask("begin")


def _install(address: str, name: str, seed: str, usable: Iterable[int]) -> None:
    cpython.check(control=True)
    here.address, here.seed = address, seed
    here.begin(name)
    random.seed(f"{seed}/{name}")
    parts = (
        *(semaphores, pipes, sockets, processes, threads, clock, memory, blocks, signals),
        managers,
    )
    for part in parts:
        part.install()
    processors.install(usable)
    here.on = True
    gc.collect()
    enter(name)


def arrive(address: str, name: str, seed: str, now: float, usable: Iterable[int]) -> None:
    """Do so in a spawned child, before anything of the program is imported.

    It asks to begin when it has read all that its parent has for it, who is kept until then if that
    is more than a pipe holds.
    """
    here.now = now
    _install(address, name, seed, usable)
    here.arriving = True
