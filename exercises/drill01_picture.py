"""Find the bug: rendering a picture.

Four processes render one band of a picture each. The program puts the bands together. It has to
print this line, and then to exit with code 0, under fork, spawn and forkserver, on a slow machine
too, and where a pipe holds little:

    640 x 480 pixels, checksum dfc15266

It does not. Repair it, and set DIAGNOSIS to the code of what was wrong. Four child processes go on
rendering, each a part of the picture, and main renders nothing. No process waits in vain and gives
up. The start method stays what it is set to, and every process ends by itself, with code 0. WIDTH,
HEIGHT and shade() stay at the top: it is also run with others.

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

DIAGNOSIS = ""  # TODO: repair the program, and say what was wrong.

WIDTH, HEIGHT, BANDS = 640, 480, 4


def shade(x: int, y: int) -> int:
    return (x ^ y) & 255


def render(band: int, finished: mp.Queue) -> None:
    size = HEIGHT // BANDS
    rows = range(band * size, (band + 1) * size)
    finished.put((band, bytes(shade(x, y) for y in rows for x in range(WIDTH))))


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
    bands = dict(finished.get() for _ in renderers)
    picture = b"".join(bands[band] for band in range(BANDS))
    print(f"{WIDTH} x {HEIGHT} pixels, checksum {zlib.crc32(picture):08x}")


if __name__ == "__main__":
    main()
