"""Share big data without copies.

Two jobs on big data. This version pickles all of the data. Use shared memory instead.
Write ``squares(n, workers) -> str``:

- The workers write i * i for each i in ``range(n)`` into one shared block, as little-endian
  signed 64-bit integers. Return the SHA-256 of its 8 * n bytes in hexadecimal. ``n`` may be 0.

Write ``count_byte(path, value, workers) -> int``:

- Return how often the byte ``value`` (0 to 255) occurs in the file at ``path``. It may be empty.
  Each worker maps the file (``mmap``) or reads in it, and counts in a range; none reads all.

For both:

- The work is split among ``workers`` (>= 1) child processes, which work at the same time. Fewer
  will do for fewer than 1,000 squares or bytes.
- A call pickles or sends at most 64 KiB between processes in all: arguments, queues, pipes, pools.
- On return all processes have ended. No descriptor or shared memory is left, but what the library
  itself keeps of a RawArray. Both functions may be called again. Don't write to the file.

One plain module, right under fork, spawn and forkserver; leave the start method as it is set.
Example: ``squares(2, 1)`` hashes eight zero bytes, a 1 and seven zero bytes.
Done when ``nox -s grade -- 15`` passes.
"""

import hashlib
import multiprocessing as mp


def square(first: int, last: int) -> bytes:
    return b"".join((i * i).to_bytes(8, "little") for i in range(first, last))


def in_pool(workers: int, function, jobs: list) -> list:
    with mp.Pool(workers) as pool:
        results = pool.starmap(function, jobs)  # TODO: share the data instead of sending them.
        pool.close()
        pool.join()
    return results


def squares(n: int, workers: int) -> str:
    blocks = in_pool(workers, square, [(k, min(k + 100, n)) for k in range(0, n, 100)])
    return hashlib.sha256(b"".join(blocks)).hexdigest()


def count_byte(path: str, value: int, workers: int) -> int:
    with open(path, "rb") as file:
        return sum(in_pool(workers, bytes.count, [(line, value) for line in file]))
