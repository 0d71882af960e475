# verdict: crashed | wrong | early | deadlock @ prints_the_right_thing
# Daemons that are never joined; a nap stands for knowing that all bands are there.
import multiprocessing as mp
import time
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
    finished = mp.Queue()
    renderers = [
        mp.Process(target=render, args=(band, finished), daemon=True) for band in range(BANDS)
    ]
    for renderer in renderers:
        renderer.start()
    time.sleep(1.5)
    bands = {}
    while not finished.empty():
        band, pixels = finished.get()
        bands[band] = pixels
    picture = b"".join(bands[band] for band in range(BANDS))
    print(f"{WIDTH} x {HEIGHT} pixels, checksum {zlib.crc32(picture):08x}")


if __name__ == "__main__":
    main()
