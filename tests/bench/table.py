"""Samples, and how they are printed: one row a figure, the budget beside it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

HEAD = f"{'':<36}{'median':>9}{'minimum':>9}{'maximum':>9}{'n':>4}{'budget':>9}"


class NotMeasured(Exception):
    """What was to be timed did not do what it should; its time would mean nothing."""


@dataclass(frozen=True)
class Figure:
    """The samples of one thing that was timed."""

    what: str
    samples: Sequence[float]
    """Seconds."""
    budget: float | None = None
    """Seconds that the median should not exceed, None where nothing is promised."""

    @property
    def median(self) -> float:
        """The middle sample, in seconds."""
        return median(self.samples)

    def row(self) -> str:
        """Return its row of the table."""
        times = (self.median, min(self.samples), max(self.samples))
        cells = "".join(f"{spelled(time):>9}" for time in times)
        return f"  {self.what:<34}{cells}{len(self.samples):>4}{self._promise()}".rstrip()

    def _promise(self) -> str:
        if self.budget is None:
            return ""
        return f"{spelled(self.budget):>9}" + ("  over" if self.median > self.budget else "")


def spelled(seconds: float) -> str:
    """Return a time in a unit that suits its size."""
    if seconds >= 1:
        return f"{seconds:.2f} s"
    if seconds < 0.001:
        return f"{seconds * 1e6:.0f} µs"
    return f"{seconds * 1000:.1f} ms" if seconds < 0.1 else f"{seconds * 1000:.0f} ms"


def sampled(samplers: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, list[float]]:
    """Return that many samples of each, in seconds, after a first one that does not count.

    The samplers take turns, so that a disturbance of the machine meets all of them alike.
    """
    samples: dict[str, list[float]] = {name: [] for name in samplers}
    for number in range(rounds + 1):
        for name, sampler in samplers.items():
            taken = sampler()
            if number:
                samples[name].append(taken)
    return samples
