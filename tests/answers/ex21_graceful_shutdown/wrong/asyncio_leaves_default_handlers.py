# verdict: wrong @ handlers
# It trusts loop.remove_signal_handler() to put the old handlers back; that sets the default ones.
# Breaks "SIGTERM and SIGINT have the handlers that they had before": the caller's own are gone.

import asyncio
import multiprocessing as mp
import signal


def _worker(conn, work):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    conn.send("ready")
    while (message := conn.recv()) is not None:
        work(message[0])
        conn.send("done")


async def _run(procs, jobs, grace):
    loop = asyncio.get_running_loop()
    over = asyncio.Event()
    live, in_hand, done = set(procs), {}, set()
    todo = iter(range(len(jobs)))
    signals = 0

    def leave(conn):
        loop.remove_reader(conn.fileno())
        live.discard(conn)
        in_hand.pop(conn, None)
        if not live:
            over.set()

    def on_message(conn):
        conn.recv()
        if conn in in_hand:
            done.add(in_hand.pop(conn))
        i = None if signals else next(todo, None)
        if i is None:
            conn.send(None)
            leave(conn)
        else:
            in_hand[conn] = i
            conn.send((jobs[i],))

    def kill(conns):
        for conn in list(conns):
            procs[conn].kill()
            leave(conn)

    def on_signal():
        nonlocal signals
        signals += 1
        if signals == 1:
            loop.call_later(grace, kill, in_hand)
        else:
            kill(live)

    for sig in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(sig, on_signal)
    try:
        for conn in procs:
            loop.add_reader(conn.fileno(), on_message, conn)
        await over.wait()
        for proc in procs.values():
            proc.join()
    finally:
        for sig in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(sig)
    return done


def serve(jobs, work, workers, grace):
    # Spawned children must not meet Ctrl-C before they ignore it; there is no signal before a job.
    old_int = signal.signal(signal.SIGINT, signal.SIG_IGN)
    procs = {}
    for _ in range(workers):
        ours, theirs = mp.Pipe()
        proc = mp.Process(target=_worker, args=(theirs, work))
        proc.start()
        theirs.close()
        procs[ours] = proc
    signal.signal(signal.SIGINT, old_int)
    done = asyncio.run(_run(procs, jobs, grace))
    return [job for i, job in enumerate(jobs) if i not in done]
