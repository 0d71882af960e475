"""contextlib.closing, iter(callable, sentinel), and a ledger of the next offset per partition."""

import time
from collections.abc import Callable
from contextlib import closing
from multiprocessing.synchronize import Event

from confluent_kafka import Consumer, KafkaError, KafkaException, Message, TopicPartition


def consume(
    conf: dict, topic: str, work: Callable[[bytes | None, bytes | None], None], stop: Event
) -> None:
    session = int(conf.get("session.timeout.ms", 45_000))
    settings = {
        **conf,
        "enable.auto.commit": False,
        "auto.offset.reset": "earliest",
        "heartbeat.interval.ms": min(3_000, max(1, session // 3)),
        "queued.max.messages.kbytes": 8_192,
    }
    ledger: dict[int, int] = {}  # what this call has worked on
    with closing(Consumer(settings)) as consumer:
        consumer.subscribe([topic])

        def next_record() -> Message | None:
            while not stop.is_set():
                record = consumer.poll(0.25)
                if stop.is_set():
                    return None
                if record is not None and is_record(record):
                    return record
            return None

        for record in iter(next_record, None):
            partition = record.partition()
            if record.offset() >= ledger.get(partition, 0):
                work(record.key(), record.value())
                ledger[partition] = record.offset() + 1
            write(consumer, TopicPartition(topic, partition, ledger[partition]))


def is_record(message: Message) -> bool:
    error = message.error()
    if error is not None and error.fatal():
        raise KafkaException(error)
    return error is None


def write(consumer: Consumer, offset: TopicPartition) -> None:
    """Commit, and wait for the broker's word however long it takes."""
    while True:
        try:
            [result] = consumer.commit(offsets=[offset], asynchronous=False)
            error = result.error
        except KafkaException as exc:
            [error] = exc.args
        match error and error.code():
            case None:
                return
            case (
                KafkaError.ILLEGAL_GENERATION
                | KafkaError.UNKNOWN_MEMBER_ID
                | KafkaError.FENCED_INSTANCE_ID
                | KafkaError._ASSIGNMENT_LOST
            ):
                return  # another member has the partition: work goes on with what is left
            case _:
                time.sleep(0.1)
