# right: BaseException is caught, so SystemExit is reported as an error; futures of asyncio wait
import asyncio
import multiprocessing as mp
import pickle
import traceback


def child(conn, fn, item):
    try:
        blob = pickle.dumps({"tag": "ok", "rest": [fn(item)]})
    except BaseException as e:
        rest = [type(e).__name__, str(e), traceback.format_exc()]
        blob = pickle.dumps({"tag": "error", "rest": rest})
    conn.send_bytes(blob)


def blocking_receive(conn):
    try:
        return pickle.loads(conn.recv_bytes())
    except (EOFError, OSError):
        return None


async def one(i, item, fn, limit):
    async with limit:
        mine, theirs = mp.Pipe(duplex=False)
        process = mp.Process(target=child, args=(theirs, fn, item))
        process.start()
        theirs.close()
        reply = await asyncio.to_thread(blocking_receive, mine)
        mine.close()
        process.join()
        return (reply["tag"], i, *reply["rest"]) if reply else ("crashed", i, process.exitcode)


async def everything(items, fn, workers):
    limit = asyncio.Semaphore(workers)
    return await asyncio.gather(*(one(i, item, fn, limit) for i, item in enumerate(items)))


def run(items, fn, workers):
    return asyncio.run(everything(items, fn, workers))
