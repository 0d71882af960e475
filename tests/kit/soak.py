"""Examine every known answer and every reference, many times, also beside a load.

`nox -s soak -- --rounds 3 --load 8`: a verdict that changes from round to round is a defect of the
checks, however rarely it does. Here all checks are run on a wrong answer up to the first that
fails, which must be the one that its header names: so each check is the first to reject something.

`nox -s soak -- --rounds 1 --schedules 100 --start-method fork` tries right answers and references
only: each check that does not move much data under so many controlled schedules.
"""

import argparse
import contextlib
import queue
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from known import SOAK, Examiner, Known, right_answers, wrong_answers

from examiner import catalog
from examiner.facts.start_methods import START_METHODS

SIDE_BY_SIDE = 3
"""Answers examined at a time."""

SPIN = "while True: pass"


def main() -> int:
    """Run the rounds; return 1 if any answer was not judged as its header says."""
    options = _options()
    chosen = [k for k in _answers() if any(word in k.name for word in options.only or [""])]
    if options.schedules:
        chosen = [answer for answer in chosen if not answer.verdicts]
    bad = 0
    for number in range(1, options.rounds + 1):
        begun = time.monotonic()
        with _load(options.load):
            failures = _round(chosen, random.randrange(100_000), options)
        for line in failures:
            print(f"    {line}")
        took = time.monotonic() - begun
        print(
            f"round {number}: {len(chosen) - len(failures)} of {len(chosen)} right, {took:.0f} s",
            flush=True,
        )
        bad += len(failures)
    print(f"{options.rounds * len(chosen) - bad} passed, {bad} failed")
    return 1 if bad else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="nox -s soak --", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="how many times (default: 3)")
    parser.add_argument(
        "--load", type=int, default=0, help="spinning processes beside (default: 0)"
    )
    parser.add_argument("--only", nargs="+", help="examine the answers whose names contain a word")
    parser.add_argument(
        "--schedules", type=int, default=0, metavar="N", help="right answers under N schedules each"
    )
    parser.add_argument("--start-method", choices=(*START_METHODS, "all"), default="all")
    return parser.parse_args()


def _answers() -> list[Known]:
    references = [
        Known(exercise.slug, catalog.SOLUTIONS / f"{exercise.slug}.py")
        for exercise in catalog.load()
    ]
    return [
        *references,
        *right_answers(),
        *wrong_answers(),
        *right_answers(SOAK),
        *wrong_answers(SOAK),
    ]


@contextlib.contextmanager
def _load(spinners: int) -> Iterator[None]:
    started = [subprocess.Popen([sys.executable, "-S", "-c", SPIN]) for _ in range(spinners)]
    try:
        yield
    finally:
        for spinner in started:
            spinner.kill()
        for spinner in started:
            spinner.wait()


def _round(answers: list[Known], seed: int, options: argparse.Namespace) -> list[str]:
    todo: queue.SimpleQueue[Known] = queue.SimpleQueue()
    for answer in answers:
        todo.put(answer)
    failures: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        examiners = [
            Examiner(
                Path(folder, str(n)),
                seed=seed,
                thorough=True,
                schedules=options.schedules,
                method=options.start_method,
            )
            for n in range(SIDE_BY_SIDE)
        ]
        workers = [
            threading.Thread(target=_work, args=(todo, examiner, failures))
            for examiner in examiners
        ]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
    return sorted(failures)


def _work(todo: queue.SimpleQueue[Known], examiner: Examiner, failures: list[str]) -> None:
    with contextlib.closing(examiner):
        while True:
            try:
                answer = todo.get_nowait()
            except queue.Empty:
                return
            results = examiner.examine(answer)
            missed = sum(result.schedules.get("missed", 0) for result in results)
            objection = answer.objection(results) or (f"{missed} missed wake-ups" * bool(missed))
            if objection:
                failures.append(f"{answer.name}, seed {examiner.seed}: {objection}")


if __name__ == "__main__":
    sys.exit(main())
