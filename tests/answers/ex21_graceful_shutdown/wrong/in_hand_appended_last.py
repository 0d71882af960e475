# verdict: wrong @ grace
# Puts the killed jobs behind those that were never begun.
# "then `serve` returns the jobs that were not finished, in list order": `[60, 0.3]` comes back as
# `[0.3, 60]` when the first was in hand at the kill.

import asyncio
import collections
import multiprocessing as mp
import signal

SIGNALS = (signal.SIGTERM, signal.SIGINT)


def _work_loop(conn, work):
    for s in SIGNALS:
        signal.signal(s, signal.SIG_IGN)
    conn.send(None)
    while packed := conn.recv():
        work(packed[0])
        conn.send(None)


class _Server:
    def __init__(self, jobs, procs, grace):
        self.jobs = jobs
        self.procs = procs
        self.grace = grace
        self.todo = collections.deque(range(len(jobs)))
        self.hand = {}
        self.unfinished = []
        self.stopping = False
        self.open = set(procs)

    def on_message(self, conn):
        conn.recv()
        self.hand.pop(conn, None)
        if self.todo and not self.stopping:
            self.hand[conn] = self.todo.popleft()
            conn.send([self.jobs[self.hand[conn]]])
        else:
            conn.send([])
            self.drop(conn)

    def on_signal(self):
        if self.stopping:
            self.kill()
        else:
            self.stopping = True
            self.loop.call_later(self.grace, self.kill)

    def kill(self):
        for conn in list(self.hand):
            self.procs[conn].kill()
            self.unfinished.append(self.hand.pop(conn))
            self.drop(conn)

    def drop(self, conn):
        self.loop.remove_reader(conn.fileno())
        self.open.remove(conn)
        if not self.open:
            self.end.set_result(None)

    async def main(self):
        self.loop = asyncio.get_running_loop()
        self.end = self.loop.create_future()
        for s in SIGNALS:
            self.loop.add_signal_handler(s, self.on_signal)
        for conn in self.open:
            self.loop.add_reader(conn.fileno(), self.on_message, conn)
        await self.end


def serve(jobs, work, workers, grace):
    if not jobs:
        return []
    procs = {}
    for _ in range(min(workers, len(jobs))):
        conn, child_conn = mp.Pipe()
        procs[conn] = mp.Process(target=_work_loop, args=(child_conn, work))
        procs[conn].start()
        child_conn.close()
    before = [signal.getsignal(s) for s in SIGNALS]
    server = _Server(jobs, procs, grace)
    asyncio.run(server.main())
    for conn, proc in procs.items():
        proc.join()
        conn.close()
    for s, handler in zip(SIGNALS, before):
        signal.signal(s, handler)
    return [jobs[i] for i in [*server.todo, *server.unfinished]]
