"""Gathers, from a tree that has stopped, who waits where and who holds which end of what."""

import contextlib
import os
import time
from typing import Any

from examiner.facts.calls import TALLY_PREFIX
from examiner.facts.log import Entry
from examiner.stage.dumps import DUMP_REQUEST, DUMP_SIGNAL
from examiner.supervisor.logbook import Logbook
from examiner.supervisor.tree import Tree

ANSWERING = 2.5
"""Seconds that the processes get to log what their threads do; asleep ones take a millisecond."""

_ASKING_STEP = 0.005

OUTPUT_KEPT = 64 << 10
"""Bytes of each of a trial's output streams that are kept, from its beginning and from its end."""


def gather(tree: Tree, log: Logbook, objections: list[str]) -> dict[str, Any]:
    """Return the evidence of a tree that was not left to end by itself; its processes still run.

    `objections` are why its sleepers were not taken for a deadlock.
    """
    system = tree.system
    found = system.evidence(tree.root)
    if not found:
        _ask_for_dumps(living(log), log)
        return {}
    asked = {pid for pid in found["processes"] if system.handles(pid, DUMP_SIGNAL or 1)}
    _ask_for_dumps(asked, log)
    return found | {"objections": objections}


def living(log: Logbook) -> set[int]:
    """Return the processes that have told that they have begun, and not that they end."""
    gone = {entry["pid"] for entry in log.entries if entry["kind"] == "down"}
    return {entry["pid"] for entry in log.entries if entry["kind"] == "up"} - gone


def _ask_for_dumps(pids: set[int], log: Logbook) -> None:
    asked = set(pids) if DUMP_SIGNAL is None else {pid for pid in pids if _signalled(pid)}
    if DUMP_SIGNAL is None:
        with open(os.path.join(log.folder, DUMP_REQUEST), "w", encoding="ascii"):
            pass
    limit = time.monotonic() + ANSWERING
    while asked and time.monotonic() < limit:
        asked -= {entry["pid"] for entry in log.read() if entry["kind"] == "dump"}
        if asked:
            time.sleep(_ASKING_STEP)


def _signalled(pid: int) -> bool:
    try:
        os.kill(pid, DUMP_SIGNAL or 0)
    except OSError:
        return False
    return True


def output(folder: str) -> dict[str, Any]:
    """Return what the trial printed: per stream its size, its beginning and its end."""
    found = {}
    for name in ("out", "err"):
        path = os.path.join(folder, name)
        try:
            with open(path, "rb") as file:
                size = os.fstat(file.fileno()).st_size
                head = file.read(OUTPUT_KEPT)
                file.seek(max(len(head), size - OUTPUT_KEPT))
                tail = file.read(OUTPUT_KEPT)
        except OSError:
            size, head, tail = 0, b"", b""
        text = (head + tail).decode("utf-8", "replace")
        found[name] = {"size": size, "text": text}
    return found


def recent(folder: str, log: Logbook, prefix: str) -> list[Entry]:
    """Return the newest calls that processes have written to files of their own."""
    found = []
    for data in _contents(folder, prefix).values():
        found += [call for line in data.splitlines() if (call := log.parse(line)) is not None]
    return found


def tallies(folder: str) -> list[list[int]]:
    """Return [pid, count, hash] of each process that kept a tally."""
    found = []
    for name, data in _contents(folder, TALLY_PREFIX).items():
        fields = data.decode("ascii", "replace").split()
        pid = name.removeprefix(TALLY_PREFIX)
        if len(fields) == 2 and all(field.isdecimal() for field in [pid, *fields]):
            found.append([int(pid), *map(int, fields)])
    return found


def _contents(folder: str, prefix: str) -> dict[str, bytes]:
    """Return the files of a folder whose names begin so, but for those that have gone meanwhile."""
    found = {}
    for name in os.listdir(folder) if os.path.isdir(folder) else ():
        if name.startswith(prefix):
            with contextlib.suppress(OSError), open(os.path.join(folder, name), "rb") as file:
                found[name] = file.read()
    return found
