"""What a process holds: descriptors, threads and child processes, before a call and after it."""

import gc
import re
import threading
import time
from typing import NamedTuple

from examiner.facts.control import CHANNELS_FROM
from examiner.stage import cpython, itself, where

SETTLING = 1.0
"""Seconds that closing may take after a call: a queue's feeder thread ends by itself, a bit
later."""

_SETTLING_STEP = 0.003

_ARENA = re.compile(r"/pym-\d+-\w+ \(deleted\)")
"""Where sharedctypes keep values: a file without a name, kept for the next value by design."""


class Remains(NamedTuple):
    """What is held more than before."""

    descriptors: list[str]
    threads: list[list[str | int]]
    """Name, what it does, file and line, as far as that is the program's."""
    unjoined: list[int]
    """Children that were not joined, for which some of the descriptors are held."""


class Census(NamedTuple):
    """What a process holds at one moment."""

    descriptors: frozenset[str]
    """Open descriptors as `number target`; empty where the platform does not list them."""
    threads: frozenset[int]


def take(log: str) -> Census:
    """Return what this process holds, garbage left out; `log` is the path of our own log."""
    gc.collect()
    threads = frozenset(thread.ident or 0 for thread in threading.enumerate())
    return Census(_descriptors(log), threads)


def settled(before: Census, log: str) -> Remains:
    """Return what is held more than before, once everything could have closed."""
    gc.collect()
    limit = time.monotonic() + SETTLING
    while True:
        descriptors = sorted(_descriptors(log) - before.descriptors)
        threads = [t for t in threading.enumerate() if (t.ident or 0) not in before.threads]
        if not (descriptors or threads) or time.monotonic() > limit:
            return Remains(descriptors, list(map(_told, threads)), _unjoined(descriptors))
        time.sleep(_SETTLING_STEP)


def _told(thread: threading.Thread) -> list[str | int]:
    frame = where.program_frame(where.current_frames().get(thread.ident or 0))
    does = where.line_of(frame) if frame else ""
    return [thread.name, does, *where.place_of(frame)]


def _unjoined(descriptors: list[str]) -> list[int]:
    children = cpython.descriptors_of_children()
    numbers = (int(name.partition(" ")[0]) for name in descriptors)
    return list(dict.fromkeys(children[number] for number in numbers if number in children))


def living_children() -> list[list[int | str]]:
    """Return [pid, name] of all processes below this one that still run, helpers left out."""
    below = itself.processes_below()
    if not below:
        return []
    named, helpers = cpython.names_of_children(), cpython.helper_processes()
    return [[pid, str(named.get(pid, ""))] for pid in below if pid not in helpers]


def _descriptors(log: str) -> frozenset[str]:
    helpers = cpython.helper_descriptors()
    return frozenset(
        f"{number} {target}"
        for number, target in itself.descriptors().items()
        if number not in helpers and target != log and not _ARENA.search(target)
        if number < CHANNELS_FROM or not target.startswith("socket:")  # a controller's
    )
