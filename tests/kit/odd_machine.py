"""Runs a command as on an odd machine: `odd_machine.py --limit NOFILE 200 -- command …`.

`--limit KIND N` sets a limit, `--ignore SIGNAL` and `--block SIGNAL` pass on what a parent has done
to a signal, `--without NUMBER` takes a system call away as a sandbox does (x86-64).
"""

import argparse
import ctypes
import errno
import os
import resource
import signal
import struct
import sys

_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2

_LOAD_NUMBER, _JUMP_IF_EQUAL, _RETURN = 0x20, 0x15, 0x06
_ALLOW, _FAIL = 0x7FFF0000, 0x00050000

PIDFD_OPEN = 434

EXIT_SKIP = 77
"""Where system calls cannot be taken away."""


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def take_away(number: int) -> None:
    """Let a system call fail from now on, for this process and all that it starts."""
    steps = (
        (_LOAD_NUMBER, 0, 0, 0),
        (_JUMP_IF_EQUAL, 0, 1, number),
        (_RETURN, 0, 0, _FAIL | errno.ENOSYS),
        (_RETURN, 0, 0, _ALLOW),
    )
    code = b"".join(struct.pack("HBBI", *step) for step in steps)
    buffer = ctypes.create_string_buffer(code)
    program = _Program(len(steps), ctypes.addressof(buffer))
    libc = ctypes.CDLL(None)
    libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    if libc.prctl(_SECCOMP, _FILTER, ctypes.byref(program), 0, 0) != 0:
        sys.exit(EXIT_SKIP)


def main() -> None:
    """Make the machine odd, and become the command."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--limit", nargs=2, action="append", default=[])
    parser.add_argument("--ignore", action="append", default=[])
    parser.add_argument("--block", action="append", default=[])
    parser.add_argument("--without", type=int)
    parser.add_argument("command", nargs="+")
    options = parser.parse_args()
    for kind, size in options.limit:
        resource.setrlimit(getattr(resource, f"RLIMIT_{kind}"), (int(size), int(size)))
    for name in options.ignore:
        signal.signal(signal.Signals[name], signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.Signals[name] for name in options.block])
    if options.without is not None:
        take_away(options.without)
    os.execvp(options.command[0], options.command)


if __name__ == "__main__":
    main()
