# right: four processes of an executor return the bands
import multiprocessing as mp
import zlib
from concurrent.futures import ProcessPoolExecutor

DIAGNOSIS = "join-before-drain"

WIDTH, HEIGHT, BANDS = 640, 480, 4


def shade(x: int, y: int) -> int:
    return (x ^ y) & 255


def render(band: int) -> bytes:
    size = HEIGHT // BANDS
    rows = range(band * size, (band + 1) * size)
    return bytes(shade(x, y) for y in rows for x in range(WIDTH))


def main() -> None:
    with ProcessPoolExecutor(max_workers=4, mp_context=mp.get_context()) as executor:
        picture = b"".join(executor.map(render, range(BANDS)))
    print(f"{WIDTH} x {HEIGHT} pixels, checksum {zlib.crc32(picture):08x}")


if __name__ == "__main__":
    main()
