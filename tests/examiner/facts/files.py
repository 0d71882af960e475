"""Writing files so that nobody ever sees half of one."""

import os
import tempfile
from pathlib import Path

_MODE = 0o644
"""Of a new file; an existing one keeps its own."""


def write_whole(path: Path, content: str | bytes, *, durable: bool = False) -> None:
    """Write a file in one step: a reader sees all of it or what was there before.

    `durable` waits until the disk has it, which can take a while. Raises OSError.
    """
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
            file.flush()
            if durable:
                os.fsync(file.fileno())
        os.chmod(name, path.stat().st_mode & 0o777 if path.exists() else _MODE)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise
