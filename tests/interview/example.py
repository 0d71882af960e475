"""The visible example: the only thing that a candidate may run before the hidden checks."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from interview import leash
from interview.material import Content

NAME = "example.py"

SECONDS = 10.0
"""For the example, which takes well under a second unless it hangs or the machine is busy."""

_ENDING = 10.0
"""Seconds more until the leash itself is given up."""

_PACKAGES = Path(__file__).resolve().parents[1]
"""Where the examiner's package is, which brings a broker where an example needs one."""

_LINES = 40
"""Lines of output that are shown."""

_CONTROL = re.compile(r"[^\x20-\x7e\t\n\xa0-\ud7ff\ue000-\U0010ffff]")


@dataclass(frozen=True)
class Run:
    """What the example printed."""

    output: str
    late: bool
    """Had it to be ended?"""
    right: bool

    @property
    def shown(self) -> list[str]:
        """The lines to show: the last ones say most."""
        lines = _CONTROL.sub("�", self.output).splitlines()
        return lines if len(lines) <= _LINES else ["…", *lines[-_LINES:]]


def write(content: Content, folder: Path) -> None:
    """Put the example beside the answer in a folder."""
    (folder / NAME).write_text(content.example, encoding="utf-8")


def run(content: Content, folder: Path) -> Run:
    """Run the example on the answer in a folder, for a limited time, and leave nothing of it."""
    write(content, folder)
    plain = {name: value for name, value in os.environ.items() if name != "PYTHONHOME"}
    with subprocess.Popen(
        [sys.executable, str(Path(leash.__file__)), str(SECONDS), NAME],
        cwd=folder,
        env=plain
        | {
            "PYTHONPATH": str(_PACKAGES),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONIOENCODING": "utf-8",
        },
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    ) as process:
        try:
            process.wait(SECONDS + leash.GRACE + _ENDING)
        except subprocess.TimeoutExpired:
            process.kill()
        assert process.stdout is not None
        text = process.stdout.read().decode("utf-8", "replace").replace("\r\n", "\n")
    late = process.returncode != 0
    return Run(text, late, right=not late and text.strip() == content.expected.strip())
