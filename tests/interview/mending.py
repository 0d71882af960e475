"""The failure that a candidate is shown after the hidden checks, and what became of it."""

from dataclasses import dataclass

from examiner.catalog import Exercise
from interview.results import CheckRow, check_rows, failures
from interview.state import State


def to_mend(state: State, exercise: Exercise) -> CheckRow | None:
    """Return the failure that is to be mended, if there is one in an answer of one's own."""
    if state.revealed or state.is_starter(exercise):
        return None
    return next(iter(failures(check_rows(state.graded))), None)


@dataclass(frozen=True)
class Mending:
    """What became of a failure that the candidate was shown."""

    title: str
    """Of the check."""
    passes: bool
    """Does it pass now, under every start method?"""
    broken: list[str]
    """Checks that passed before, and do not now."""
    left: int
    """Checks that still fail."""
    touched: bool
    """Was the code changed?"""

    @property
    def score(self) -> int:
        """1 to 4, apart from the others."""
        if not self.passes:
            return 1
        return 2 if self.broken else 3 if self.left else 4

    @property
    def told(self) -> str:
        """The outcome in a sentence or two."""
        if not self.touched:
            return f"'{self.title}' was not mended: the code is as it was."
        if not self.passes:
            return f"'{self.title}' still fails."
        if self.broken:
            return f"'{self.title}' passes now, but '{self.broken[0]}' does not any more."
        if self.left:
            still = "one check still fails" if self.left == 1 else f"{self.left} checks still fail"
            return f"'{self.title}' passes now; {still}."
        return f"'{self.title}' passes now, as does every other check."


def mending(state: State, exercise: Exercise) -> Mending | None:
    """Return what became of the failure that was shown, if one was and the checks ran again."""
    shown = to_mend(state, exercise)
    if shown is None or state.mended is None:
        return None
    before = {check.name for check in check_rows(state.graded) if check.passed}
    now = {check.name: check for check in check_rows(state.mended)}
    return Mending(
        shown.title,
        now[shown.name].passed,
        [now[name].title for name in now if name in before and not now[name].passed],
        sum(not check.passed for check in now.values()),
        state.mended != state.graded,
    )
