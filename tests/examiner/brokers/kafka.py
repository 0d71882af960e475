"""A Kafka broker as a scene has it."""

import contextlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from examiner.brokers.tansu import BrokerFailed

GROUP = "bookkeepers"

SESSION = 4.0
"""Seconds after which a group misses a member that has died; it takes over 1 or 2 s later."""

_PACKAGES = Path(__file__).resolve().parents[2]
"""Where the examiner's own package is."""

Record = tuple[int, bytes | None, bytes | None]
"""Partition, key and value."""


class Kafka:
    """Talks to the program that runs a broker and its topic."""

    def __init__(self, process: "subprocess.Popen[str]", errors: Path) -> None:
        """`errors` is what it has written to stderr."""
        self._process = process
        self._errors = errors
        made: dict[str, str] = self._reply()
        self.address = made["address"]
        self.topic = made["topic"]

    def conf(self, place: str = "m") -> dict[str, Any]:
        """Return what a member of the group has to tell its client.

        The names of members begin with their place: what is dealt out in the order of names goes to
        the first of them first.
        """
        return {
            "client.id": place,
            "bootstrap.servers": self.address,
            "group.id": GROUP,
            "session.timeout.ms": int(SESSION * 1000),
            "heartbeat.interval.ms": 500,
            "log_level": 2,
        }

    def add(self, records: Sequence[Record]) -> None:
        """Add records to the topic."""
        texts = [
            (partition, *(None if part is None else part.decode("latin-1") for part in pair))
            for partition, *pair in records
        ]
        self._ask("add", texts)

    def committed(self) -> list[int]:
        """Return how many records of each partition the group has done."""
        found: list[int] = self._ask("committed", GROUP)
        return found

    def delay(self, after: int, seconds: float) -> None:
        """Let the commit that comes after so many more reach the broker late."""
        self._ask("delay", after, seconds)

    def joined(self, number: int, seconds: float) -> bool:
        """Wait until so many have asked to be let into the group; return whether they have."""
        return bool(self._ask("joined", number, seconds))

    def left(self) -> int:
        """Return how many have told the group that they leave it."""
        return int(self._ask("left"))

    def look(self) -> None:
        """Raise BrokerFailed if the broker does not run any more."""
        self._ask("look")

    def _ask(self, *words: Any) -> Any:
        assert self._process.stdin is not None
        with contextlib.suppress(BrokenPipeError):  # it has said why, before it ended
            print(json.dumps(words), file=self._process.stdin, flush=True)
        return self._reply()

    def _reply(self) -> Any:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        said: dict[str, Any] = json.loads(line) if line else {}
        if "reply" not in said:
            whole = self._errors.read_text("utf-8", "replace").strip()
            raise BrokerFailed(said.get("failure", whole or "the broker's program has ended"))
        return said["reply"]


@contextlib.contextmanager
def kafka(folder: str, partitions: int) -> Iterator[Kafka]:
    """Run a broker with a topic of so many partitions. Raises BrokerFailed."""
    home = Path(tempfile.mkdtemp(prefix="broker-", dir=folder))
    errors = home / "errors.txt"
    with (
        open(errors, "wb") as file,
        subprocess.Popen(
            [sys.executable, "-m", "examiner.brokers", str(home), str(partitions)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=file, text=True,
            env={**os.environ, "PYTHONPATH": str(_PACKAGES)},
        ) as process,
    ):  # fmt: skip
        broker = Kafka(process, errors)
        yield broker
        broker.look()
