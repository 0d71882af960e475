"""`python -m interview …`: begins what commands.py says."""

from examiner.command import run

run("interview.commands")
