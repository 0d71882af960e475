"""Environment variables that the kit understands."""

PORTABLE = "IPC_KATA_PORTABLE"
"""To see on Linux what is seen elsewhere: `1` does without /proc, as macOS does, `fresh` without
fork as well, as Windows does."""

PARENT = "IPC_KATA_PARENT"
"""The process number of the nox that has started a command: without it the command ends too."""
