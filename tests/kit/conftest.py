"""What holds for all of the kit's own tests."""

import signal

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell starts what it puts in the background with Ctrl-C ignored, and commands started from
    # there inherit that: they could not be interrupted, as some tests do.
    signal.signal(signal.SIGINT, signal.default_int_handler)
