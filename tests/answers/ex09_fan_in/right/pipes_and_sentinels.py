import multiprocessing as mp
from multiprocessing import connection


def work(conn, source):
    for item in source:
        conn.send({"item": item})
    conn.send({})


def run(sources, handle):
    ctx = mp.get_context()
    open_pipes, processes, result = {}, {}, {}
    for name, source in sources.items():
        ours, theirs = ctx.Pipe()
        processes[name] = ctx.Process(target=work, args=(theirs, source), daemon=True)
        processes[name].start()
        theirs.close()
        open_pipes[name] = ours

    def read(name):
        try:
            message = open_pipes[name].recv()
        except (EOFError, OSError):
            return False
        if "item" in message:
            handle(name, message["item"])
        else:
            result[name] = "done"
        return name not in result

    while open_pipes:
        ready = connection.wait(
            [*open_pipes.values(), *(processes[n].sentinel for n in open_pipes)]
        )
        for name, conn in list(open_pipes.items()):
            over = False
            if conn in ready:
                over = not read(name)
            elif processes[name].sentinel in ready:
                # What the dead left behind comes first.
                while not over and conn.poll():
                    over = not read(name)
                over = True
            if over:
                conn.close()
                del open_pipes[name]
                result.setdefault(name, "died")
    for process in processes.values():
        process.join()
    return result
