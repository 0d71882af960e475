"""The answers in tests/answers whose verdict is known, and how they are examined."""

import functools
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from headers import first_line, header_of
from platforms import as_seen_here

from examiner import catalog
from examiner.facts.verdicts import Verdict
from examiner.judging.examination import DEFAULT_TIMEOUT, Examination, load_checks, not_run
from examiner.judging.results import Result
from examiner.judging.schedules import DEFAULT
from examiner.judging.trials import Terms
from examiner.judging.worlds import DEFAULT as WORLDS
from examiner.spec import Check
from examiner.supervisor.client import Supervisor

TRIALS_SIDE_BY_SIDE = 4
"""Of each examiner: several of them work at a time."""

VOLUME_TAKERS = 4
"""Of so many right answers one moves very much data, which takes seconds of CPU time."""

WORLD_TAKERS = 3
"""Of so many right answers one tries a check in other worlds too; there are more of each exercise."""

SEED = 20_26
"""The inputs that known answers are examined with."""


@dataclass(frozen=True)
class Known:
    """An answer and the verdicts that its first failing check may give; none for a right answer."""

    slug: str
    path: Path
    verdicts: frozenset[str] = frozenset()
    checks: tuple[str, ...] = ()
    """One of these must reject it; any may if none is named, as for a starter."""
    method: str | None = None
    given: frozenset[str] | None = None
    """Of a starter: the checks that it passes, and no others."""

    @property
    def name(self) -> str:
        """Return how tests call it: `ex02_sentinel/wrong/no_sentinel`."""
        return f"{self.slug}/{self.path.parent.name}/{self.path.stem}"

    def objection(self, results: list[Result]) -> str:
        """Say in which way the results are not those that the answer must get; `""` if they are."""
        first = first_failure(results)
        if first is None:
            return "passed" if self.verdicts else ""
        failed = {result.name for result in results if result.verdict is not Verdict.PASSED}
        passed = {result.name for result in results} - failed
        if self.given is not None and passed != self.given:
            return f"passes {sorted(passed)}, and catalog.toml says {sorted(self.given)}"
        expected = (
            first.verdict in as_seen_here(self.verdicts)
            and first.name in (self.checks or [first.name])
            and first.method == (self.method or first.method)
        )
        seen = f"{first.verdict} @ {first.name} ({first.method}): {first.title}: {first.message}"
        return "" if expected else seen


SOAK = catalog.ROOT / "tests" / "soak"
"""More known answers, in the same folders: `nox -s soak` examines them too."""


def right_answers(root: Path = catalog.ANSWERS) -> list[Known]:
    """Return all answers below a folder that must pass."""
    return [Known(slug, path) for slug, path in _files(root, "right")]


def wrong_answers(root: Path = catalog.ANSWERS) -> list[Known]:
    """Return all answers below a folder that must not pass, the starters included."""
    starters = [
        Known(
            exercise.slug,
            exercise.pristine,
            frozenset([exercise.starter]),
            given=frozenset(exercise.given),
        )
        for exercise in catalog.load()
        if root == catalog.ANSWERS
    ]
    return starters + [_with_header(slug, path) for slug, path in _files(root, "wrong")]


def _files(root: Path, kind: str) -> Iterator[tuple[str, Path]]:
    for exercise in catalog.load():
        for path in sorted((root / exercise.slug / kind).glob("*.py")):
            yield exercise.slug, path


def _with_header(slug: str, path: Path) -> Known:
    header = header_of(path)
    if header is None or not header.checks:
        raise ValueError(f"{path}: the first line is no verdict header: {first_line(path)!r}")
    return Known(slug, path, header.verdicts, header.checks, header.method)


