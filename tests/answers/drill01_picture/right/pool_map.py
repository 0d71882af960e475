# right: a pool of four, closed and joined
import multiprocessing as mp
import zlib

DIAGNOSIS = "join-before-drain"

WIDTH, HEIGHT, BANDS = 640, 480, 4


def shade(x: int, y: int) -> int:
    return (x ^ y) & 255


def render(band: int) -> bytes:
    size = HEIGHT // BANDS
    rows = range(band * size, (band + 1) * size)
    return bytes(shade(x, y) for y in rows for x in range(WIDTH))


def main() -> None:
    pool = mp.Pool(BANDS)
    picture = b"".join(pool.map(render, range(BANDS), chunksize=1))
    pool.close()
    pool.join()
    print(f"{WIDTH} x {HEIGHT} pixels, checksum {zlib.crc32(picture):08x}")


if __name__ == "__main__":
    main()
