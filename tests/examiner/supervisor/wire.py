"""How the examiner and the server of trials put messages on a stream: a length, then the bytes."""

import struct
from collections.abc import Iterator

LENGTH = struct.Struct("!Q")


def messages(received: bytearray) -> Iterator[bytes]:
    """Yield the whole messages at the beginning of a buffer, and take them out of it."""
    while len(received) >= LENGTH.size:
        (length,) = LENGTH.unpack_from(received)
        end = LENGTH.size + length
        if len(received) < end:
            return
        message = bytes(received[LENGTH.size : end])
        del received[:end]
        yield message
