"""What an exploration prints: the fault, the steps that matter, and how to see them again."""

import json
import platform
import shlex
import sys
from itertools import groupby
from pathlib import Path

from examiner import catalog
from examiner.explore.search import Fault, Plan, Searched
from examiner.facts.files import write_whole
from examiner.facts.labels import harmless
from examiner.showing.ink import Ink
from examiner.supervisor.control.controller import Ending, Run
from examiner.supervisor.control.points import CLOCK
from examiner.supervisor.control.running import Played
from examiner.supervisor.control.schedule import Schedule
from examiner.supervisor.control.shrinking import switches

BEFORE = "another run printed"
"""Of a schedule: what has to be printed else, as JSON, if that is its fault."""

SCHEDULES = catalog.STATE / "schedules"
"""Where schedules that show a fault are kept."""

MOST_ROWS = 24
"""Rows of steps that are shown; the last ones matter most."""

LAST_LINES = 6
"""Lines of what the program printed that are shown."""


class Progress:
    """A line on stderr that tells how far it is, where that is a terminal."""

    def __init__(self) -> None:
        """Nothing is written yet."""
        self._shown = False

    def tell(self, tried: int, seconds: float) -> None:
        """Say how many schedules have been tried."""
        if sys.stderr.isatty():
            self._shown = True
            sys.stderr.write(f"\r{_schedules(tried)}, {seconds:.1f} s \b")
            sys.stderr.flush()

    def clear(self) -> None:
        """Leave no trace of it."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def tell_nothing_found(ink: Ink, plan: Plan, found: Searched) -> None:
    """Say what was tried, and what that does not prove."""
    ink.line(
        ink.paint("✔", "green") + f" no fault in {_schedules(found.tried)}, {found.seconds:.1f} s"
    )
    if found.complete:
        ink.paragraph(
            f"These are all schedules with at most {plan.bound} preemption"
            f"{'' if plan.bound == 1 else 's'}. One with more of them may still fail.",
            "  ",
        )
    else:
        ink.paragraph(
            "Others may still fail: this is a sample, and no proof. What happens between two lines "
            "that touch nothing shared is not explored.",
            "  ",
        )
    if found.rounds:
        ink.paragraph(
            f"{_schedules(found.rounds)} only went round, and {_was(found.rounds)} ended.", "  "
        )
    _tell_notes(ink, found.notes)


def tell_fault(ink: Ink, plan: Plan, found: Searched) -> None:
    """Tell what a schedule has shown, the steps of its short form, and how to see it again."""
    assert found.fault
    assert found.shrunk
    which = f"schedule {found.tried} of at most {plan.schedules}"
    ink.line(f"{ink.paint('✘', 'red')} {found.fault.sentence}   {ink.paint(which, 'dim')}")
    _tell_printed(ink, found.shrunk, found.before)
    tell_run(ink, found.shrunk.run)
    _tell_notes(ink, found.notes)
    path = keep(plan, found.shrunk.run, found.before)
    ink.line()
    ink.line("The same again:")
    ink.line("  " + replay_command(plan, path))


def tell_run(ink: Ink, run: Run) -> None:
    """Show who did what, turn by turn, and who waits in the end."""
    count = switches(run.chosen)
    ink.line()
    ink.line(f"  With {count} switch{'' if count == 1 else 'es'} between processes or threads:")
    ink.line()
    rows = _rows(run)
    if len(rows) > MOST_ROWS:
        ink.line(f"    … {len(rows) - MOST_ROWS} earlier lines")
        rows = rows[-MOST_ROWS:]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(2)]
    for who, place, what in rows:
        ink.line(f"    {who:<{widths[0]}}  {place:<{widths[1]}}  {what}"[: ink.width])
    if run.waiting:
        ink.line()
    for who, step in run.waiting:
        if step.place:  # the library's own threads wait for work
            ink.line(f"    {who} waits in {step.text}  {step.place}"[: ink.width])


def _rows(run: Run) -> list[tuple[str, str, str]]:
    """Return who, where and what: a row for each line of the program in each turn."""
    steps = [step for step in run.steps if step.place or step.who == CLOCK]
    rows: list[tuple[str, str, str]] = []
    for (who, place, text), group in groupby(steps, lambda s: (s.who, s.place, s.text)):
        last = list(group)[-1]
        if who == CLOCK:
            whom = run.roles.get(last.what, last.what)
            rows.append(("time goes on", "", f"the wait of {whom} runs out"))
        elif last.kind not in _UNSEEN:
            outcome = f"  {last.outcome}" if last.outcome in _TOLD else ""
            rows.append((run.roles.get(who, who), place, f"{text}{outcome}"))
    return rows


_UNSEEN = ("begin", "exit")

_TOLD = {"waits", "timeout"}
"""Outcomes that are shown."""


def _tell_printed(ink: Ink, played: Played, before: str | None) -> None:
    if before is not None:
        _tell_lines(ink, "It prints", played.printed)
        _tell_lines(ink, "Another run printed", before)
    elif played.run.ending is Ending.ENDED:
        _tell_lines(ink, "", played.printed + played.errors)


def _tell_lines(ink: Ink, title: str, printed: str) -> None:
    lines = printed.rstrip().splitlines() or (["nothing"] if title else [])
    if lines:
        ink.line()
    if title:
        ink.line(f"  {title}:")
    if len(lines) > LAST_LINES:
        ink.line("    …")
    for line in lines[-LAST_LINES:]:
        ink.line(f"    {harmless(line)}"[: ink.width])


def _tell_notes(ink: Ink, notes: tuple[str, ...]) -> None:
    for note in notes:
        ink.paragraph(f"Not controlled from there on: {note}.", "  ")


def keep(plan: Plan, run: Run, before: str | None) -> Path:
    """Write a run's schedule to a file, and return that."""
    path = SCHEDULES / f"{plan.program.path.stem}.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    about: tuple[tuple[str, str], ...] = (
        ("program", plan.program.path.name),
        ("start method", plan.program.method),
        ("clock", "early" if plan.early else "kind"),
        ("seed", plan.program.seed),
        ("python", platform.python_version()),
    )
    if before is not None:
        about = (*about, (BEFORE, json.dumps(before)))
    write_whole(path, Schedule(run.schedule, about).text())
    return path


def replay_command(plan: Plan, path: Path) -> str:
    """Return the command that runs a schedule again."""
    words = ["nox", "-s", "explore", "--", "--replay", catalog.shown(path)]
    return shlex.join([*words, catalog.shown(plan.program.path), *plan.program.arguments])


def tell_replay(ink: Ink, played: Played, fault: Fault | None, before: str | None) -> None:
    """Tell what a replayed schedule has shown."""
    run = played.run
    if run.ending is Ending.DIVERGED:
        ink.line(f"{ink.paint('○', 'yellow')} the program leaves the schedule: {run.detail}")
    elif fault is None:
        ink.line(f"{ink.paint('✔', 'green')} the schedule shows no fault")
    else:
        ink.line(f"{ink.paint('✘', 'red')} {fault.sentence}")
        _tell_printed(ink, played, before if fault.kind == "output" else None)
        tell_run(ink, run)


def _schedules(count: int) -> str:
    return f"{count} schedule{'' if count == 1 else 's'}"


def _was(count: int) -> str:
    return "was" if count == 1 else "were"
