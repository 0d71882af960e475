"""A generator of records under cooperative-sticky assignment; it commits when resumed."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from multiprocessing.synchronize import Event

from confluent_kafka import Consumer, KafkaError, KafkaException, Message, TopicPartition

# While the group rebalances around us the generation may be stale for a moment: try again.
STALE = {KafkaError.ILLEGAL_GENERATION, KafkaError.UNKNOWN_MEMBER_ID}
LOST = {KafkaError._ASSIGNMENT_LOST, KafkaError.FENCED_INSTANCE_ID}


def commit(consumer: Consumer, offset: TopicPartition) -> None:
    stale = 0
    while True:
        try:
            error = consumer.commit(offsets=[offset], asynchronous=False)[0].error
        except KafkaException as exc:
            error = exc.args[0]
        if error is None or error.code() in LOST:
            return
        stale += error.code() in STALE
        if stale == 5:  # it has really moved
            return
        time.sleep(0.2)


def records(conf: dict, topic: str, stop: Event) -> Iterator[Message]:
    """Yield record after record; whoever asks for the next one has done the last one."""
    done: dict[int, int] = {}
    own = {
        "enable.auto.commit": False,
        "auto.offset.reset": "earliest",
        "partition.assignment.strategy": "cooperative-sticky",
        "max.poll.interval.ms": 600_000,
    }
    consumer = Consumer({**conf, **own})
    try:
        consumer.subscribe([topic])
        while not stop.is_set():
            message = consumer.poll(0.4)
            if message is None or stop.is_set():
                continue
            if message.error():
                if message.error().fatal():
                    raise KafkaException(message.error())
                continue
            partition, following = message.partition(), message.offset() + 1
            if following > done.get(partition, 0):  # else: done, but its commit was refused
                yield message
                done[partition] = following
            commit(consumer, TopicPartition(topic, partition, done[partition]))
    finally:
        consumer.close()


def consume(
    conf: dict, topic: str, work: Callable[[bytes | None, bytes | None], None], stop: Event
) -> None:
    with closing(records(conf, topic, stop)) as stream:
        for message in stream:
            work(message.key(), message.value())
