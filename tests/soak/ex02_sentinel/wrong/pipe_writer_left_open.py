# verdict: deadlock @ every_item_in_order
# the caller keeps its copy of the write end, so the reader never sees the end of the pipe
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
    producer.join()
    consumer.join()
