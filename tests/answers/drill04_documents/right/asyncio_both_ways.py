"""asyncio: to_thread puts and to_thread gets, gathered, with Process subclasses as sealers."""

import asyncio
import multiprocessing as mp
import zlib

DIAGNOSIS = "both-queues-full"

DOCUMENTS = {number: f"document {number}".encode() * 20 for number in range(60)}
WAITING = 5


class Sealer(mp.Process):
    def __init__(self, n, unsealed, sealed):
        super().__init__(name=f"sealer {n}")
        self.unsealed, self.sealed = unsealed, sealed

    def run(self):
        while True:
            document = self.unsealed.get()
            if document is None:
                return
            number, text = document
            self.sealed.put((number, f"{zlib.crc32(text):08x}"))


async def feed(unsealed, sealers):
    for document in DOCUMENTS.items():
        await asyncio.to_thread(unsealed.put, document)
    for _ in sealers:
        await asyncio.to_thread(unsealed.put, None)


async def fetch(sealed):
    seals = {}
    while len(seals) < len(DOCUMENTS):
        number, checksum = await asyncio.to_thread(sealed.get)
        seals[number] = checksum
    return seals


async def exchange(unsealed, sealed, sealers):
    _, seals = await asyncio.gather(feed(unsealed, sealers), fetch(sealed))
    return seals


def main():
    unsealed, sealed = mp.Queue(WAITING), mp.Queue(WAITING)
    sealers = [Sealer(n, unsealed, sealed) for n in range(2)]
    for sealer in sealers:
        sealer.start()
    seals = asyncio.run(exchange(unsealed, sealed, sealers))
    for sealer in sealers:
        sealer.join()
    print(f"{len(seals)} documents, first {seals[0]}, last {seals[59]}")


if __name__ == "__main__":
    main()
