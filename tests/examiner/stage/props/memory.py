"""How much memory a process uses while big items pass through it."""

import sys

from examiner.stage.props.quiet import quiet
from examiner.stage.recorder import recorder


class SizeWatch:
    """A `handle` for the items of a Flood: notes their numbers, and how much the process grows."""

    def __init__(self, folder: str, rest_at: int) -> None:
        """At item number `rest_at` it rests, so that a producer without bounds runs far ahead."""
        self.folder = folder
        self.rest_at = rest_at

    def look(self) -> None:
        """Log how much memory the calling process has used at most."""
        log_memory(self.folder)

    def __call__(self, item: bytes) -> bytes:
        """Log the item's number, and the memory at every tenth item; return the item."""
        number = int(item[:8])
        recorder(self.folder).log("size", number=number)
        if number % 10 == 0:
            self.look()
        if number == self.rest_at:
            quiet(self.folder)
        return item  # whoever keeps what is returned keeps the stream


def log_memory(folder: str) -> None:
    """Log the most memory that the calling process has ever used, in bytes; nothing on Windows."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    recorder(folder).log("memory-use", bytes=used if sys.platform == "darwin" else used * 1024)
