"""`python -m examiner …`: begins what commands.py says."""

from examiner.command import run

run("examiner.commands")
