"""`python -m practice …`: begins what commands.py says."""

from examiner.command import run

run("practice.commands")
