"""Times single trials through the supervisor itself, and the bare processes that they play with."""

import itertools
import multiprocessing
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from bench.processes import running
from bench.table import NotMeasured
from examiner.facts.job import Job
from examiner.supervisor.client import Supervisor

_HERE = Path(__file__).parent
_SCENES = _HERE / "scenes.py"

_numbers = itertools.count()


def methods() -> list[str]:
    """Return the start methods of this platform."""
    return multiprocessing.get_all_start_methods()


def _job(scene: str, method: str) -> Job:
    # The scenes' module stands in for the answer too: a trial wants one to load.
    return Job(
        id=f"bench{os.getpid():x}-{next(_numbers)}",
        module=_SCENES.stem,
        answers=str(_HERE),
        checks=str(_HERE),
        check_module=_SCENES.stem,
        scene=scene,
        contract={},
        inputs={},
        method=method,
    )


def _report(supervisor: Supervisor, job: Job, ending: str) -> dict[str, Any]:
    supervisor.submit(job)
    report = supervisor.result(job)
    if report.get("ending") != ending:
        why = report.get("failure") or f"ended by {report.get('ending')!r}, not by {ending!r}"
        raise NotMeasured(f"trial {job.scene} under {job.method}: {why}")
    return report


def deadlock_latency(supervisor: Supervisor, method: str) -> float:
    """Return the seconds from a program's last step to the verdict that it is deadlocked."""
    report = _report(supervisor, _job("wait_for_ever", method), "proof")
    # Dumps are written after the verdict, at the supervisor's request.
    steps = [entry["t"] for entry in report["log"] if entry["kind"] != "dump"]
    return float(report["ended"] - max(steps)) / 1e9


def trial_cost(supervisor: Supervisor, method: str) -> float:
    """Return the seconds from submitting a trial of two processes to having its report."""
    begun = time.perf_counter()
    report = _report(supervisor, _job("start_and_join", method), "self")
    took = time.perf_counter() - begun
    if not any(entry["kind"] == "over" for entry in report["log"]):
        raise NotMeasured(f"trial start_and_join under {method}: it did not reach its end")
    return took


def floor(method: str) -> float:
    """Return the seconds that the same two processes take in a plain script, from start to join.

    The interpreter's own start is not counted.
    """
    streams = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with running([sys.executable, str(_SCENES), method], **streams) as process:
        printed, complaints = process.communicate()
    try:
        return float(printed)
    except ValueError:
        why = complaints.decode(errors="replace")
        raise NotMeasured(f"plain script under {method}: {why}") from None
