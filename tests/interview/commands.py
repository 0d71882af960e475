"""The command line behind `nox -s interview`: `python -m interview [options]`."""

import argparse
import contextlib
import random
import sys
import textwrap

from examiner import catalog
from examiner.brokers.needs import lacking
from examiner.catalog import Exercise
from examiner.facts import files
from examiner.usage import INTERRUPTED, Parser, fail
from interview import conduct, content, history, pick, recall, sessions, sheet
from interview.clock import PHASES, WHOLE
from interview.journal import AlreadyOpen, CannotSave

LONGEST = 24 * 60
"""Minutes that an interview may be planned for."""

_SHARES = textwrap.fill(", ".join(f"{phase.key} {phase.share}" for phase in PHASES), 76)

_EPILOG = f"""\
phases, with their minutes of {WHOLE} (recall only if something was missed earlier):
{textwrap.indent(_SHARES, "  ")}

Without --exercise one is chosen that fits the time, preferring what you failed
last or practised least. All is saved in .ipc-kata/interviews as it happens.

exit code: 0 held or left, 1 not saved, 2 wrong usage, 3 the kit itself failed,
130 left by Ctrl-C
"""


def _minutes(text: str) -> float:
    try:
        minutes = float(text)
    except ValueError:
        minutes = 0.0
    if not 0 < minutes <= LONGEST:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no number of minutes between 0 and {LONGEST}"
        )
    return minutes


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="nox -s interview --",
        description="Hold a mock interview on one exercise, alone or with a friend.",
        epilog=_EPILOG,
    )
    add = parser.add_argument
    add("--minutes", type=_minutes, metavar="N", help=f"length of the interview (default: {WHOLE})")
    add("--level", metavar="LEVEL", help="choose among the exercises of this level")
    add("--exercise", metavar="EXERCISE", help="take this one: a number, a name")
    add(
        "--mode",
        choices=["live", "practice"],
        help="practice also lets you run the hidden checks while coding (default: live)",
    )
    add("--seed", type=int, metavar="N", help="choose and draw inputs as this seed did before")
    add(
        "--resume",
        nargs="?",
        const="",
        metavar="SESSION",
        help="go on with the interview that was left last, or with this one, or on this exercise",
    )
    add("--history", action="store_true", help="show how your interviews went so far")
    add(
        "--sheet",
        metavar="EXERCISE",
        help="write a sheet to print for a friend who interviews you",
    )
    return parser


def main() -> int:
    """Do what the words ask for; return the exit code."""
    options = _parser().parse_args()
    asked = [
        name
        for name in ("resume", "history", "sheet")
        if getattr(options, name) not in (None, False)
    ]
    if len(asked) > 1:
        fail(f"--{asked[0]} and --{asked[1]} do not go together")
    if asked and (extra := _options_of_new(options)):
        fail(f"--{asked[0]} and {extra[0]} do not go together")
    try:
        if options.history:
            return history.show()
        if options.sheet is not None:
            exercise = _named(options.sheet)
            return sheet.write(exercise, content.load(exercise))
        return _resume(options.resume) if options.resume is not None else _begin(options)
    except (content.NoContent, content.BadContent, pick.NothingFits, AlreadyOpen) as error:
        fail(str(error))
    except BrokenPipeError:
        return conduct.unheard()
    except (CannotSave, OSError) as error:
        print(f"ipc-kata: {error}; free some space, or see to its rights", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED


def _options_of_new(options: argparse.Namespace) -> list[str]:
    names = ("minutes", "level", "exercise", "mode", "seed")
    return [f"--{name}" for name in names if getattr(options, name) is not None]


def _begin(options: argparse.Namespace) -> int:
    minutes = options.minutes or float(WHOLE)
    seed = random.randrange(100_000) if options.seed is None else options.seed
    exercise = _chosen(options, minutes, seed)
    content.load(exercise)  # before a folder is made for it
    earlier = sessions.unfinished()
    if earlier:
        print("An interview was left unfinished; to go on with it instead:")
        print("  nox -s interview -- --resume")
    plan = conduct.Plan(exercise, minutes, options.mode or "live", seed, _to_recall())
    return conduct.begin(sessions.create(exercise.slug, files.now()), plan)


def _to_recall() -> list[recall.Missed]:
    """Return what was missed in earlier interviews and comes back in this one."""
    cards = [card for session in sessions.every() if (card := session.scorecard()) is not None]
    return recall.due(cards, files.now())[: recall.MOST]


def _chosen(options: argparse.Namespace, minutes: float, seed: int) -> Exercise:
    exercises = catalog.load()
    if options.exercise is not None:
        exercise = _named(options.exercise)
        if options.level not in (None, exercise.level):
            fail(f"{exercise.slug} is of level {exercise.level}, not {options.level}")
        return exercise
    levels = list(dict.fromkeys(exercise.level for exercise in exercises))
    if options.level not in (None, *levels):
        fail(f"{options.level!r} is no level; there are: {', '.join(levels)}")
    ready = [e for e in exercises if content.has_content(e) and not lacking(e.needs)]
    known = pick.record()
    for note in known.notes:
        print(note, file=sys.stderr)
    return pick.choose(ready, known, minutes, seed, options.level or "")


def _named(word: str) -> Exercise:
    try:
        chosen = catalog.select(catalog.load(), [word])
    except catalog.UnknownExercise as error:
        fail(str(error))
    if len(chosen) != 1:
        fail(f"{word!r} names {len(chosen)} exercises; name one")
    return chosen[0]


def _resume(name: str) -> int:
    left = sessions.unfinished()
    found = [session for session in left if name in ("", session.name)]
    if not found:
        with contextlib.suppress(catalog.UnknownExercise):
            slugs = [exercise.slug for exercise in catalog.select(catalog.load(), [name])]
            found = [session for session in left if session.state().slug in slugs]
    if not found:
        fail(f"there is no unfinished interview{f' called {name}' if name else ''} to resume")
    return conduct.resume(found[-1])
