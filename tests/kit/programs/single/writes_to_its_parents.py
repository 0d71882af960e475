"""The program writes rubbish into whatever its parent and grandparent have open, and is right otherwise."""

import contextlib
import os
from pathlib import Path


def run(number):
    parent = os.getppid()
    above = int(Path(f"/proc/{parent}/stat").read_text().rpartition(")")[2].split()[1])
    for pid in (parent, above):
        for descriptor in Path(f"/proc/{pid}/fd").iterdir():
            with contextlib.suppress(OSError):
                opened = os.open(descriptor, os.O_WRONLY | os.O_NONBLOCK)
                with contextlib.closing(os.fdopen(opened, "wb", buffering=0)) as file:
                    file.write(b"{ rubbish")
    return number
