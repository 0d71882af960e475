"""One record at a time: take it, work on it, wait until the broker has its commit."""

from collections.abc import Callable
from multiprocessing.synchronize import Event

from confluent_kafka import Consumer, KafkaException

LOOK = 0.5  # seconds: so soon is stop seen


def consume(
    conf: dict, topic: str, work: Callable[[bytes | None, bytes | None], None], stop: Event
) -> None:
    consumer = Consumer({**conf, "enable.auto.commit": False, "auto.offset.reset": "earliest"})
    try:
        consumer.subscribe([topic])
        while not stop.is_set():
            record = consumer.poll(LOOK)
            if record is None or record.error():
                continue  # nothing came, or something that the client itself sees to
            work(record.key(), record.value())
            try:
                consumer.commit(message=record, asynchronous=False)
            except KafkaException:
                continue  # the partition has moved: whoever has it now begins with this record
    finally:
        consumer.close()
