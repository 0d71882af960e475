"""Commit after the work.

Orders come by way of a Kafka topic. A service books them, and is killed now and then: by an update,
or because memory is short. Then another one goes on, and no order may be lost. The version below
loses some, and books others again.

Write ``consume(conf, topic, work, stop) -> None``. It joins a consumer group and calls
``work(key, value)`` for each record of ``topic`` that the group gives to it: in the order of the
record's partition, one at a time. Key and value are bytes or None.

- ``conf`` is a dict for ``confluent_kafka.Consumer``: it names the broker, the group, and how soon
  the group misses a member that has died. Leave it as it is; put what else you need into a copy.
- A partition of which the group has committed nothing yet begins at its first record.
- The process may be killed at any moment. Nothing is lost then: another member goes on from what
  was committed. Of what was worked on at most one record is worked on again, the one in hand: it is
  in hand from the call of ``work`` until the broker has taken its commit.
- Other members may come and go at any moment. If a partition moves to another one, nothing of it
  is worked on again.
- Records may come at any time, also after a long silence.

It goes on until ``stop.is_set()``; ``stop`` is a multiprocessing.Event. Then the record in hand is
finished and committed, and no other is begun; if none is in hand one may still be begun within a
second. The group hears at once that this member leaves it. ``consume`` returns within 5 seconds
after ``stop`` is set or, if a record is in hand then, after its commit. Everything is closed on
return, and ``consume`` may be called again, also with another ``conf``.

``work`` raises nothing, and may take up to ten seconds. Records are up to 500 kB. The broker is
there all the time, but may take two seconds for a commit. No busy waiting: who waits wakes up at
most 50 times a second.

One plain module, right under fork, spawn and forkserver. Example: with three records in ``topic``
and ``stop`` set in the third call of ``work``, ``consume`` returns after it, and three are
committed. Done when ``nox -s grade -- 26`` passes.
"""

from collections.abc import Callable
from multiprocessing.synchronize import Event

from confluent_kafka import Consumer


def consume(
    conf: dict, topic: str, work: Callable[[bytes | None, bytes | None], None], stop: Event
) -> None:
    consumer = Consumer(conf)
    consumer.subscribe([topic])
    while not stop.is_set():
        record = consumer.poll(0.5)  # TODO: when is a record done, and who knows?
        if record is not None:
            work(record.key(), record.value())
