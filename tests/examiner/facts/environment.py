"""Environment variables that the kit understands."""

PORTABLE = "IPC_KATA_PORTABLE"
"""To see on Linux what is seen elsewhere: `1` does without /proc, as macOS does, `fresh` without
fork as well, as Windows does."""
