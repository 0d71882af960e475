"""The way through an interview: begin or resume, phase by phase, and the scorecard at its end."""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import Any

from examiner import catalog
from examiner.catalog import Exercise, shown
from examiner.usage import FAILED, INTERRUPTED
from interview import closing, content, pick, scorecard
from interview.clock import PHASES, Clock, stopwatch
from interview.console import Console, Left, open_console
from interview.journal import CannotSave, Journal
from interview.phases import HOLD
from interview.recall import Missed
from interview.room import Room
from interview.sessions import Session
from interview.state import State, rebuilt

HEARTBEAT = 5.0
"""Seconds between two notes of the time: what a killed interview's clock loses at most."""

LEFT, NOT_SAVED = 0, FAILED
"""Exit codes: left by closing the input, because nothing could be saved."""


@dataclass(frozen=True)
class Plan:
    """What a new interview is to be."""

    exercise: Exercise
    minutes: float
    mode: str
    seed: int
    recall: list[Missed]
    """What was missed in earlier interviews, and is asked for again."""


def begin(session: Session, plan: Plan) -> int:
    """Hold a new interview in its folder; return the exit code."""
    with Journal(session.folder) as journal:
        record = journal.append(
            "begin",
            0.0,
            slug=plan.exercise.slug,
            minutes=plan.minutes,
            mode=plan.mode,
            seed=plan.seed,
            recall=[[one.slug, one.question, one.fact] for one in plan.recall],
        )
        return _hold(session, journal, rebuilt([record]))


def resume(session: Session) -> int:
    """Go on with an interview where it stood; return the exit code."""
    with Journal(session.folder) as journal:
        state = rebuilt(journal.records)
        state.apply(journal.append("resume", state.at))
        return _hold(session, journal, state)


def _hold(session: Session, journal: Journal, state: State) -> int:
    console = open_console()
    exercise = next((e for e in catalog.load() if e.slug == state.slug), None)
    if exercise is None:
        raise content.NoContent(f"{state.slug} is no exercise any more; begin a new interview")
    room = Room(
        console,
        Clock(state.at),
        journal,
        state,
        exercise,
        content.load(exercise),
        session.folder,
    )
    try:
        _open(room)
        with leaving_by_signal(console), _heartbeat(room):
            _phases(room)
            _close(room)
    except (Left, BrokenPipeError):
        return _left(room, LEFT)
    except KeyboardInterrupt:
        return _left(room, INTERRUPTED)
    except OSError as error:
        console.line()
        console.say(f"{error}. Only what you typed last is not kept. Free some space, then go on.")
        return _left(room, NOT_SAVED)
    return 0


def _open(room: Room) -> None:
    console, state, exercise = room.console, room.state, room.exercise
    if not console.interactive:
        console.say("Input or output is no full terminal: answers are read line by line.")
    console.head(f"Mock interview: {exercise.title}")
    if state.pauses:
        done = [phase.title for phase in PHASES if phase.key in state.spent]
        where = f"Done so far: {', '.join(done)}." if done else "Nothing is over yet."
        console.say(f"Resumed; the clock goes on where it stood. {where}")
        return
    console.say(
        f"{state.minutes:g} minutes, {state.mode}. Everything is saved as it happens, in "
        f"{shown(room.folder)}"
    )
    console.say("The clock nudges, and never stops you. `time` shows it, `help` what you can type.")


def _phases(room: Room) -> None:
    phases = [phase for phase in PHASES if phase.key != "recall" or room.state.to_recall]
    for number, phase in enumerate(phases, 1):
        if phase.key in room.state.spent:
            continue
        if room.state.phase != phase.key:
            room.record("enter", phase=phase.key)
        minutes = stopwatch(phase.budget(room.state.minutes))
        room.console.head(f"Phase {number} of {len(phases)}: {phase.title} ({minutes} minutes)")
        HOLD[phase.key](room)
        room.record("leave")


def _close(room: Room) -> None:
    """Write the scorecard, and show what it says."""
    card = scorecard.document(
        room.state, room.content, room.exercise, room.folder, _following(room)
    )
    paths = scorecard.write(room.folder, card)
    room.record("end")
    closing.show(room.console, card)
    room.console.head("Your scorecard")
    for path in paths:
        room.console.line(f"  {shown(path)}")


def _following(room: Room) -> dict[str, Any]:
    """Return the exercise to take next: the same if it was not solved, else a fitting one."""
    graded = room.state.graded
    if not graded or graded["status"] != "passed" or room.state.revealed:
        chosen, why = room.exercise, "not solved yet: take it again in a day or two"
    else:
        others = [
            exercise
            for exercise in catalog.load()
            if content.has_content(exercise) and exercise.slug != room.exercise.slug
        ]
        try:
            known = pick.record()
            chosen = pick.choose(others, known, room.state.minutes, room.state.seed)
        except pick.NothingFits:
            return {}
        why = pick.why(chosen, known)
    return {"slug": chosen.slug, "number": chosen.number, "title": chosen.title, "why": why}


def _left(room: Room, code: int) -> int:
    """Say how to go on; the terminal may be gone."""
    try:
        room.console.line()
        room.console.say("Everything so far is saved. To go on, with the clock where it stood:")
        room.console.line("  nox -s interview -- --resume")
    except OSError:
        return unheard()
    return code


def unheard() -> int:
    """Let nothing more be printed where nobody listens; return the exit code."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return LEFT


@contextmanager
def leaving_by_signal(console: Console) -> Iterator[None]:
    """Turn a closed terminal, or a request to end, into Left."""

    def leave(number: int, frame: FrameType | None) -> None:
        console.leave(signal.Signals(number).name)

    numbers = [getattr(signal, name) for name in ("SIGHUP", "SIGTERM") if hasattr(signal, name)]
    before = {number: signal.signal(number, leave) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _heartbeat(room: Room) -> Iterator[None]:
    """Note the time every few seconds, so that a killed interview resumes where its clock stood."""
    over = threading.Event()

    def beat() -> None:
        while not over.wait(HEARTBEAT):
            try:
                room.journal.append("beat", room.clock.elapsed)
            except CannotSave:
                return  # the next thing that matters will say so

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
