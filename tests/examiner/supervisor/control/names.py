"""What objects are called: by the program, or in the order in which they are first seen.

Nothing in a name depends on pids, inodes or addresses: it is the same in every run of a schedule.
"""

from collections import Counter

_KINDS = {
    "s": "semaphore", "i": "pipe", "n": "socket", "t": "thread's lock", "m": "memory",
    "l": "listener", "e": "thread", "p": "process",
}  # fmt: skip
"""First letter of a key → what it is."""


class Names:
    """The objects of one run."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self._same: dict[str, str] = {}
        self._labels: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._counts: Counter[str] = Counter()
        self._connecting: dict[str, list[str]] = {}
        """Listener → clients that have connected and that it has not accepted yet."""

    def join(self, one: str, other: str) -> None:
        """Let the two ends of a pair of sockets be one object."""
        self._same[one] = self._same[other] = min(one, other)

    def connected(self, listener: str, client: str) -> None:
        """A client has connected."""
        self._connecting.setdefault(listener, []).append(client)

    def accepted(self, listener: str, server: str) -> None:
        """The listener has accepted the client that came first."""
        if self._connecting.get(listener):
            self.join(self._connecting[listener].pop(0), server)

    def same(self, key: str) -> str:
        """Return one key for both ends of a thing."""
        return self._same.get(key, key)

    def label(self, key: str, label: str) -> None:
        """Call an object so, unless it has a name."""
        if label:
            self._labels.setdefault(self.same(key), label)

    def call(self, key: str, name: str) -> None:
        """Call a process or a thread so."""
        self._names[key] = name

    def of(self, key: str) -> str:
        """Return what an object is called."""
        key = self.same(key)
        if key in self._labels:
            return self._labels[key]
        if key not in self._names:
            kind = _KINDS[key[0]]
            self._counts[kind] += 1
            self._names[key] = f"{kind} {self._counts[kind]}"
        return self._names[key]
