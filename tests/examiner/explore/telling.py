"""What an exploration prints: the fault, the steps that matter, and how to see them again."""

import json
import platform
import shlex
import sys
from pathlib import Path

from examiner import catalog
from examiner.explore.search import Fault, Plan, Searched
from examiner.facts.files import write_whole
from examiner.facts.labels import harmless
from examiner.facts.outcome import Observation
from examiner.facts.verdicts import Finding, Verdict
from examiner.showing.ink import Ink
from examiner.supervisor.control.controller import Ending, Run
from examiner.supervisor.control.running import Played, Program
from examiner.supervisor.control.schedule import Schedule
from examiner.telling import diagnosis, explain, steps

BEFORE = "another run printed"
"""Of a schedule: what has to be printed else, as JSON, if that is its fault."""

SCHEDULES = catalog.STATE / "schedules"
"""Where schedules that show a fault are kept."""

LAST_LINES = 6
"""Lines of what the program printed that are shown."""


class Progress:
    """A line on stderr that tells how far it is, where that is a terminal."""

    def __init__(self) -> None:
        """Nothing is written yet."""
        self._shown = False

    def tell(self, doing: str, seconds: float) -> None:
        """Say what is being done, since so many seconds."""
        if sys.stderr.isatty():
            self._shown = True
            sys.stderr.write(f"\r{doing}, {seconds:.1f} s\x1b[K")
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
    if not found.complete and found.tried < plan.schedules:
        ink.paragraph(
            f"Then the time was over, before the {plan.schedules} that were to be tried: "
            f"--seconds {2 * plan.seconds:g} gives it more.",
            "  ",
        )
    if found.complete:
        ink.paragraph(
            f"These are all schedules with at most {plan.bound} preemption"
            f"{'' if plan.bound == 1 else 's'}. One with more of them may still fail.",
            "  ",
        )
    else:
        ink.paragraph("Others may still fail: this is a sample, and no proof.", "  ")
    ink.paragraph(
        "What happens between two lines that touch nothing shared is not explored. Files count as "
        "nothing shared.",
        "  ",
    )
    if found.rounds:
        ink.paragraph(
            f"{_schedules(found.rounds)} only went round, and {_was(found.rounds)} ended.", "  "
        )
    if found.cut:
        ink.paragraph(
            f"{_schedules(found.cut)} {_was(found.cut)} cut short, waiting for something that is "
            "not controlled.",
            "  ",
        )
    _tell_notes(ink, found.notes)


def tell_fault(ink: Ink, plan: Plan, found: Searched, again: str) -> None:
    """Tell what a schedule has shown, the steps that matter, and the command to see it `again`."""
    assert found.fault
    assert found.shrunk
    which = f"schedule {found.tried} of at most {plan.schedules}"
    ink.line(
        f"{ink.paint('✘', 'red')} {sentence(found.fault, found.shrunk)}   {ink.paint(which, 'dim')}"
    )
    _tell_run(ink, found.shrunk, found.fault, found.before)
    _tell_notes(ink, found.notes)
    ink.line()
    if not found.repeated:
        ink.paragraph(
            "Its schedule did not show the same once more: the program depends on something that "
            "is not controlled."
        )
    ink.line("The same again:")
    ink.line(f"  {again}")


def sentence(fault: Fault, played: Played) -> str:
    """Return what is wrong, in words."""
    if fault.kind == "raise":
        return f"{who(fault.who, played)} raises {harmless(fault.what)}"
    return {
        "deadlock": "it deadlocks: nobody can go on",
        "exit": f"it ends with exit code {fault.what}",
        "output": "it does not always print the same",
    }[fault.kind]


def who(entity: str, played: Played) -> str:
    """Return how an entity of a run is called."""
    if played.seen is None:
        return played.run.roles[entity]
    return steps.role(played.seen, entity)


def _tell_run(ink: Ink, played: Played, fault: Fault, before: str | None) -> None:
    _tell_printed(ink, played, before if fault.kind == "output" else None)
    if played.seen is None:
        return
    ink.line()
    for line in story(played.seen):
        ink.line(f"  {line}")


def story(seen: Observation) -> list[str]:
    """Return the lines that tell a controlled run: who waits, what matters, the picture."""
    blocked = explain.waiting(seen)
    finding = Finding(Verdict.DEADLOCK, diagnosis.situation(seen, blocked))
    lines: list[str] = []
    if blocked:
        lines += explain.explain(seen, finding, blocked)
    else:
        lines += explain.cut_short(seen) + explain.what_matters(seen, blocked)
    return [*lines, *([""] if lines else []), *explain.picture(seen, finding, blocked)]


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
    method = "" if plan.program.method == "fork" else f"-{plan.program.method}"
    path = SCHEDULES / f"{plan.program.path.stem}{method}.txt"
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


def replay_command(program: Program, path: Path) -> str:
    """Return the command that runs a schedule again."""
    words = ["nox", "-s", "explore", "--", "--replay", catalog.shown(path)]
    return shlex.join([*words, catalog.shown(program.path), *program.arguments])


def tell_replay(ink: Ink, played: Played, fault: Fault | None, before: str | None) -> None:
    """Tell what a replayed schedule has shown."""
    run = played.run
    if run.ending is Ending.DIVERGED:
        ink.line(f"{ink.paint('○', 'yellow')} the program leaves the schedule: {run.detail}")
    elif fault is None:
        ink.line(f"{ink.paint('✔', 'green')} the schedule shows no fault")
    else:
        ink.line(f"{ink.paint('✘', 'red')} {sentence(fault, played)}")
        _tell_run(ink, played, fault, before)


def _schedules(count: int) -> str:
    return f"{count} schedule{'' if count == 1 else 's'}"


def _was(count: int) -> str:
    return "was" if count == 1 else "were"
