"""Gives each worker a task of asyncio, and talks to it over a socket."""

import asyncio
import multiprocessing as mp
import pickle
import socket
import struct
import traceback
from collections import deque
from multiprocessing.reduction import ForkingPickler

HEADER = struct.Struct("!Q")


class Unstartable(Exception):
    pass


def describe(exc):
    try:
        message = str(exc)
    except Exception:
        message = "<exception str() failed>"
    return "error", type(exc).__name__, message, traceback.format_exc()


def work(sock, fn):
    with sock, sock.makefile("rwb") as stream:
        while header := stream.read(HEADER.size):
            (size,) = HEADER.unpack(header)
            if size == 0:
                break
            data = stream.read(size)
            stream.write(b"B")  # Begun.
            stream.flush()
            try:
                reply = bytes(ForkingPickler.dumps(("ok", fn(pickle.loads(data)))))
            except Exception as exc:
                reply = pickle.dumps(describe(exc))
            stream.write(HEADER.pack(len(reply)) + reply)
            stream.flush()


class Worker:
    @classmethod
    async def hire(cls, fn):
        self = cls()
        mine, theirs = socket.socketpair()
        with theirs:
            self.process = mp.Process(target=work, args=(theirs, fn))
            try:
                self.process.start()
            except BaseException:
                mine.close()
                raise
        self.reader, self.writer = await asyncio.open_connection(sock=mine)
        return self

    async def ask(self, data):
        """Return (begun, reply); the reply is None if the process died."""
        begun = False
        try:
            self.writer.write(HEADER.pack(len(data)) + data)
            await self.writer.drain()
            await self.reader.readexactly(1)
            begun = True
            (size,) = HEADER.unpack(await self.reader.readexactly(HEADER.size))
            return begun, await self.reader.readexactly(size)
        except (asyncio.IncompleteReadError, OSError):
            return begun, None

    async def end(self):
        """Return the exit code of a process that is dead or about to end."""
        try:
            self.writer.close()
            await self.writer.wait_closed()
        except OSError:
            pass
        self.process.join()
        return self.process.exitcode

    async def dismiss(self):
        try:
            self.writer.write(HEADER.pack(0))
            await self.writer.drain()
            await self.reader.read()  # To the end of file: it has gone.
        except OSError:
            pass
        await self.end()


async def slot(todo, items, fn, reports):
    worker = None

    async def one(data):
        nonlocal worker
        for _ in range(5):
            if worker is None:
                try:
                    worker = await Worker.hire(fn)
                except Exception as exc:
                    raise Unstartable from exc
            begun, reply = await worker.ask(data)
            if reply is not None:
                return pickle.loads(reply)
            code = await worker.end()
            worker = None
            if begun:
                return "crashed", code
        raise Unstartable("workers die before they begin")

    try:
        while todo:
            index = todo.popleft()
            try:
                kind, *rest = await one(bytes(ForkingPickler.dumps(items[index])))
            except Unstartable:
                raise
            except Exception as exc:
                kind, *rest = describe(exc)
            reports[index] = (kind, index, *rest)
    finally:
        if worker is not None:
            await worker.dismiss()


async def main(items, fn, workers):
    reports = [None] * len(items)
    todo = deque(range(len(items)))
    slots = [slot(todo, items, fn, reports) for _ in range(min(workers, len(items)))]
    for outcome in await asyncio.gather(*slots, return_exceptions=True):
        if outcome is not None:
            raise outcome
    return reports


def run(items, fn, workers):
    return asyncio.run(main(items, fn, workers))
