# verdict: wrong @ processes
import multiprocessing as mp
import zlib

DIAGNOSIS = "join-before-drain"

WIDTH, HEIGHT, BANDS = 640, 480, 4


def shade(x: int, y: int) -> int:
    return (x ^ y) & 255


def render(band: int, finished: mp.Queue) -> None:
    size = HEIGHT // BANDS
    finished.put((band, range(band * size, (band + 1) * size)))


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
    picture = b"".join(
        bytes(shade(x, y) for y in bands[band] for x in range(WIDTH)) for band in range(BANDS)
    )
    print(f"{WIDTH} x {HEIGHT} pixels, checksum {zlib.crc32(picture):08x}")


if __name__ == "__main__":
    main()
