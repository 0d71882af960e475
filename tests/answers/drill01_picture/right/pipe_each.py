# right: a pipe for each renderer, received from before the join
import multiprocessing as mp
import zlib

DIAGNOSIS = "join-before-drain"

WIDTH, HEIGHT, BANDS = 640, 480, 4


def shade(x: int, y: int) -> int:
    return (x ^ y) & 255


def render(band: int, out) -> None:
    size = HEIGHT // BANDS
    rows = range(band * size, (band + 1) * size)
    out.send_bytes(bytes(shade(x, y) for y in rows for x in range(WIDTH)))
    out.close()


def main() -> None:
    renderers, outlets = [], []
    for band in range(BANDS):
        outlet, inlet = mp.Pipe(duplex=False)
        renderer = mp.Process(target=render, args=(band, inlet), name=f"renderer {band}")
        renderer.start()
        inlet.close()
        renderers.append(renderer)
        outlets.append(outlet)
    bands = {band: outlet.recv_bytes() for band, outlet in enumerate(outlets)}
    for renderer in renderers:
        renderer.join()
    picture = b"".join(bands[band] for band in range(BANDS))
    print(f"{WIDTH} x {HEIGHT} pixels, checksum {zlib.crc32(picture):08x}")


if __name__ == "__main__":
    main()
