"""What a process holds: descriptors, threads and child processes, before a call and after it."""

import gc
import multiprocessing
import os
import threading
import time
from multiprocessing import process, resource_tracker
from typing import NamedTuple

SETTLING = 1.0
"""Seconds that closing may take after a call: a queue's feeder thread ends by itself, a bit
later."""

_SETTLING_STEP = 0.003


class Census(NamedTuple):
    """What a process holds at one moment."""

    descriptors: frozenset[str]
    """Open descriptors as `number target`; empty where the platform does not list them."""
    threads: frozenset[int]


def take() -> Census:
    """Return what this process holds, garbage left out."""
    gc.collect()
    threads = frozenset(thread.ident or 0 for thread in threading.enumerate())
    return Census(_descriptors(), threads)


def settled(before: Census) -> tuple[list[str], list[str]]:
    """Return what is held more than before: (descriptors, threads).

    It looks once everything could have closed.
    """
    gc.collect()
    limit = time.monotonic() + SETTLING
    while True:
        descriptors = sorted(_descriptors() - before.descriptors)
        threads = [t.name for t in threading.enumerate() if (t.ident or 0) not in before.threads]
        if not (descriptors or threads) or time.monotonic() > limit:
            return descriptors, threads
        time.sleep(_SETTLING_STEP)


def living_children() -> list[list[int | str | None]]:
    """Return [pid, name] of all processes below this one that still run, helpers left out."""
    named = {child.pid: child.name for child in process._children}  # type: ignore[attr-defined]
    if not os.path.exists("/proc/self/stat"):
        return [[child.pid, child.name] for child in multiprocessing.active_children()]
    if not named and not _numbers("/proc/self/task/" + str(os.getpid()), "children"):
        return []
    helpers = _helper("_pid", "_forkserver_pid")
    return [[pid, named.get(pid, "")] for pid in _below(os.getpid()) if pid not in helpers]


def _helper(tracker_attribute: str, forkserver_attribute: str) -> set[int | None]:
    """Return what multiprocessing keeps for its helper processes in this process."""
    from multiprocessing import forkserver

    return {
        getattr(resource_tracker._resource_tracker, tracker_attribute, None),
        getattr(forkserver._forkserver, forkserver_attribute, None),
    }


def _descriptors() -> frozenset[str]:
    helpers = _helper("_fd", "_forkserver_alive_fd") if os.name == "posix" else set()
    found = set()
    for number in _numbers("/proc/self/fd"):
        if number in helpers:
            continue
        try:
            target = os.readlink(f"/proc/self/fd/{number}")
        except OSError:
            continue  # the listing's own descriptor
        # The log is ours; the arena of shared ctypes is kept for the next Value, by design.
        if not target.endswith("/log.jsonl") and "/pym" not in target:
            found.add(f"{number} {target}")
    return frozenset(found)


def _below(parent: int) -> list[int]:
    children: dict[int, list[int]] = {}
    for number in _numbers("/proc"):
        try:
            with open(f"/proc/{number}/stat", "rb") as stat:
                state, ppid = stat.read().rpartition(b")")[2].split()[:2]
        except OSError:
            continue
        if state not in (b"Z", b"X"):
            children.setdefault(int(ppid), []).append(number)
    found, todo = [], [parent]
    while todo:
        below = children.get(todo.pop(), [])
        found += below
        todo += below
    return found


def _numbers(folder: str, file: str = "") -> list[int]:
    try:
        if not file:
            return [int(name) for name in os.listdir(folder) if name.isdigit()]
        with open(f"{folder}/{file}", encoding="ascii") as children:
            return [int(word) for word in children.read().split()]
    except OSError:
        return []
