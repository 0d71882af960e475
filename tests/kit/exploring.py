"""Measure how soon `explore` finds the fault of each racing program, and that right ones show none.

`python tests/kit/exploring.py --seeds 20 --start-method spawn --load 8`: a row a program, with the
median and the worst number of schedules, how many seeds found and repeated it, and how many
deviations are told. The programs of `racing/` have to be found with every seed.

With `--replays 20 --also /path/to/another/python` what the first seed finds is replayed so often by
fresh interpreters, each under another hash seed, which must tell the same steps every time; and by
other Pythons, which must come to the same fault, or say where they leave the schedule.
"""

import argparse
import json
import os
import shlex
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.processes import spinners

from examiner.explore.search import Plan, Search, Searched
from examiner.facts.start_methods import START_METHODS
from examiner.supervisor.control.running import Program, Runner
from examiner.supervisor.here import system_here

TESTS = Path(__file__).resolve().parents[1]

PROGRAMS = TESTS / "kit" / "programs"

SCHEDULES = 200
"""Tried at most of a racing program."""

FOR_EVER = 3600.0
"""Seconds: no search of these ends by the clock."""


class Found(NamedTuple):
    """What came of one program."""

    name: str
    schedules: list[int]
    """With each seed that found something."""
    deviations: list[int]
    repeated: int
    missed: int

    def row(self, seeds: int) -> str:
        """Return its row."""
        if not self.schedules:
            return f"{self.name:<34} not found, {seeds} seeds"
        return (
            f"{self.name:<34} median {statistics.median(self.schedules):5} "
            f"worst {max(self.schedules):4}   found {len(self.schedules)} "
            f"repeated {self.repeated} of {seeds}   deviations {self.deviations}"
        )


def main() -> int:
    """Measure; return 1 if a fault was missed, or a right program accused."""
    options = _options()
    if options.load:
        # Not below the process that measures: whatever is there is ended with each run.
        with spinners(options.load):
            return subprocess.run(
                [sys.executable, *sys.argv, "--load", "0"], check=False
            ).returncode
    measure = _right if options.right else _replayed if options.replays else _racing
    return 1 if measure(options) else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    add = parser.add_argument
    add("--seeds", type=int, default=20, help="searches a program (default: 20)")
    add("--shrink", type=int, default=1, help="of so many the schedule is made short (default: 1)")
    add("--right", type=int, default=0, metavar="N", help="N schedules of each right program")
    add("--replays", type=int, default=0, metavar="N", help="N replays of each find")
    add("--also", nargs="+", default=[], metavar="PYTHON", help="others that replay it once")
    add("--start-method", choices=START_METHODS, default="fork")
    add("--folder", default="racing", help="of programs: racing, or rare (default: racing)")
    add("--load", type=int, default=0, help="spinning processes beside (default: 0)")
    add("--only", nargs="+", default=[""], help="programs whose names contain a word")
    return parser.parse_args()


def _programs(folder: str, options: argparse.Namespace) -> Iterator[Program]:
    for path in sorted((PROGRAMS / folder).glob("*.py")):
        forks = "os.fork" in path.read_text(encoding="utf-8")
        wanted = any(word in path.stem for word in options.only)
        if wanted and not (forks and options.start_method != "fork"):
            yield Program(path, method=options.start_method)


def _racing(options: argparse.Namespace) -> bool:
    rows = []
    for program in _programs(options.folder, options):
        with Runner(system_here()) as runner:
            rows.append(_search(program, runner, options))
        print(rows[-1].row(options.seeds), flush=True)
    medians = sorted(statistics.median(row.schedules or [SCHEDULES]) for row in rows)
    told = [count for row in rows for count in row.deviations]
    tenth = medians[int(len(medians) * 0.9)]
    print(f"median over programs {statistics.median(medians)}, 90th percentile {tenth}")
    if told:
        print(f"deviations: median {statistics.median(told)}, most {max(told)}")
    print(f"missed wake-ups: {sum(row.missed for row in rows)}")
    return any(len(row.schedules) < options.seeds or row.missed for row in rows)


def _search(program: Program, runner: Runner, options: argparse.Namespace) -> Found:
    found = Found(program.path.stem, [], [], 0, 0)
    for seed in range(options.seeds):
        plan = Plan(program, schedules=SCHEDULES, seconds=FOR_EVER, seed=str(seed))
        search = Search(plan, runner, lambda doing, seconds: None, shrinks=seed < options.shrink)
        found = _with(found, search.run(), told=seed < options.shrink)
    return found


def _with(found: Found, searched: Searched, *, told: bool) -> Found:
    run = searched.shrunk.run if searched.shrunk else None
    return Found(
        found.name,
        found.schedules + ([searched.tried] if searched.fault else []),
        found.deviations + ([len(run.deviations)] if run is not None and told else []),
        found.repeated + bool(searched.fault and searched.repeated),
        found.missed + searched.missed,
    )


def _right(options: argparse.Namespace) -> bool:
    accused: list[str] = []
    for program in _programs("unhurried", options):
        with Runner(system_here()) as runner:
            plan = Plan(program, schedules=options.right, seconds=FOR_EVER)
            found = Search(plan, runner, lambda doing, seconds: None).run()
        verdict = found.fault.kind if found.fault else "no fault"
        print(
            f"{program.path.stem:<34} {verdict} in {found.tried}, missed {found.missed}", flush=True
        )
        if found.fault or found.missed:
            accused.append(program.path.stem)
    return _says(accused)


def _replayed(options: argparse.Namespace) -> bool:
    accused: list[str] = []
    for program in _programs(options.folder, options):
        first = _told(program, sys.executable, 0, "--start-method", program.method)
        again = [_told(program, sys.executable, n, *first.again) for n in range(options.replays)]
        others = [_told(program, python, 0, *first.again) for python in options.also]
        same = sum((each.fault, each.steps) == (first.fault, first.steps) for each in again)
        elsewhere = ", ".join(_compared(each, first) for each in others)
        print(f"{program.path.stem:<34} {same} of {options.replays}   {elsewhere}", flush=True)
        if same < options.replays or "another" in elsewhere:
            accused.append(program.path.stem)
    return _says(accused)


def _compared(other: "Told", first: "Told") -> str:
    if other.left:
        return "left, and says so"
    return "the same" if other.fault == first.fault else "another"


class Told(NamedTuple):
    """What the command told of a run."""

    fault: str
    """Its kind, `""` if there is none."""
    steps: str
    left: bool
    """Does it say that the schedule was left?"""
    again: list[str]
    """The words that replay it."""


def _told(program: Program, python: str, seed: int, *options: str) -> Told:
    """Let an interpreter of its own explore or replay a program, under a hash seed."""
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder, "told.json")
        done = subprocess.run(
            [python, "-m", "examiner", "explore", "--json", written, *options, program.path],
            capture_output=True, text=True, check=False,
            env=os.environ | {"PYTHONPATH": str(TESTS), "PYTHONHASHSEED": str(seed)},
        )  # fmt: skip
        fault = json.loads(written.read_text(encoding="utf-8"))["fault"] or {}
    again = shlex.split(fault.get("replay", ""))[-3:-1]
    left = "leaves the schedule" in done.stdout
    return Told(fault.get("kind", ""), json.dumps(fault.get("steps")), left, again)


def _says(accused: Sequence[str]) -> bool:
    print(f"accused: {', '.join(accused) or 'none'}")
    return bool(accused)


if __name__ == "__main__":
    sys.exit(main())
