"""Runs the hidden checks on the candidate's file, and tells a failure in two lines."""

from typing import Any

from interview import grading
from interview.results import CheckRow
from interview.room import Room

WITHOUT = "The interview goes on without them."


def run_checks(room: Room, start_method: str = "") -> dict[str, Any] | None:
    """Return the results, None if there are none: that has been said then.

    Without a start method each check is tried under those that matter for it.
    """
    every = " under every start method" if start_method == grading.ALL else ""
    room.console.say(f"Running the hidden checks{every} …")
    try:
        result = grading.grade(room.exercise.slug, room.folder, room.state.seed, start_method)
    except grading.GradingFailed as error:
        room.console.say(f"{error}.")
        return None
    room.console.forget_typed()
    return result


def tell_failure(room: Room, check: CheckRow) -> None:
    """Say how a check failed."""
    room.console.item(f"{check.title}: {check.ended}", "✘")
    room.console.say(check.message, indent="    ")
