"""Shared memory: each renderer writes its band into one RawArray, so joining first is harmless."""

import multiprocessing as mp
import zlib

DIAGNOSIS = "join-before-drain"

WIDTH, HEIGHT, BANDS = 640, 480, 4


def shade(x: int, y: int) -> int:
    return (x ^ y) & 255


def render(band: int, picture) -> None:
    size = HEIGHT // BANDS
    rows = range(band * size, (band + 1) * size)
    pixels = bytes(shade(x, y) for y in rows for x in range(WIDTH))
    picture[rows.start * WIDTH : rows.stop * WIDTH] = pixels


def main() -> None:
    picture = mp.RawArray("B", WIDTH * HEIGHT)
    renderers = [
        mp.Process(target=render, args=(band, picture), name=f"renderer {band}")
        for band in range(BANDS)
    ]
    for renderer in renderers:
        renderer.start()
    for renderer in renderers:
        renderer.join()
    print(f"{WIDTH} x {HEIGHT} pixels, checksum {zlib.crc32(bytes(picture)):08x}")


if __name__ == "__main__":
    main()
