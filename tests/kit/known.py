"""The answers in tests/answers whose verdict is known, and how they are examined."""

import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from examiner import catalog
from examiner.examination import DEFAULT_TIMEOUT, Examination, load_checks
from examiner.scorecard import Result
from examiner.supervisor.client import Supervisor
from examiner.verdicts import Verdict

HEADER = re.compile(r"# verdict: (?P<verdicts>[a-z-]+(?: \| [a-z-]+)*)(?: \((?P<method>\w+)\))?$")
"""First line of a wrong answer: the verdicts it may get, and the only start method that shows it."""

SEED = 20_26
"""The inputs that known answers are examined with."""


@dataclass(frozen=True)
class Known:
    """An answer and the verdicts that its first failing check may give; none for a right answer."""

    slug: str
    path: Path
    verdicts: frozenset[str]
    method: str | None

    @property
    def name(self) -> str:
        """Return how tests call it: `ex02_sentinel/wrong/no_sentinel`."""
        return f"{self.slug}/{self.path.parent.name}/{self.path.stem}"


def right_answers() -> list[Known]:
    """Return all answers that must pass."""
    return [Known(slug, path, frozenset(), None) for slug, path in _files("right")]


def wrong_answers() -> list[Known]:
    """Return all answers that must not pass, starters included."""
    starters = [
        Known(exercise.slug, exercise.pristine, frozenset([exercise.starter]), None)
        for exercise in catalog.load()
    ]
    return starters + [_with_header(slug, path) for slug, path in _files("wrong")]


def _files(kind: str) -> Iterator[tuple[str, Path]]:
    for exercise in catalog.load():
        for path in sorted((catalog.ANSWERS / exercise.slug / kind).glob("*.py")):
            yield exercise.slug, path


def _with_header(slug: str, path: Path) -> Known:
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    header = HEADER.match(first)
    if header is None:
        raise ValueError(f"{path}: the first line is no verdict header: {first!r}")
    return Known(slug, path, frozenset(header["verdicts"].split(" | ")), header["method"])


def examine(
    known: Known, folder: Path, supervisor: Supervisor, *, start_method: str | None = None, seed: int = SEED
) -> list[Result]:
    """Return a known answer's results, up to and with those of the first check that fails."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(known.path, folder / f"{known.slug}.py")
    module, checks = load_checks(catalog.CHECKS / f"test_{known.slug}.py")
    examination = Examination(folder, seed, start_method, supervisor)
    eager = not known.verdicts  # a right answer needs all of its trials: let them run side by side
    if eager:
        for check in checks:
            examination.submit(known.slug, check, module, check.timeout or DEFAULT_TIMEOUT)
    results: list[Result] = []
    for check in checks:
        if not eager:
            examination.submit(known.slug, check, module, check.timeout or DEFAULT_TIMEOUT)
        results += examination.results(known.slug, check)
        if not eager and any(result.failed for result in results):
            break
    return results


def first_failure(results: list[Result]) -> Result | None:
    """Return the first result that is not a pass."""
    return next((result for result in results if result.verdict is not Verdict.PASSED), None)


def main(words: list[str]) -> None:
    """Examine the answers whose names contain one of the words; print a line each."""
    import tempfile
    import time

    chosen = [k for k in wrong_answers() + right_answers() if any(w in k.name for w in words)]
    with tempfile.TemporaryDirectory() as folder, Supervisor() as supervisor:
        for number, known in enumerate(chosen):
            begun = time.monotonic()
            method = None if known.verdicts else "all"
            results = examine(known, Path(folder, str(number)), supervisor, start_method=method)
            first = first_failure(results)
            got = str(first.verdict) if first else "passed"
            fine = got in (known.verdicts or {"passed"})
            where = f"{first.name} ({first.method}): {first.message}" if first else ""
            took = time.monotonic() - begun
            wanted = "|".join(sorted(known.verdicts)) or "passed"
            print(f"{'ok ' if fine else 'BAD'} {took:5.1f} s {known.name:<60} {wanted} -> {got} {where}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:] or [""])
