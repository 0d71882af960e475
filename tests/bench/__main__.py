"""Measures how fast verdicts come: `nox -s bench`, or `python tests/bench` where pytest is.

Prints a table with the median, the minimum and the maximum of each figure, and the budget that
it is held to. A figure over its budget is marked and fails nothing: machines differ.
"""

import argparse
import os
import platform
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench import commands, control, trials
from bench import tracing as trace_bench
from bench.processes import spinners
from bench.table import HEAD, Figure, NotMeasured, sampled
from examiner.supervisor.client import Supervisor
from examiner.supervisor.here import system_here

INTERRUPTED = 130

COMMANDS, LONG_COMMANDS, LATENCIES, TRIALS, TRACES, CATALOGS, SCHEDULES = 5, 3, 30, 20, 5, 1, 10
"""Samples of a figure in the parts (a) to (g), unless --rounds says otherwise."""

RIGHT_ANSWER = 2.0
"""Budget in seconds: a right answer, the whole command."""

DEADLOCK_ON_TOP = 1.0
"""Budget in seconds: what a deadlock may take longer than a right answer."""

FIRST_STEPS = 8.0
"""Budget in seconds: the first five exercises with their references."""

ALL_EXERCISES, ALL_METHODS = 30.0, 90.0
"""Budgets in seconds: every exercise with its reference, and that under all start methods."""

TRACED = 1.5
"""Budget: how many times as long a program may take if it is traced."""

LATENCY = 0.5
"""Budget in seconds: from a program's last step to the proof of its deadlock."""

OPERATION = 60e-6
"""Budget in seconds: the CPU time of one controlled operation, on both sides."""

SCHEDULE = 0.04
"""Budget in seconds: a schedule of some thirty operations."""

SPINNERS = 8
"""Processes that spin while latency is measured under load."""

Rows = Iterator[Figure | str]


def whole_commands(rounds: int | None) -> Rows:
    """Grade one exercise: a right answer and a deadlock, with nox and without."""
    launchers = commands.launchers()
    with commands.pristine_starters() as starters:
        samplers: dict[str, Callable[[], float]] = {}
        for launcher in launchers:
            samplers[_RIGHT + launcher.name] = commands.right_answer(launcher)
            samplers[_DEADLOCK + launcher.name] = commands.deadlock(launcher, starters)
        samples = sampled(samplers, rounds or COMMANDS)
    yield from _missing(launchers)
    for launcher in launchers:
        what = _RIGHT + launcher.name
        right = Figure(what, samples[what], RIGHT_ANSWER)
        what = _DEADLOCK + launcher.name
        yield right
        yield Figure(what, samples[what], right.median + DEADLOCK_ON_TOP)


_RIGHT, _DEADLOCK = "1, right: ", "2, deadlock: "


def _missing(launchers: Sequence[commands.Launcher]) -> Iterator[str]:
    if not any(launcher.name == commands.NOX for launcher in launchers):
        yield "  no nox was found here, so only `python -m examiner grade` is timed"


def first_steps(rounds: int | None) -> Rows:
    """Grade the first five exercises with their references, under the default start methods."""
    launchers = commands.launchers()
    samplers = {launcher.name: commands.references(launcher, "1-5") for launcher in launchers}
    samples = sampled(samplers, rounds or LONG_COMMANDS)
    yield from _missing(launchers)
    for what, taken in samples.items():
        yield Figure(what, taken, FIRST_STEPS)


def all_exercises(rounds: int | None) -> Rows:
    """Grade every exercise with its reference: takes minutes, so only if it is named."""
    launcher = commands.examiner()
    samplers = {
        "default start methods": commands.references(launcher),
        "all start methods": commands.references(launcher, "--start-method=all"),
    }
    samples = sampled(samplers, rounds or CATALOGS)
    for (what, taken), budget in zip(samples.items(), (ALL_EXERCISES, ALL_METHODS), strict=True):
        yield Figure(what, taken, budget)


def tracing(rounds: int | None) -> Rows:
    """Move 100,000 small items through a Queue, as it is and traced."""
    with trace_bench.program() as path:
        samples = sampled(trace_bench.samplers(path), rounds or TRACES)
    plain, traced = (Figure(what, taken) for what, taken in samples.items())
    yield plain
    yield Figure(traced.what, traced.samples, plain.median * TRACED)


def deadlock_latency(rounds: int | None) -> Rows:
    """From the last step of a deadlocking program to the verdict."""
    if not system_here().proves:
        yield f"  not measured: {system_here().unproved}"
        return
    with Supervisor(slots=1) as supervisor:
        sampler = partial(trials.deadlock_latency, supervisor, trials.methods()[0])
        for what, load in (("idle", 0), (f"beside {SPINNERS} spinning processes", SPINNERS)):
            with spinners(load):
                taken = sampled({what: sampler}, rounds or LATENCIES)[what]
            yield Figure(what, taken, LATENCY)


