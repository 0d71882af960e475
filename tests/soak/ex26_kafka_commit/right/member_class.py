"""A Member class: a context manager that joins on entry, leaves on exit, and knows its own."""

import time
from collections.abc import Callable
from multiprocessing.synchronize import Event
from typing import Self

from confluent_kafka import Consumer, KafkaError, KafkaException, Message, TopicPartition

Work = Callable[[bytes | None, bytes | None], None]


class Member:
    """One member of the group, for one topic."""

    POLL = 0.5
    PAUSE = 0.1
    EXPELLED = (
        KafkaError.ILLEGAL_GENERATION,
        KafkaError.UNKNOWN_MEMBER_ID,
        KafkaError.FENCED_INSTANCE_ID,
        KafkaError._ASSIGNMENT_LOST,
    )

    def __init__(self, conf: dict, topic: str) -> None:
        session = int(conf.get("session.timeout.ms", 45_000))
        self._conf = conf | {
            "enable.auto.commit": False,
            "auto.offset.reset": "earliest",
            "heartbeat.interval.ms": min(3_000, max(1, session // 4)),
            "max.poll.interval.ms": max(300_000, session),
        }
        self._topic = topic
        self._owned: set[int] = set()

    def __enter__(self) -> Self:
        self._consumer = Consumer(self._conf)
        try:
            self._consumer.subscribe(
                [self._topic],
                on_assign=self._gained,
                on_revoke=self._gave_up,
                on_lost=self._gave_up,
            )
        except BaseException:
            self._consumer.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._consumer.close()

    def _gained(self, _: Consumer, partitions: list[TopicPartition]) -> None:
        self._owned.update(tp.partition for tp in partitions)

    def _gave_up(self, _: Consumer, partitions: list[TopicPartition]) -> None:
        self._owned.difference_update(tp.partition for tp in partitions)

    def next(self) -> Message | None:
        message = self._consumer.poll(self.POLL)
        if message is None:
            return None
        if error := message.error():
            if error.fatal():
                raise KafkaException(error)
            return None
        return message if message.partition() in self._owned else None

    def acknowledge(self, message: Message) -> None:
        while (error := self._commit(message)) and error.code() not in self.EXPELLED:
            time.sleep(self.PAUSE)

    def _commit(self, message: Message) -> KafkaError | None:
        try:
            return self._consumer.commit(message=message, asynchronous=False)[0].error
        except KafkaException as exc:
            return exc.args[0]


def consume(conf: dict, topic: str, work: Work, stop: Event) -> None:
    with Member(conf, topic) as member:
        while not stop.is_set():
            message = member.next()
            if message is not None and not stop.is_set():
                work(message.key(), message.value())
                member.acknowledge(message)
