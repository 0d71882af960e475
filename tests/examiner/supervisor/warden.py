"""The process that owns one trial: starts its tree, watches it, ends it, and reports in JSON.

The answer's code runs below this process, never in it. Should the answer kill it all the same,
the server above takes over the orphans and reports that.
"""

import contextlib
import json
import os
import signal
import sys
import time
from typing import Any, NoReturn

from examiner.facts.endings import Ending
from examiner.facts.job import Control, Job, own_folder
from examiner.stage.play import play
from examiner.supervisor import evidence, shortages
from examiner.supervisor.control import steering
from examiner.supervisor.here import system_here
from examiner.supervisor.logbook import Logbook
from examiner.supervisor.tree import Tree, sweep
from examiner.supervisor.watch import Watch, disk_use
from examiner.supervisor.wire import failed

LARGEST_FILE = 512 << 20
"""Bytes: a backstop of the kernel's, should the disk fill faster than we look."""


def supervise(
    job: Job, folder: str, alive: int | None, command: list[str] | None = None
) -> dict[str, Any]:
    """Run a trial in a new folder and return its report, plain JSON data.

    `alive` is a descriptor that becomes readable when the examiner wants everything to end;
    the tree is ended then too, and InterruptedError is raised. With a `command` the first
    process is started by it, without it it is forked.
    """
    os.makedirs(os.path.join(folder, "t"))
    if job.source is not None:
        os.mkdir(own_folder(folder))
        with open(os.path.join(own_folder(folder), f"{job.module}.py"), "wb") as file:
            file.write(job.source)
    system = system_here(portable=job.portable)
    tree = Tree(folder, system)
    log = Logbook(folder)
    system.adopt_orphans(folder)
    answers = job.answers if job.source is None else own_folder(folder)
    report: dict[str, Any] = {"id": job.id, "answers": answers}
    try:
        if job.control is None:
            report |= _watched(job, tree, log, alive, command)
        else:
            report |= _steered(job, job.control, tree, log, alive)
    finally:
        # Before anything is removed: the machine as it was for the trial.
        report["short_of"] = shortages.after_a_trial(
            folder, lambda: disk_use(os.path.join(folder, "t"))
        )
        rest = _put_away(job, tree, log)
    if report["ending"] is not Ending.SELF:
        rest["log"] = _up_to(rest["log"], report["ended"])
    return rest | report


def _watched(
    job: Job, tree: Tree, log: Logbook, alive: int | None, command: list[str] | None
) -> dict[str, Any]:
    """Let a trial go on as it likes, and watch it."""
    begun = time.monotonic_ns()
    if command is None:
        tree.start(lambda: play_limited(job, tree.folder))
    else:
        tree.start_fresh(command)
    watch = Watch(tree, log, job.limits)
    seen = watch.run(alive)
    ended = time.monotonic_ns()
    found = {}
    if seen.ending is not Ending.SELF:
        found = evidence.gather(tree, log, watch.prover.objections)
    return {
        "begun": begun,
        "ended": ended,
        "ending": seen.ending,
        "evidence": found,
        "quiet": seen.quiet,
        "cpu": seen.cpu,
        "proof": tree.system.proves,
    }


def _steered(
    job: Job, control: Control, tree: Tree, log: Logbook, alive: int | None
) -> dict[str, Any]:
    """Let a trial go on as its schedule wants."""
    run, found = steering.steer(
        tree, log, lambda: play_limited(job, tree.folder), steering.strategy_of(control),
        early=control.early, alive=alive, wall=job.limits.wall,
    )  # fmt: skip
    return run.report() | {"evidence": found}


def _put_away(job: Job, tree: Tree, log: Logbook) -> dict[str, Any]:
    """End a tree, remove what it leaves, and return what there is to report of it."""
    log.read()
    tree.told = evidence.living(log)
    tree.end()
    log.read()
    found = {
        "log": log.entries,
        "garbled": log.garbled,
        "tallies": evidence.tallies(tree.folder),
        "output": evidence.output(tree.folder),
    }
    left = sweep(tree.system, tree.folder, job.id, log.entries, tree.semaphores)
    return found | {
        "first": tree.first,
        "status": tree.first_status,
        "statuses": tree.statuses,
        "left": left,
    }


def _up_to(entries: list[dict[str, Any]], ended: int) -> list[dict[str, Any]]:
    """Leave out what processes did because others were ended before them."""
    return [entry for entry in entries if entry["t"] <= ended or entry["kind"] == "dump"]


def play_limited(job: Job, folder: str) -> None:
    """Play a job's scene under the kernel's own limits, where it has such."""
    with contextlib.suppress(ImportError):
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
        size = LARGEST_FILE if most < 0 else min(LARGEST_FILE, most)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    play(job, folder)


def main(
    job: Job, folder: str, alive: int | None, report_to: int, command: list[str] | None = None
) -> NoReturn:
    """Run as a process of its own that writes its report to a descriptor and exits."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(os, "setpgid"):
        os.setpgid(0, 0)  # an answer that kills its parent's group must not meet the server
    try:
        report = supervise(job, folder, alive, command)
    except InterruptedError:
        os._exit(0)
    except BaseException:  # noqa: BLE001 - the kit's own failure must be seen, not lost
        report = failed(job.id, "the process that watches a trial failed")
    with open(report_to, "wb") as out, contextlib.suppress(BrokenPipeError):
        out.write(json.dumps(report).encode())
    sys.stdout.flush()
    os._exit(0)
