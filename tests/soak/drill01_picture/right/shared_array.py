# right: the bands are written into shared memory, nothing goes through a queue
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
    start = rows.start * WIDTH
    picture[start : start + len(pixels)] = pixels


def main() -> None:
    picture = mp.Array("B", WIDTH * HEIGHT, lock=False)
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
