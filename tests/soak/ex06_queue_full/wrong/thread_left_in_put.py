# verdict: leaked | deadlock | wrong @ patience_ends
# A thread puts without limit; after the patience it is left alone, and still puts when room comes.
import multiprocessing as mp  # noqa: F401
import threading


def produce(queue, items, patience, gone):
    sent, rejected = 0, []
    for number, item in enumerate(items):
        if gone.is_set():
            queue.cancel_join_thread()
            return sent, rejected + items[number:]
        thread = threading.Thread(target=queue.put, args=(item,), daemon=True)
        thread.start()
        thread.join(patience)
        if thread.is_alive():
            rejected.append(item)
        else:
            sent += 1
    return sent, rejected
