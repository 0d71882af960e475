"""Plays one run under control, in a tree of processes, and gathers what is to be told of it."""

import contextlib
import gc
import importlib
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from examiner.facts.control import ADDRESS
from examiner.facts.job import Control
from examiner.stage import cpython
from examiner.stage.control import processors
from examiner.supervisor import evidence
from examiner.supervisor.control.controller import Controller, Ending, Run
from examiner.supervisor.control.hearing import Hearing
from examiner.supervisor.control.points import Strategy
from examiner.supervisor.control.staying import Deviation, Staying
from examiner.supervisor.control.strategies import FIRST, SAMPLING
from examiner.supervisor.logbook import Logbook
from examiner.supervisor.tree import Tree
from examiner.supervisor.watch import AFTERLIFE


def prepare() -> None:
    """Import and look up what runs need: those that are forked from this process find it done.

    A garbage collection in one of them looks only at what it has made itself.
    """
    for name in ("popen_forkserver", "popen_spawn_posix", "managers", "pool", "sharedctypes"):
        with contextlib.suppress(ImportError):
            importlib.import_module(f"multiprocessing.{name}")
    for name in ("examiner.expect", "examiner.stage.control.install"):
        importlib.import_module(name)
    with contextlib.suppress(cpython.Changed):  # it is told where it matters, in each run
        cpython.check(control=True)
    gc.collect()
    gc.freeze()


def strategy_of(control: Control) -> Strategy:
    """Return the strategy that a job asks for."""
    if control.strategy in SAMPLING:
        return SAMPLING[control.strategy](control.seed, STEPS)
    if not control.deviations:
        return FIRST[control.strategy]()
    return Staying(Deviation(*each) for each in control.deviations)


STEPS = 400
"""About how many steps a scene has."""


def steer(
    tree: Tree,
    log: Logbook,
    body: Callable[[], None],
    strategy: Strategy,
    *,
    early: bool,
    watched: bool = True,
    alive: int | None = None,
    wall: float | None = None,
) -> tuple[Run, dict[str, Any]]:
    """Run `body` as the tree's first process, and let it go on by a strategy.

    Return the run, and the evidence of who waits where if it did not end by itself and is
    `watched`. `alive` is a descriptor that becomes readable when everything shall end:
    InterruptedError is raised then. After `wall` seconds the run is cut short.
    """
    hearing = Hearing(os.path.join(tree.folder, ADDRESS), tree.system, alive, wall)
    try:
        processors.seen.processors = tree.system.processors()
        with tree.system.on_one_processor():  # whoever goes on next is there at once
            with _without_interrupts():
                tree.start(body)
            with _without_collections():
                run = Controller(hearing, strategy, early=early).run()
        found: dict[str, Any] = {}
        if run.ending is Ending.ENDED:
            tree.wait(AFTERLIFE)
        elif watched:
            found = evidence.gather(tree, log, [])
        return run, found
    finally:
        tree.end()
        hearing.close()


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Let Ctrl-C wait for a moment: a child is not yet in a session of its own."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _without_collections() -> Iterator[None]:
    """Look for no garbage: a run keeps all that it makes, and each look would go through it."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
