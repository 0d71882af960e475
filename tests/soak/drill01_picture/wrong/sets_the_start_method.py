# verdict: wrong @ prints_the_right_thing (spawn)
import multiprocessing as mp
import zlib

DIAGNOSIS = "join-before-drain"

WIDTH, HEIGHT, BANDS = 640, 480, 4


def shade(x: int, y: int) -> int:
    return (x ^ y) & 255


def render(band: int, finished: mp.Queue) -> None:
    size = HEIGHT // BANDS
    rows = range(band * size, (band + 1) * size)
    finished.put((band, bytes(shade(x, y) for y in rows for x in range(WIDTH))))


def main() -> None:
    ctx = mp.get_context("fork")
    finished = ctx.Queue()
    renderers = [
        ctx.Process(target=render, args=(band, finished), name=f"renderer {band}")
        for band in range(BANDS)
    ]
    for renderer in renderers:
        renderer.start()
    bands = dict(finished.get() for _ in renderers)
    for renderer in renderers:
        renderer.join()
    picture = b"".join(bands[band] for band in range(BANDS))
    print(f"{WIDTH} x {HEIGHT} pixels, checksum {zlib.crc32(picture):08x}")


if __name__ == "__main__":
    main()
