# verdict: deadlock @ system_exit (fork)
# All pipes are made first: under fork every worker holds copies of the others' ends, so the death
# of one does not end its stream.
import multiprocessing as mp
import pickle
import traceback
from multiprocessing.connection import wait


def serve(conn, fn):
    while (job := conn.recv_bytes()) != b"":
        try:
            data = pickle.dumps(("ok", fn(pickle.loads(job))))
        except Exception as e:
            data = pickle.dumps(("error", type(e).__name__, str(e), traceback.format_exc()))
        conn.send_bytes(data)


def hire(count, fn):
    ends = [mp.Pipe() for _ in range(count)]
    crew = {}
    for mine, theirs in ends:
        crew[mine] = mp.Process(target=serve, args=(theirs, fn))
        crew[mine].start()
    for _, theirs in ends:
        theirs.close()
    return crew


def run(items, fn, workers):
    crew = hire(workers, fn)
    rows, busy, todo = {}, {}, list(enumerate(items))
    while todo or busy:
        for conn in crew:
            if conn not in busy and todo:
                busy[conn], item = todo.pop(0)
                conn.send(item)
        for conn in wait(list(busy)):
            i = busy.pop(conn)
            try:
                tag, *rest = conn.recv()
                rows[i] = (tag, i, *rest)
            except (EOFError, OSError):
                process = crew.pop(conn)
                process.join()
                conn.close()
                rows[i] = ("crashed", i, process.exitcode)
                crew.update(hire(1, fn))
    for conn, process in crew.items():
        conn.send_bytes(b"")
        process.join()
        conn.close()
    return [rows[i] for i in range(len(items))]
