# verdict: wrong @ processes
import multiprocessing as mp
import zlib

DIAGNOSIS = "join-before-drain"

WIDTH, HEIGHT, BANDS = 640, 480, 4


def shade(x: int, y: int) -> int:
    return (x ^ y) & 255


def render(bands, finished: mp.Queue) -> None:
    size = HEIGHT // BANDS
    for band in bands:
        rows = range(band * size, (band + 1) * size)
        finished.put((band, bytes(shade(x, y) for y in rows for x in range(WIDTH))))


def main() -> None:
    finished = mp.Queue()
    shares = [list(range(BANDS))[n * BANDS : (n + 1) * BANDS] for n in range(BANDS)]
    renderers = [
        mp.Process(target=render, args=(share, finished), name=f"renderer {n}")
        for n, share in enumerate(shares)
    ]
    for renderer in renderers:
        renderer.start()
    bands = dict(finished.get() for _ in range(BANDS))
    for renderer in renderers:
        renderer.join()
    picture = b"".join(bands[band] for band in range(BANDS))
    print(f"{WIDTH} x {HEIGHT} pixels, checksum {zlib.crc32(picture):08x}")


if __name__ == "__main__":
    main()
