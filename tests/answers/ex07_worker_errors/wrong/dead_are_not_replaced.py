# verdict: wrong | crashed | early | deadlock @ a_process_exits
# A worker that dies is reported, and the others go on; when all are dead the rest is not done.
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


def run(items, fn, workers):
    crew = {}
    for _ in range(workers):
        mine, theirs = mp.Pipe()
        crew[mine] = mp.Process(target=serve, args=(theirs, fn))
        crew[mine].start()
        theirs.close()
    rows, busy, todo = {}, {}, list(enumerate(items))
    while crew and (todo or busy):
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
    for conn, process in crew.items():
        conn.send_bytes(b"")
        process.join()
        conn.close()
    return [rows[i] for i in sorted(rows)]
