"""A pipe for each renderer, read with connection.wait in whatever order the bands come."""

import multiprocessing as mp
import zlib
from multiprocessing.connection import wait

DIAGNOSIS = "join-before-drain"

WIDTH, HEIGHT, BANDS = 640, 480, 4


def shade(x, y):
    return (x ^ y) & 255


def render(band, finished):
    size = HEIGHT // BANDS
    with finished:
        pixels = bytearray()
        for y in range(band * size, (band + 1) * size):
            pixels.extend(shade(x, y) for x in range(WIDTH))
        finished.send_bytes(pixels)


def main():
    renderers, sources = [], {}
    for band in range(BANDS):
        source, sink = mp.Pipe(duplex=False)
        renderer = mp.Process(target=render, args=(band, sink), name=f"renderer {band}")
        renderer.start()
        sink.close()
        renderers.append(renderer)
        sources[source] = band
    picture = [b""] * BANDS
    while sources:
        for source in wait(list(sources)):
            picture[sources.pop(source)] = source.recv_bytes()
            source.close()
    for renderer in renderers:
        renderer.join()
    print(f"{WIDTH} x {HEIGHT} pixels, checksum {zlib.crc32(b''.join(picture)):08x}")


if __name__ == "__main__":
    main()
