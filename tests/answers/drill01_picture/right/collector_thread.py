"""A thread in the parent collects the bands while the main thread joins the renderers."""

import multiprocessing as mp
import threading
import zlib

DIAGNOSIS = "join-before-drain"

WIDTH, HEIGHT, BANDS = 640, 480, 4


def shade(x: int, y: int) -> int:
    return (x ^ y) & 255


class Renderer(mp.Process):
    def __init__(self, band, finished):
        super().__init__(name=f"renderer {band}")
        self.band, self.finished = band, finished

    def run(self):
        size = HEIGHT // BANDS
        rows = range(self.band * size, (self.band + 1) * size)
        self.finished.put((self.band, bytes(shade(x, y) for y in rows for x in range(WIDTH))))


def main() -> None:
    finished = mp.Queue()
    bands = {}

    def collect():
        while len(bands) < BANDS:
            band, pixels = finished.get()
            bands[band] = pixels

    renderers = [Renderer(band, finished) for band in range(BANDS)]
    for renderer in renderers:
        renderer.start()
    collector = threading.Thread(target=collect)
    collector.start()
    for renderer in renderers:
        renderer.join()
    collector.join()
    finished.close()
    finished.join_thread()
    picture = b"".join(bands[band] for band in sorted(bands))
    print(f"{WIDTH} x {HEIGHT} pixels, checksum {zlib.crc32(picture):08x}")


if __name__ == "__main__":
    main()
