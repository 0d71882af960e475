# right: a pipe each way; an item costs the producer a credit, taking the item gives it back
import multiprocessing as mp

END = ("end", None)


def send_all(source, data, credits, maxsize):
    left = maxsize
    for item in source:
        while left == 0 or credits.poll():
            credits.recv_bytes()
            left += 1
        data.send(("item", item))
        left -= 1
    data.send(END)
    while left < maxsize:  # stay until every credit is back, so that nobody writes to a closed pipe
        credits.recv_bytes()
        left += 1


def receive_all(data, credits, handle):
    while True:
        kind, item = data.recv()
        if kind == "end":
            return
        credits.send_bytes(b"+")
        handle(item)


def run(source, handle, maxsize):
    if maxsize < 1:
        raise ValueError("at least one credit is needed")
    data_out, data_in = mp.Pipe(duplex=False)
    credits_out, credits_in = mp.Pipe(duplex=False)
    sender = mp.Process(target=send_all, args=(source, data_in, credits_out, maxsize))
    receiver = mp.Process(target=receive_all, args=(data_out, credits_in, handle))
    sender.start()
    receiver.start()
    for end in (data_out, data_in, credits_out, credits_in):
        end.close()
    sender.join()
    receiver.join()
