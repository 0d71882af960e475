"""store_offsets(message) after the work, then an offset-less synchronous commit()."""

import time
from collections.abc import Callable
from multiprocessing.synchronize import Event

from confluent_kafka import Consumer, KafkaError, KafkaException

EXTRA = {
    "enable.auto.commit": False,  # nothing is committed behind our back, nor by close()
    "enable.auto.offset.store": False,  # and only what was worked on is stored
    "auto.offset.reset": "earliest",
}
NOT_OURS = frozenset(
    {
        KafkaError._STATE,  # store_offsets: the partition is not assigned any more
        KafkaError._NO_OFFSET,  # commit: nothing stored in the present assignment
        KafkaError._ASSIGNMENT_LOST,
        KafkaError.ILLEGAL_GENERATION,
        KafkaError.UNKNOWN_MEMBER_ID,
        KafkaError.FENCED_INSTANCE_ID,
    }
)


def check(error: KafkaError | None) -> None:
    if error is not None:
        raise KafkaException(error)


def book(consumer: Consumer, message) -> None:
    while True:
        try:
            consumer.store_offsets(message=message)
            for partition in consumer.commit(asynchronous=False):
                check(partition.error)
            return
        except KafkaException as exc:
            if exc.args[0].code() in NOT_OURS:
                return
            time.sleep(0.25)


def consume(
    conf: dict, topic: str, work: Callable[[bytes | None, bytes | None], None], stop: Event
) -> None:
    consumer = Consumer({**conf, **EXTRA})
    try:
        consumer.subscribe([topic])
        while not stop.is_set():
            message = consumer.poll(1.0)
            if message is None or stop.is_set():
                continue
            error = message.error()
            if error is None:
                work(message.key(), message.value())
                book(consumer, message)
            elif error.fatal():
                raise KafkaException(error)
    finally:
        consumer.close()
