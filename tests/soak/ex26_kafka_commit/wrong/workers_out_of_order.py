# verdict: wrong @ records
# Works on several records at a time, and commits each.
# Breaks "one at a time": four threads call work.

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.synchronize import Event

from confluent_kafka import Consumer


def consume(
    conf: dict, topic: str, work: Callable[[bytes | None, bytes | None], None], stop: Event
) -> None:
    consumer = Consumer({**conf, "enable.auto.commit": False, "auto.offset.reset": "earliest"})
    consumer.subscribe([topic])

    def do(record):
        work(record.key(), record.value())
        consumer.commit(record, asynchronous=False)

    with ThreadPoolExecutor(4) as pool:
        try:
            while not stop.is_set():
                record = consumer.poll(0.5)
                if record is not None and not record.error():
                    pool.submit(do, record)
            pool.shutdown()
        finally:
            consumer.close()
