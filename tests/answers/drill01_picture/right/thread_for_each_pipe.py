"""A thread for each renderer reads its pipe, and joins it then."""

import multiprocessing as mp
import threading
import zlib

DIAGNOSIS = "join-before-drain"

WIDTH, HEIGHT, BANDS = 640, 480, 4


def shade(x: int, y: int) -> int:
    return (x ^ y) & 255


def render(band: int, finished) -> None:
    size = HEIGHT // BANDS
    rows = range(band * size, (band + 1) * size)
    finished.send(bytes(shade(x, y) for y in rows for x in range(WIDTH)))


def fetch(band: int, bands: dict) -> None:
    source, sink = mp.Pipe(duplex=False)
    renderer = mp.Process(target=render, args=(band, sink), name=f"renderer {band}")
    renderer.start()
    bands[band] = source.recv()
    renderer.join()


def main() -> None:
    bands: dict = {}
    fetchers = [threading.Thread(target=fetch, args=(band, bands)) for band in range(BANDS)]
    for fetcher in fetchers:
        fetcher.start()
    for fetcher in fetchers:
        fetcher.join()
    picture = b"".join(bands[band] for band in range(BANDS))
    print(f"{WIDTH} x {HEIGHT} pixels, checksum {zlib.crc32(picture):08x}")


if __name__ == "__main__":
    main()
