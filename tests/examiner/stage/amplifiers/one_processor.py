"""Amplifier: the machine has one processor."""

import os

from examiner.stage.amplifiers.replacing import replace_everywhere


def one_processor(folder: str) -> None:
    """Let the machine seem to have one processor: whoever makes as many workers has too few."""
    replace_everywhere(os.cpu_count, _one)
    if hasattr(os, "process_cpu_count"):
        replace_everywhere(os.process_cpu_count, _one)
    if hasattr(os, "sched_getaffinity"):
        replace_everywhere(os.sched_getaffinity, _first)


def _one() -> int:
    return 1


def _first(pid: int) -> set[int]:
    return {0}
