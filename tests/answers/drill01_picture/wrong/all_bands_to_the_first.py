# verdict: wrong @ processes
import multiprocessing as mp
import zlib

DIAGNOSIS = "join-before-drain"

WIDTH, HEIGHT, BANDS = 640, 480, 4


def shade(x: int, y: int) -> int:
    return (x ^ y) & 255


def render(orders, finished) -> None:
    size = HEIGHT // BANDS
    for band in iter(orders.recv, None):
        rows = range(band * size, (band + 1) * size)
        finished.put((band, bytes(shade(x, y) for y in rows for x in range(WIDTH))))


def main() -> None:
    finished = mp.Queue()
    renderers, orders = [], []
    for n in range(BANDS):
        here, there = mp.Pipe()
        renderer = mp.Process(target=render, args=(there, finished), name=f"renderer {n}")
        renderer.start()
        renderers.append(renderer)
        orders.append(here)
    for band in range(BANDS):
        orders[0].send(band)
    bands = dict(finished.get() for _ in range(BANDS))
    for order in orders:
        order.send(None)
    for renderer in renderers:
        renderer.join()
    picture = b"".join(bands[band] for band in range(BANDS))
    print(f"{WIDTH} x {HEIGHT} pixels, checksum {zlib.crc32(picture):08x}")


if __name__ == "__main__":
    main()
