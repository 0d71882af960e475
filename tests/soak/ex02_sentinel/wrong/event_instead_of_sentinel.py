# verdict: early | deadlock @ every_item_in_order
# the event is set when put() has only buffered: the loop ends too soon, or waits in a last get
import multiprocessing as mp


def _produce(queue, items, done):
    for item in items:
        queue.put(item)
    done.set()


def _consume(queue, handle, done):
    while not done.is_set():
        handle(queue.get())


def run(items, handle):
    queue = mp.Queue()
    done = mp.Event()
    consumer = mp.Process(target=_consume, args=(queue, handle, done))
    producer = mp.Process(target=_produce, args=(queue, items, done))
    consumer.start()
    producer.start()
    producer.join()
    consumer.join()
