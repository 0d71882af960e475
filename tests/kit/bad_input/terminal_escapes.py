# verdict: crashed
# Raises an exception whose text has escapes, surrogates, NULs and 1 MB of filling.
import multiprocessing as mp


ESCAPES = (
    "\x1b[2J\x1b[H\x1b[31mPASSED\x1b[0m"  # clear the screen, pretend
    "\x1b]0;owned\x07\x1b]8;;http://example.invalid\x1b\\link\x1b]8;;\x1b\\"  # title, link
    "\x9b31m\r\b\b\b\v\f\x7f\x85\u2028\u202e\u200b\ufeff"  # C1, overprint, bidi, zero width
    "\x00\x00\ud800\udfff]]>&<script>alert(1)</script><![CDATA["  # NUL, surrogates, markup
)


class Nasty(Exception):
    def __repr__(self):
        return str(self)


def consume(items, handle):
    raise Nasty(ESCAPES)


def run(items, handle):
    consumer = mp.Process(target=consume, args=(items, handle))
    consumer.start()
    consumer.join()
    raise Nasty(ESCAPES + "A" * 1_000_000 + "\n" * 1_000 + ESCAPES)
