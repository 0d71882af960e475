"""The ways in which multiprocessing starts a process."""

START_METHODS = ("fork", "spawn", "forkserver")
"""All of them, the cheapest first; a platform need not have each."""
