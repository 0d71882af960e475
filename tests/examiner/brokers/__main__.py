"""Runs a Kafka broker with one topic for as long as somebody talks to it: one line, one reply.

`python -m examiner.brokers FOLDER PARTITIONS`. Lines and replies are JSON: a line is a list of a
word and what belongs to it, a reply is `{"reply": …}` or `{"failure": "a sentence"}`.
"""

import asyncio
import json
import sys
import time
import traceback
from pathlib import Path

from confluent_kafka import Consumer, Producer, TopicPartition
from confluent_kafka.admin import AdminClient
from confluent_kafka.cimpl import NewTopic

from examiner.brokers.relay import JOIN_GROUP, LEAVE_GROUP, Relay
from examiner.brokers.tansu import BrokerFailed, Tansu, running

TOPIC = "orders"

_PATIENCE = 30.0
"""Seconds in which the broker must have done what it is asked for."""

_LOOK = 0.01


class Desk:
    """Does what it is asked for by the first word of a line."""

    def __init__(self, relay: Relay, broker: Tansu, partitions: int) -> None:
        """Make the topic."""
        self._relay = relay
        self._broker = broker
        self._partitions = range(partitions)
        self._client: dict[str, str | int | float | bool] = {
            "bootstrap.servers": f"127.0.0.1:{broker.port}",
            "log_level": 2,
        }
        admin = AdminClient(self._client)  # what it makes comes to nothing when it goes
        admin.create_topics([NewTopic(TOPIC, partitions, 1)])[TOPIC].result(_PATIENCE)
        # One record a batch: to the broker an end offset is a number of batches.
        self._producer = Producer({**self._client, "batch.num.messages": 1})

    def add(self, records: list[tuple[int, str | None, str | None]]) -> None:
        """Add records: partition, key and value, whose bytes are as many characters."""
        for partition, *pair in records:
            key, value = (None if text is None else text.encode("latin-1") for text in pair)
            self._producer.produce(TOPIC, value, key, partition)
        if left := self._producer.flush(_PATIENCE):
            raise BrokerFailed(f"{left} records were not taken{self._broker.quoted()}")

    def committed(self, group: str) -> list[int]:
        """Return how many records of each partition a group has done, 0 if it never said."""
        consumer = Consumer({**self._client, "group.id": group})
        try:
            asked = [TopicPartition(TOPIC, number) for number in self._partitions]
            return [max(found.offset, 0) for found in consumer.committed(asked, _PATIENCE)]
        finally:
            consumer.close()

    def delay(self, after: int, seconds: float) -> None:
        """Let the commit that comes after so many more reach the broker late."""
        self._relay.delay(after, seconds)

    def joined(self, number: int, seconds: float) -> bool:
        """Wait until so many have asked to be let into a group; return whether they have."""
        limit = time.monotonic() + seconds
        while self._members(JOIN_GROUP) < number and time.monotonic() < limit:
            time.sleep(_LOOK)
        return self._members(JOIN_GROUP) >= number

    def left(self) -> int:
        """Return how many have told the group that they leave it."""
        return self._members(LEAVE_GROUP)

    def _members(self, asked: int) -> int:
        return len(self._relay.asked.get(asked, ()))

    def look(self) -> None:
        """See whether the broker still runs."""
        self._broker.look()


def reply(text: str) -> None:
    """Write one line."""
    print(text, flush=True)


async def main(folder: Path, partitions: int) -> None:
    """Serve until nobody can ask any more."""
    relay = Relay()
    port = await relay.open()
    with running(folder, port) as broker:
        relay.broker = broker.port
        desk = await asyncio.to_thread(Desk, relay, broker, partitions)
        reply(json.dumps({"reply": {"address": f"127.0.0.1:{port}", "topic": TOPIC}}))
        while line := await asyncio.to_thread(sys.stdin.readline):
            word, *words = json.loads(line)
            reply(json.dumps({"reply": await asyncio.to_thread(getattr(desk, word), *words)}))


if __name__ == "__main__":
    try:
        asyncio.run(main(Path(sys.argv[1]), int(sys.argv[2])))
    except Exception as error:  # noqa: BLE001 - it is raised again by who asked
        traceback.print_exc()
        reply(json.dumps({"failure": f"{type(error).__name__}: {error}"}))
        sys.exit(1)
