# verdict: busy-wait @ silence
# Asks for records without waiting for any.
# Breaks "No busy waiting": it uses a whole processor while nothing comes.

from collections.abc import Callable
from multiprocessing.synchronize import Event

from confluent_kafka import Consumer


def consume(
    conf: dict, topic: str, work: Callable[[bytes | None, bytes | None], None], stop: Event
) -> None:
    consumer = Consumer({**conf, "enable.auto.commit": False, "auto.offset.reset": "earliest"})
    consumer.subscribe([topic])
    try:
        while not stop.is_set():
            record = consumer.poll(0)
            if record is None or record.error():
                continue
            work(record.key(), record.value())
            consumer.commit(record, asynchronous=False)
    finally:
        consumer.close()
