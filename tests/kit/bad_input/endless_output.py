# verdict: timeout | crashed | busy-wait
# Both the consumer and the caller print without end, to stdout and stderr.
import multiprocessing as mp
import sys


LINE = "all work and no play makes Jack a dull boy " * 20


def chatter(stream):
    while True:
        print(LINE, file=stream, flush=True)


def consume():
    chatter(sys.stderr)


def run(items, handle):
    mp.Process(target=consume).start()
    chatter(sys.stdout)
