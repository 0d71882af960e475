"""How the examiner and the server of trials put messages on a stream: a length, then the bytes."""

import json
import struct
import sys
import traceback
from collections.abc import Iterator
from typing import Any

from examiner.facts.endings import Ending
from examiner.facts.job import Job
from examiner.supervisor import shortages

LENGTH = struct.Struct("!Q")


def messages(received: bytearray) -> Iterator[bytes]:
    """Yield the whole messages at the beginning of a buffer, and take them out of it."""
    while len(received) >= LENGTH.size:
        (length,) = LENGTH.unpack_from(received)
        end = LENGTH.size + length
        if len(received) < end:
            return
        message = bytes(received[LENGTH.size : end])
        del received[:end]
        yield message


def is_report(data: bytes, trial: str) -> bool:
    """Is it the report of this trial, whole and in JSON?"""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and found.get("id") == trial


def unreported(job: Job, stuck: Ending | None, *, killed: bool, how: str) -> dict[str, Any]:
    """Return what stands for the report of a warden that has left none.

    `stuck` is what was made of it if it had to be ended; `killed` and `how` say how it ended.
    """
    if stuck is Ending.DEADLINE:
        what = f"it was not done {job.limits.grace:.0f} s after the last limit of the trial"
        return failed(job.id, f"the process that watches a trial was too slow: {what}", " ")
    if stuck is None and not killed:
        what = f"it ended with {how}, and without a whole report"
        return failed(job.id, f"the process that watches a trial failed: {what}", " ")
    return {"id": job.id, "ending": stuck or Ending.KILLED_WARDEN}


def failed(trial: str, where: str, trace: str = "") -> dict[str, Any]:
    """Return the report of a trial in which the kit itself failed, by the present exception.

    If this machine is short of something, that is what is told.
    """
    error = sys.exception()
    if error is not None and (short := shortages.told_by(error)):
        return {"id": trial, "short_of": short}
    return {"id": trial, "failure": {"where": where, "trace": trace or traceback.format_exc()}}
