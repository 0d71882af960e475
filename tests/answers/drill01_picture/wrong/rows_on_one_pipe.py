# verdict: deadlock | crashed @ wide_picture
# four writers share one end of a pipe without a lock
import multiprocessing as mp
import zlib

DIAGNOSIS = "join-before-drain"

WIDTH, HEIGHT, BANDS = 640, 480, 4


def shade(x: int, y: int) -> int:
    return (x ^ y) & 255


def render(band: int, rows_out) -> None:
    first, last = band * HEIGHT // BANDS, (band + 1) * HEIGHT // BANDS
    for y in range(first, last):
        row = bytes(shade(x, y) for x in range(WIDTH))
        rows_out.send_bytes(y.to_bytes(4, "big") + row)


def main() -> None:
    rows_in, rows_out = mp.Pipe(duplex=False)
    renderers = [
        mp.Process(target=render, args=(band, rows_out), name=f"renderer {band}")
        for band in range(BANDS)
    ]
    for renderer in renderers:
        renderer.start()
    rows_out.close()
    rows = {}
    for _ in range(HEIGHT):
        message = rows_in.recv_bytes()
        rows[int.from_bytes(message[:4], "big")] = message[4:]
    for renderer in renderers:
        renderer.join()
    picture = b"".join(rows[y] for y in range(HEIGHT))
    print(f"{WIDTH} x {HEIGHT} pixels, checksum {zlib.crc32(picture):08x}")


if __name__ == "__main__":
    main()
