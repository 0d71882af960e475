"""The command line behind the nox sessions: `python -m practice COMMAND [EXERCISE] [options]`."""

import argparse
import sys
from collections.abc import Callable
from typing import Any

from examiner import catalog
from examiner.catalog import Exercise
from examiner.progress.order import next_unsolved
from examiner.progress.store import Store
from examiner.showing.ink import Ink
from examiner.usage import FAILED, INTERRUPTED, Parser, fail
from practice import asking, hints, resetting

_NAMING = "An exercise is named by its number (2), its file (ex02_sentinel), or a part of that."


def hint(words: list[str], store: Store, ink: Ink) -> int:
    """Show the next hint."""
    parser = _parser("hint", "Show the next hint for an exercise. Each is plainer than the last.")
    _add_exercise(parser, "?", "which one (default: it asks)")
    parser.add_argument("--again", action="store_true", help="repeat the latest hint")
    options = parser.parse_args(words)
    exercise = _one(options.exercise or _asked(store) or None)
    if exercise is None:
        ink.line("No hint was shown.")
        return FAILED
    return (hints.repeat if options.again else hints.show_next)(exercise, store, ink)


def _asked(store: Store) -> str:
    """Ask for which exercise a hint is wanted: a wrong one is a hint spent."""
    following = next_unsolved(catalog.load(), store.read()) or catalog.load()[0]
    number = following.number
    return asking.word(
        f"A hint for which exercise? (The next unsolved one is {number}, {following.title}.)",
        otherwise=f"say for which exercise, as in: nox -s hint -- {number}",
    )


def watch(words: list[str], store: Store, ink: Ink) -> int:
    """Grade on every save."""
    parser = _parser("watch", "Grade an exercise whenever it is saved. Ctrl-C ends.")
    _add_exercise(parser, "?", "where to begin (default: the next that is unsolved)")
    options = parser.parse_args(words)
    from practice import watching  # what it needs is not installed for the others

    return watching.run(catalog.load(), _one(options.exercise), store, ink)


def reset(words: list[str], store: Store, ink: Ink) -> int:
    """Put a starter back."""
    parser = _parser("reset", "Put the starter back; the present file is kept as an attempt.")
    _add_exercise(parser, None, "which one")
    _add_yes(parser)
    options = parser.parse_args(words)
    return resetting.reset(_sure(options.exercise), store, ink, yes=options.yes)


def attempts(words: list[str], store: Store, ink: Ink) -> int:
    """List attempts, or restore one."""
    parser = _parser("attempts", "List the attempts that were kept, compare two, or put one back.")
    _add_exercise(parser, "?", "which one (default: all)")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--restore", type=int, metavar="N", help="put attempt N back")
    which.add_argument(
        "--diff", type=int, nargs="+", metavar="N",
        help="show what has changed from attempt N to your file, or to another attempt",
    )  # fmt: skip
    _add_yes(parser)
    options = parser.parse_args(words)
    exercise = _one(options.exercise)
    if options.restore is None and options.diff is None:
        return resetting.show([exercise] if exercise else catalog.load(), ink)
    if exercise is None:
        wish = "restore" if options.diff is None else "diff"
        fail(f"--{wish} wants the exercise too, as in: nox -s attempts -- 2 --{wish} 1")
    if options.diff is not None:
        return resetting.differ(exercise, options.diff, ink)
    return resetting.restore(exercise, options.restore, store, ink, yes=options.yes)


def walkthrough(words: list[str], store: Store, ink: Ink) -> int:
    """Show a solution's page."""
    parser = _parser("walkthrough", "Show the walk-through of the solution; asks if unsolved.")
    _add_exercise(parser, None, "which one")
    _add_yes(parser)
    options = parser.parse_args(words)
    from practice import walkthrough as page  # what it needs is not installed for the others

    return page.show(_sure(options.exercise), store, ink, yes=options.yes)


COMMANDS: dict[str, Callable[[list[str], Store, Ink], int]] = {
    "hint": hint,
    "watch": watch,
    "reset": reset,
    "attempts": attempts,
    "walkthrough": walkthrough,
}


def _parser(command: str, description: str) -> argparse.ArgumentParser:
    return Parser(
        prog=f"nox -s {command} --",
        description=description,
        epilog=f"{_NAMING} Exit code: 0 done, 1 not done, 2 wrong usage, 3 the kit itself failed.",
        formatter_class=argparse.HelpFormatter,
    )


def _add_exercise(parser: argparse.ArgumentParser, count: str | None, text: str) -> None:
    more: dict[str, Any] = {"nargs": count} if count else {}
    parser.add_argument("exercise", metavar="EXERCISE", help=text, **more)


def _add_yes(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--yes", action="store_true", help="do not ask")


def _one(word: str | None) -> Exercise | None:
    """Return the exercise that a word names, None if there is no word."""
    return None if word is None else _sure(word)


def _sure(word: str) -> Exercise:
    try:
        chosen = catalog.select(catalog.load(), [word])
    except catalog.UnknownExercise as error:
        fail(str(error))
    if len(chosen) != 1:
        fail(f"{word!r} names {len(chosen)} exercises; this wants one at a time")
    return chosen[0]


def main() -> int:
    """Run the command that the first argument names."""
    command, *words = sys.argv[1:] or [""]
    if command not in COMMANDS:
        fail(f"unknown command {command!r}; there are: {', '.join(COMMANDS)}")
    store, ink = Store(), Ink()
    try:
        return _run(command, words, store, ink)
    except KeyboardInterrupt:
        ink.line()
        return INTERRUPTED
    finally:
        for note in store.notes:
            ink.line(ink.paint(note, "yellow"))


def _run(command: str, words: list[str], store: Store, ink: Ink) -> int:
    try:
        return COMMANDS[command](words, store, ink)
    except OSError as error:
        ink.line(f"That failed: {error}. Nothing of yours was lost.")
        return FAILED
