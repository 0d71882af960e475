# verdict: wrong @ killed
# Commits once, when it is told to stop.
# Breaks "at most one record is worked on again": who is killed has committed nothing.

from collections.abc import Callable
from multiprocessing.synchronize import Event

from confluent_kafka import Consumer, KafkaException


def consume(
    conf: dict, topic: str, work: Callable[[bytes | None, bytes | None], None], stop: Event
) -> None:
    consumer = Consumer({**conf, "enable.auto.commit": False, "auto.offset.reset": "earliest"})
    consumer.subscribe([topic])
    try:
        while not stop.is_set():
            record = consumer.poll(0.5)
            if record is not None and not record.error():
                work(record.key(), record.value())
        try:
            consumer.commit(asynchronous=False)
        except KafkaException:
            pass  # there was nothing
    finally:
        consumer.close()
