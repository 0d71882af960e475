# verdict: deadlock @ every_item_in_order (fork)
# only the caller's copy of the write end is closed; a forked consumer has one of its own
import multiprocessing as mp


def _produce(writer, items):
    for item in items:
        writer.send(item)
    writer.close()


def _consume(reader, handle):
    while True:
        try:
            item = reader.recv()
        except EOFError:
            return
        handle(item)


def run(items, handle):
    reader, writer = mp.Pipe(duplex=False)
    producer = mp.Process(target=_produce, args=(writer, items))
    consumer = mp.Process(target=_consume, args=(reader, handle))
    producer.start()
    consumer.start()
    reader.close()
    writer.close()
    producer.join()
    consumer.join()