class Examiner:
    """Examines known answers, one after the other, in trials of its own."""

    def __init__(
        self,
        folder: Path,
        *,
        seed: int = SEED,
        thorough: bool = False,
        schedules: int = 0,
        method: str = "all",
    ) -> None:
        """Copies of the answers go below `folder`.

        A right answer has to pass every check under one of the start methods of a default grade,
        each answer under another one, so that together they try all, and every second one those
        that move much data; if `thorough`, under every start method, but for the latter.
        A wrong answer has to fail the check that its header names, plainly or under a schedule; if
        `thorough` it has to pass all checks before that one, too. A starter is tried by all. With `schedules` right answers have to pass under so many of
        each check that admits them, under the start method named.
        """
        self.folder = folder
        self.seed = seed
        self.thorough = thorough
        self.schedules = schedules
        self.method = method
        self.supervisor = Supervisor(TRIALS_SIDE_BY_SIDE)
        self.checks = checks_here()
        self.places = places(right_answers())

    def close(self) -> None:
        """End whatever still runs."""
        self.supervisor.close()

    def examine(self, known: Known) -> list[Result]:
        """Return an answer's results: a wrong one's up to the first check that fails."""
        folder = self.folder / known.name
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(known.path, folder / f"{known.slug}.py")
        module, checks = self.checks[known.slug]
        if known.verdicts:
            named = [check for check in checks if check.name in known.checks]
            tried = checks if self.thorough else named or checks
            return self._up_to_a_failure(known, folder, module, tried)
        place = self.places.get(known.name, 0)
        parts = [
            (self._part(folder, check, number + place), check)
            for number, check in enumerate(checks)
            if self._takes(check, number + place)
        ]
        for part, check in parts:
            part.submit(known.slug, check, module, check.timeout or DEFAULT_TIMEOUT)
        return [result for part, check in parts for result in part.results(known.slug, check)]

    def _takes(self, check: Check, number: int) -> bool:
        """Does a right answer, whose turn is `number`, try a check?"""
        if self.schedules or not check.volume:
            return not check.volume
        return self.thorough or number % VOLUME_TAKERS == 0

    def _part(self, folder: Path, check: Check, number: int) -> Examination:
        """Return what examines a right answer by one check, whose turn is `number`."""
        method: str | None = self.method
        if not self.thorough:
            method = in_turn(check.methods, number)
        elif check.volume:
            method = None
        worlds = WORLDS if self.thorough or number % WORLD_TAKERS == 0 else 0
        terms = Terms(folder, self.seed, method, schedules=self.schedules, worlds=worlds)
        return Examination(terms, self.supervisor)

    def _up_to_a_failure(
        self, known: Known, folder: Path, module: ModuleType, checks: list[Check]
    ) -> list[Result]:
        results: list[Result] = []
        for check in checks:
            is_starter = known.given is not None
            count = DEFAULT if is_starter or check.name in known.checks else 0
            worlds = WORLDS if is_starter or check.name in known.checks else 0
            terms = Terms(folder, self.seed, schedules=count, worlds=worlds)
            examination = Examination(terms, self.supervisor)
            examination.submit(known.slug, check, module, check.timeout or DEFAULT_TIMEOUT)
            results += examination.results(known.slug, check)
            if first_failure(results) is not None and not is_starter:
                break
        return results


def checks_here() -> dict[str, tuple[ModuleType, list[Check]]]:
    """Return each exercise's module of checks, and those of them that can be run here."""
    return {
        slug: (module, [check for check in checks if not not_run(check, _exercises()[slug])])
        for slug, (module, checks) in _checks().items()
    }


@functools.cache
def _exercises() -> dict[str, catalog.Exercise]:
    return {exercise.slug: exercise for exercise in catalog.load()}


@functools.cache
def _checks() -> dict[str, tuple[ModuleType, list[Check]]]:
    return {slug: load_checks(exercise.check_file) for slug, exercise in _exercises().items()}


def not_examined(known: Known) -> str:
    """Say why an answer is not examined here, `""` if it is: the check that it is for is not run."""
    _, checks = _checks()[known.slug]
    needed = [check for check in checks if check.name in known.checks or known.given is not None]
    return next(filter(None, (not_run(check, _exercises()[known.slug]) for check in needed)), "")


def places(answers: list[Known]) -> dict[str, int]:
    """Return each answer's place among those of its exercise."""
    counts: Counter[str] = Counter()
    found = {}
    for answer in answers:
        found[answer.name] = counts[answer.slug]
        counts[answer.slug] += 1
    return found


def in_turn(methods: Sequence[str], number: int) -> str:
    """Return one of some start methods; over as many numbers as there are, each of them."""
    return methods[number % len(methods)]


def first_failure(results: list[Result]) -> Result | None:
    """Return the first result that is not a pass."""
    return next((result for result in results if result.verdict is not Verdict.PASSED), None)
