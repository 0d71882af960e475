# verdict: wrong @ while_it_comes_up
# nobody reads until the subscriber has come up
import multiprocessing as mp
import pickle
import queue
import threading


def receive(inbox, waiting, lost):
    while data := inbox.recv_bytes():
        try:
            waiting.put_nowait(data)
        except queue.Full:
            lost.value += 1
    waiting.put(b"")


def serve(inbox, handler, mailbox, lost):
    waiting = queue.Queue(mailbox)
    # Reads all the time, whatever the handler does, so that the publisher never has to wait.
    threading.Thread(target=receive, args=(inbox, waiting, lost)).start()
    while data := waiting.get():
        handler(*pickle.loads(data))


def run(events, subscribers, mailbox):
    lost = {name: mp.Value("Q", 0) for name in subscribers}
    lines, processes = [], []
    for name, (topics, handler) in subscribers.items():
        inbox, outbox = mp.Pipe(duplex=False)
        process = mp.Process(target=serve, args=(inbox, handler, mailbox, lost[name]), name=name)
        process.start()
        inbox.close()
        processes.append(process)
        lines.append((set(topics), outbox))
    for topic, payload in events:
        data = pickle.dumps((topic, payload))
        for topics, outbox in lines:
            if topic in topics:
                outbox.send_bytes(data)
    for _, outbox in lines:
        outbox.send_bytes(b"")
    for process in processes:
        process.join()
    for _, outbox in lines:
        outbox.close()
    return {name: count.value for name, count in lost.items()}