def trial_cost(rounds: int | None) -> Rows:
    """One trial with two processes, and its floor: their bare start and join in a plain script."""
    samplers: dict[str, Callable[[], float]] = {}
    with Supervisor(slots=1) as supervisor:
        for method in trials.methods():
            samplers[f"{method}: trial"] = partial(trials.trial_cost, supervisor, method)
            samplers[f"{method}: floor"] = partial(trials.floor, method)
        samples = sampled(samplers, rounds or TRIALS)
    for what, taken in samples.items():
        yield Figure(what, taken)


def controlled(rounds: int | None) -> Rows:
    """A controlled operation in CPU time, a controlled process, a schedule of thirty operations."""
    if not system_here().controls:
        yield f"  not measured: {system_here().unproved}"
        return
    with control.programs() as written, control.Schedules() as schedules:
        known = control.sources(written)
        samplers = {
            "an operation": partial(schedules.operation, known["empty"], known["locks"]),
            "a schedule of 30 operations": partial(schedules.schedule, known["small"]),
        }
        for method in trials.methods():
            samplers[f"a process, {method}"] = partial(
                schedules.child, known["empty"], known["starts"], method
            )
        samples = sampled(samplers, rounds or SCHEDULES)
    budgets = dict(zip(samplers, (OPERATION, SCHEDULE), strict=False))
    for what, taken in samples.items():
        yield Figure(what, taken, budgets.get(what))


def controlled_references(rounds: int | None) -> Rows:
    """A schedule of each check with the reference: takes a while, so only if it is named."""
    if not system_here().controls:
        yield f"  not measured: {system_here().unproved}"
        return
    for slug, taken in control.references():
        yield Figure(slug, taken)


PARTS: dict[str, Callable[[int | None], Rows]] = {
    "a": whole_commands,
    "b": first_steps,
    "c": deadlock_latency,
    "d": trial_cost,
    "e": tracing,
    "f": all_exercises,
    "g": controlled,
    "h": controlled_references,
}

LONG = ("f", "h")
"""Parts that are measured only if they are named."""


def run_part(letter: str, rounds: int | None) -> bool:
    """Measure one part and print its rows; False if something could not be measured."""
    part = PARTS[letter]
    print(f"({letter}) {part.__doc__}", flush=True)
    try:
        for row in part(rounds):
            print(row if isinstance(row, str) else row.row(), flush=True)
    except NotMeasured as problem:
        print(f"  not measured: {problem}", flush=True)
        return False
    return True


def machine() -> str:
    """Return what the figures depend on, in one line."""
    words = [f"Python {platform.python_version()}", f"{platform.system()} {platform.machine()}"]
    words.append(f"{os.cpu_count()} cores")
    if hasattr(os, "getloadavg"):
        words.append(f"load {os.getloadavg()[0]:.1f} at the start")
    return ", ".join(words)


def _options(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="nox -s bench --",
        description=__doc__,
        epilog="parts: " + " ".join(f"({key}) {part.__doc__}" for key, part in PARTS.items()),
        allow_abbrev=False,
    )
    counts = (COMMANDS, LONG_COMMANDS, LATENCIES, TRIALS, TRACES, CATALOGS, SCHEDULES)
    usual = f"{', '.join(map(str, counts))} in the parts a to g"
    parser.add_argument("--rounds", type=_rounds, metavar="N", help=f"samples (default: {usual})")
    parser.add_argument("--only", type=_letters, metavar="a,b", help="parts to measure")
    return parser.parse_args(words)


def _rounds(word: str) -> int:
    if not word.isdecimal() or int(word) < 1:
        raise argparse.ArgumentTypeError(f"{word!r} is no number of rounds; at least 1 is needed")
    return int(word)


def _letters(word: str) -> list[str]:
    letters = [letter.strip() for letter in word.split(",")]
    if unknown := [letter for letter in letters if letter not in PARTS]:
        raise argparse.ArgumentTypeError(f"no part {unknown[0]!r}; there are: {', '.join(PARTS)}")
    return letters


def main(words: list[str]) -> int:
    """Measure what the options ask for; return the exit code."""
    options = _options(words)
    chosen = options.only or [part for part in PARTS if part not in LONG]
    begun = time.monotonic()
    print(f"{machine()}\n\n{HEAD}", flush=True)
    try:
        measured = [run_part(part, options.rounds) for part in chosen]
    except KeyboardInterrupt:
        print("\nInterrupted. Everything that was running has been ended.", file=sys.stderr)
        return INTERRUPTED
    print(f"\n{time.monotonic() - begun:.0f} s in all. A median over its budget is marked: over.")
    return 0 if all(measured) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
