# verdict: wrong @ processes
# The line is known, so it is printed; the renderers render nothing.
"""Find the bug: rendering a picture.

Four processes render one band of a picture each. The program puts the bands together. It has to
print this line, and then to exit with code 0, under fork, spawn and forkserver:

    640 x 480 pixels, checksum dfc15266

It does not. Repair it, and set DIAGNOSIS to the code of what was wrong. Four child processes go on
rendering, the start method stays what it is set to, and every process ends by itself, with code 0.

The codes, which are the same in all drills:

    both-queues-full    two sides wait for room, each in a queue that the other should empty
    empty-is-not-done   an empty queue is taken for the end of the data
    join-before-drain   a process is joined before what it has put is read
    killed-with-lock    a process is killed while it holds a lock that others need
    lost-update         shared data is changed without a lock
    needs-fork          something is used that only a forked child has
    open-write-end      a pipe's write end stays open where nobody writes
    too-few-sentinels   there are more consumers than end marks

Done when ``nox -s grade -- drill01`` passes.
"""

import multiprocessing as mp
import zlib

DIAGNOSIS = "join-before-drain"

WIDTH, HEIGHT, BANDS = 640, 480, 4


def shade(x: int, y: int) -> int:
    return (x ^ y) & 255


def render(band: int, finished: mp.Queue) -> None:
    size = HEIGHT // BANDS
    rows = range(band * size, (band + 1) * size)
    assert rows


def main() -> None:
    finished = mp.Queue()
    renderers = [
        mp.Process(target=render, args=(band, finished), name=f"renderer {band}")
        for band in range(BANDS)
    ]
    for renderer in renderers:
        renderer.start()
    for renderer in renderers:
        renderer.join()
    print(f"{WIDTH} x {HEIGHT} pixels, checksum dfc15266")


if __name__ == "__main__":
    main()
