"""Poll one record, work, commit that very message synchronously until the broker took it."""

import time
from collections.abc import Callable
from multiprocessing.synchronize import Event

from confluent_kafka import Consumer, KafkaError, KafkaException, Message

MOVED = {
    KafkaError.ILLEGAL_GENERATION,
    KafkaError.UNKNOWN_MEMBER_ID,
    KafkaError.FENCED_INSTANCE_ID,
    KafkaError._ASSIGNMENT_LOST,
}


def commit(consumer: Consumer, record: Message) -> None:
    """Return when the broker has the offset, or when the partition is another member's."""
    while True:
        try:
            partitions = consumer.commit(message=record, asynchronous=False)
            error = partitions[0].error
        except KafkaException as exc:
            error = exc.args[0]
        if error is None or error.code() in MOVED:
            return
        time.sleep(0.1)  # slow or busy: the record stays in hand, so ask again


def consume(
    conf: dict, topic: str, work: Callable[[bytes | None, bytes | None], None], stop: Event
) -> None:
    consumer = Consumer(
        {
            **conf,
            "enable.auto.commit": False,
            "auto.offset.reset": "earliest",
            "max.poll.interval.ms": 300_000,
        }
    )
    try:
        consumer.subscribe([topic])
        while not stop.is_set():
            record = consumer.poll(0.5)
            if record is None:
                continue
            if record.error():
                if record.error().fatal():
                    raise KafkaException(record.error())
                continue
            if stop.is_set():  # it came too late: nobody has begun it
                break
            work(record.key(), record.value())
            commit(consumer, record)
    finally:
        consumer.close()
