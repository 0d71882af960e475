# verdict: wrong @ processes
# Threads for processes: nothing can be joined too early, and nothing runs in parallel.
import multiprocessing as mp
import queue
import threading
import zlib

DIAGNOSIS = "join-before-drain"

WIDTH, HEIGHT, BANDS = 640, 480, 4


def shade(x: int, y: int) -> int:
    return (x ^ y) & 255


def render(band: int, finished) -> None:
    size = HEIGHT // BANDS
    rows = range(band * size, (band + 1) * size)
    finished.put((band, bytes(shade(x, y) for y in rows for x in range(WIDTH))))


def main() -> None:
    finished = queue.Queue()
    renderers = [
        threading.Thread(target=render, args=(band, finished), name=f"renderer {band}")
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
