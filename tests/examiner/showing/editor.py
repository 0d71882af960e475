"""The user's own editor, in the foreground."""

import contextlib
import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path


def open_editor(path: Path) -> str:
    """Open a file and wait until it is closed; return what went wrong, or nothing."""
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not sys.stdin.isatty():
        return f"Your input is no terminal, so no editor is opened. Edit {path} elsewhere."
    if not editor:
        return (
            f"Neither $VISUAL nor $EDITOR is set, so open {path} in any editor, in another window."
        )
    try:
        code = subprocess.run([*shlex.split(editor), str(path)], check=False).returncode
    except (OSError, ValueError) as error:
        return f"The editor {editor!r} did not start: {error}. Open {path} in another window."
    return f"The editor ended with exit code {code}." if code else ""


@contextlib.contextmanager
def deaf_to_the_keyboard() -> Iterator[None]:
    """Let Ctrl-C be the editor's; a handler, unlike ignoring it, is not inherited."""
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
