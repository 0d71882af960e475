"""A batch is a backlog: fetching is paused until it is worked off, poll(0) serves rebalances."""

import time
from collections import deque
from collections.abc import Callable
from multiprocessing.synchronize import Event

from confluent_kafka import Consumer, KafkaError, KafkaException, Message, TopicPartition

Work = Callable[[bytes | None, bytes | None], None]


class Booker:
    def __init__(self, conf: dict, topic: str) -> None:
        self.backlog: deque[Message] = deque()
        self.done: dict[int, int] = {}
        copy = dict(conf)
        copy.update(
            {
                "enable.auto.commit": False,
                "enable.auto.offset.store": False,
                "auto.offset.reset": "earliest",
                "max.poll.interval.ms": 300_000,
            }
        )
        session = int(copy.get("session.timeout.ms", 45_000))
        copy["heartbeat.interval.ms"] = min(3_000, max(1, session // 3))
        self.consumer = Consumer(copy)
        self.consumer.subscribe([topic], on_revoke=self.drop, on_lost=self.drop)

    def drop(self, _: Consumer, moved: list[TopicPartition]) -> None:
        gone = {tp.partition for tp in moved}
        kept = [message for message in self.backlog if message.partition() not in gone]
        self.backlog = deque(kept)

    def take(self, messages: list[Message]) -> None:
        for message in messages:
            if not message.error():
                self.backlog.append(message)
            elif message.error().fatal():
                raise KafkaException(message.error())

    def refill(self) -> None:
        if self.backlog:
            message = self.consumer.poll(0)  # a new partition is not paused: may give one
            self.take([] if message is None else [message])
            return
        self.consumer.resume(self.consumer.assignment())
        self.take(self.consumer.consume(num_messages=10, timeout=0.3))
        if self.backlog:
            self.consumer.pause(self.consumer.assignment())

    def handle(self, message: Message, work: Work) -> None:
        partition = message.partition()
        if message.offset() >= self.done.get(partition, 0):
            work(message.key(), message.value())
            self.done[partition] = message.offset() + 1
        where = TopicPartition(message.topic(), partition, self.done[partition])
        while error := self.commit(where):
            if error.code() in (
                KafkaError.ILLEGAL_GENERATION,
                KafkaError.UNKNOWN_MEMBER_ID,
                KafkaError.FENCED_INSTANCE_ID,
                KafkaError._ASSIGNMENT_LOST,
            ):
                self.drop(self.consumer, [where])
                break
            time.sleep(0.1)

    def commit(self, where: TopicPartition) -> KafkaError | None:
        try:
            return self.consumer.commit(offsets=[where], asynchronous=False)[0].error
        except KafkaException as exc:
            return exc.args[0]


def consume(conf: dict, topic: str, work: Work, stop: Event) -> None:
    booker = Booker(conf, topic)
    try:
        while not stop.is_set():
            booker.refill()
            if booker.backlog and not stop.is_set():
                booker.handle(booker.backlog.popleft(), work)
    finally:
        booker.consumer.close()
