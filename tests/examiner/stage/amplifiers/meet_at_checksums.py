"""Amplifier: whoever computes a checksum tells so, and waits for others who do."""

import binascii
import zlib
from collections.abc import Callable
from typing import Any

from examiner.stage.amplifiers.replacing import replace_everywhere
from examiner.stage.props.working import Meeting
from examiner.stage.where import passes_on


def meet_at_checksums(folder: str, crew: int) -> None:
    """Let child processes meet where they call `crc32()`; each call is told with what it gives."""
    meeting = Meeting(folder, "crc32", crew)

    def telling(original: Callable[..., int]) -> Callable[..., int]:
        @passes_on
        def crc32(*arguments: Any) -> int:
            found = original(*arguments)
            meeting.come(f"{found:08x}")
            return found

        return crc32

    for original in {zlib.crc32, binascii.crc32}:
        replace_everywhere(original, telling(original))
