"""The model of what processes did: every picture and table is drawn from it."""

import json
import re

import pytest
from logs import MAIN, PIPE, QUEUE, Log, many

from examiner.facts.calls import CALLS_LOGGED
from examiner.facts.verdicts import Blocked
from examiner.telling import timeline
from examiner.telling.chronicle import Chronicle, chronicle

LEFT, RIGHT = 201, 202


def row(pid: int, role: str, waits_for: str, plain: str = "queue.get()") -> Blocked:
    """Return who waits for whom."""
    return Blocked(role, plain, "program.py", 5, waits_for, "", plain, "", pid)


def two() -> Log:
    """Return a log with two children."""
    log = Log()
    log.child(LEFT, "left", 1)
    log.child(RIGHT, "right", 2)
    return log


def items(seen: Chronicle) -> list[tuple[str, str]]:
    """Return which put came out at which get, as (lane: put, lane: get)."""
    name = [f"{seen.lanes[event.lane].role}: {event.told}" for event in seen.events]
    return [(name[link.source], name[link.target]) for link in seen.links if link.kind == "item"]


def test_a_get_is_linked_to_its_put() -> None:
    """Items are told apart by their values, whatever the order in which calls returned."""
    log = two()
    log.put(LEFT, 10, "a")
    log.put(LEFT, 11, "b")
    log.get(RIGHT, 20, "b")
    log.get(MAIN, 21, "a")
    seen = chronicle(log.outcome(), [])
    assert sorted(items(seen)) == [
        ("left: put 'a'", "main: get → 'a'"),
        ("left: put 'b'", "right: get → 'b'"),
    ]


def test_of_equal_items_the_first_comes_out_first() -> None:
    """A queue keeps the order."""
    log = two()
    log.put(LEFT, 10, 1)
    log.put(RIGHT, 11, 1)
    log.get(MAIN, 20, 1)
    seen = chronicle(log.outcome(), [])
    assert items(seen) == [("left: put 1", "main: get → 1")]


def test_items_of_different_queues_are_not_linked() -> None:
    """An equal value in another queue is another item."""
    log = two()
    log.put(LEFT, 10, 1)
    log.get(RIGHT, 20, 1, key="inode:8")
    assert items(chronicle(log.outcome(), [])) == []


def test_what_was_got_may_have_been_noted_before_its_put() -> None:
    """A put can return later than the get of the same item."""
    log = two()
    log.call(LEFT, "queue.put()", 10, 30, argument="1", key=QUEUE)
    log.call(RIGHT, "queue.get()", 5, 20, result="1", key=QUEUE)
    assert items(chronicle(log.outcome(), [])) == [("left: put 1", "right: get → 1")]


def test_both_ends_of_a_socket_pair_are_one_pipe() -> None:
    """What is sent at one end is received at the other."""
    log = two()
    log.add("pair", MAIN, 0.5, ends=[PIPE, "inode:10"], place=["", 0])
    log.call(LEFT, "connection.send()", 10, 11, argument="1", key=PIPE)
    log.call(RIGHT, "connection.recv()", 10, 12, result="1", key="inode:10")
    log.call(RIGHT, "connection.send()", 13, 14, argument="1", key="inode:10")
    log.call(LEFT, "connection.recv()", 12, 15, result="1", key=PIPE)
    seen = chronicle(log.outcome(), [])
    assert [thing.kind for thing in seen.things] == ["pipe"]
    assert items(seen) == [("left: send 1", "right: recv → 1"), ("right: send 1", "left: recv → 1")]


def bounded(log: Log, most: int = 2) -> None:
    """Note that the queue was made for so many items."""
    place = ["/answers/program.py", 3]
    log.add("make", MAIN, 0.5, what="Queue", place=place, key=QUEUE, maxsize=most)


def test_the_depth_of_a_bounded_queue_follows_its_calls() -> None:
    """It rises with each put, falls with each get, and is told from the beginning."""
    log = two()
    bounded(log)
    for at, item in ((10, 1), (11, 2)):
        log.put(LEFT, at, item)
    log.get(RIGHT, 20, 1)
    (depth,) = chronicle(log.outcome(), []).depths
    assert depth.maxsize == 2
    assert depth.points == ((0.0, 0), (0.0105, 1), (0.0115, 2), (0.0205, 1))


def test_a_depth_is_never_beyond_what_is_possible() -> None:
    """A get that is noted before the put, or after the next one, does not bend the curve."""
    log = two()
    bounded(log, 1)
    log.call(RIGHT, "queue.get()", 9, 10, result="1", key=QUEUE)
    log.call(LEFT, "queue.put()", 9, 11, argument="1", key=QUEUE)
    log.put(LEFT, 12, 2)
    log.put(LEFT, 13, 3)
    log.get(RIGHT, 13.2, 2)
    (depth,) = chronicle(log.outcome(), []).depths
    assert {count for _, count in depth.points} <= {0, 1}
    assert depth.points[-1][1] == 1


def test_a_queue_without_bound_has_no_depth() -> None:
    """A semaphore's greatest value stands for no bound."""
    log = two()
    bounded(log, 2**31 - 1)
    log.put(LEFT, 10, 1)
    assert chronicle(log.outcome(), []).depths == ()


def test_a_depth_is_told_as_long_as_every_call_is_known() -> None:
    """After the calls that a process logs, nothing is made up."""
    log = two()
    bounded(log)
    for number in range(CALLS_LOGGED):
        log.put(LEFT, 10 + number, number)
        log.get(RIGHT, 10.6 + number, number)
    seen = chronicle(log.outcome(), [])
    assert [seen.lanes[gap.lane].role for gap in seen.gaps] == ["left", "right"]
    assert seen.depths[0].known_until == seen.gaps[0].begin < seen.seconds


def test_the_newest_calls_close_the_gap_from_the_other_side() -> None:
    """If all later calls were kept there is no gap."""
    log = two()
    for number in range(CALLS_LOGGED + 5):
        log.put(LEFT, 10 + number, number)
    assert chronicle(log.outcome(newest=True), []).gaps == ()


def test_a_circle_of_waits_is_found() -> None:
    """Those in it are told from those that wait for one of them."""
    rows = [row(LEFT, "left", "right"), row(RIGHT, "right", "left"), row(MAIN, "main", "left")]
    seen = chronicle(two().outcome(), rows)
    roles = [lane.role for lane in seen.lanes]
    assert [roles[lane] for lane in seen.circle] == ["left", "right"]
    told = {(roles[e.source], roles[e.target or 0]): e.circular for e in seen.edges}
    assert told == {("left", "right"): True, ("right", "left"): True, ("main", "left"): False}


def test_waiting_for_oneself_is_a_circle() -> None:
    """A lock that is taken twice is waited for by its holder."""
    seen = chronicle(two().outcome(), [row(LEFT, "left", "left", "lock.acquire()")])
    assert seen.circle == (1,)
    assert seen.edges[0].circular


@pytest.mark.parametrize(("waits_for", "targets"), [("nobody", [None]), ("", []), ("left", [1])])
def test_who_waits_for_nobody_is_in_no_circle(waits_for: str, targets: list[int | None]) -> None:
    """Nobody being left is drawn, not knowing is not."""
    seen = chronicle(two().outcome(), [row(RIGHT, "right", waits_for)])
    assert [edge.target for edge in seen.edges] == targets
    assert seen.circle == ()


def test_names_with_commas_are_understood() -> None:
    """A thread's name holds one, and so may a process's."""
    log = two()
    log.child(203, "odd, one", 3)
    log.dump(LEFT, 50, ("main", "thread.join()", 20), ("T", "queue.get()", 21))
    rows = [
        row(LEFT, "left", "left, T", "thread.join()"),
        row(LEFT, "left, T", "odd, one, right"),
    ]
    seen = chronicle(log.outcome(), rows)
    roles = [lane.role for lane in seen.lanes]
    edges = [(roles[edge.source], roles[edge.target or 0]) for edge in seen.edges]
    assert edges == [("left", "left, T"), ("left, T", "odd, one"), ("left, T", "right")]


def test_a_wait_begins_where_its_call_did() -> None:
    """The dump knows since when a thread is in its call."""
    log = two()
    log.put(LEFT, 10, 1)
    log.dump(LEFT, 50, ("main", "queue.get()", 20))
    (wait,) = chronicle(log.outcome(), [row(LEFT, "left", "nobody")]).waits
    assert (wait.begin, wait.told, wait.file, wait.line) == (0.02, "get", "program.py", 5)


def test_a_thread_has_a_lane_if_it_has_something_to_tell() -> None:
    """It comes after its process; threads that called nothing are left out."""
    log = two()
    log.put(LEFT, 10, 1, thread="helper")
    log.dump(RIGHT, 50, ("main", "queue.get()", 20), ("silent", "queue.get()", 20))
    seen = chronicle(log.outcome(), [row(RIGHT, "right", "")])
    assert [lane.role for lane in seen.lanes] == ["main", "left", "left, helper", "right"]
    assert seen.lanes[2].parent == 1


def test_starts_and_ends_are_linked() -> None:
    """start() leads to a process's begin, its exit to the join() that saw it."""
    log = two()
    log.call(MAIN, "process.start()", 0.5, 1, whom=LEFT)
    log.add("down", LEFT, 30, code=3)
    log.call(MAIN, "process.join()", 20, 31, whom=LEFT)
    log.add("exit", MAIN, 31, child=LEFT, code=3)
    seen = chronicle(log.outcome(), [])
    told = [(k.kind, seen.events[k.source].text, seen.events[k.target].text) for k in seen.links]
    assert told == [("start", "start left", "left begins"), ("end", "exit 3", "join left")]
    left = seen.lanes[1]
    assert (left.code, left.ended) == (3, 0.03)


def test_the_first_process_has_an_exit_too() -> None:
    """Nobody in the program tells of it, so the table leaves it out."""
    seen = chronicle(two().outcome(status=7, evidence={}), [])
    assert [(e.text, e.told) for e in seen.events if e.lane == 0][-1] == ("exit 7", "")


def test_objects_are_named_as_the_program_names_them() -> None:
    """The main process's name for it counts most."""
    log = two()
    bounded(log)
    log.put(LEFT, 10, 1, call="self.inbox.put(item)")
    log.put(MAIN, 11, 1, call="jobs.put(1)")
    (thing,) = chronicle(log.outcome(), []).things
    assert (thing.kind, thing.name, thing.file, thing.line) == ("queue", "jobs", "program.py", 3)


def test_objects_without_a_name_are_numbered() -> None:
    """Two locks stay two locks."""
    log = two()
    for key in ("semaphore:a", "semaphore:b"):
        log.call(LEFT, "lock.acquire()", 10, 11, key=key)
    assert [thing.name for thing in chronicle(log.outcome(), []).things] == ["1", "2"]


def test_a_chronicle_is_plain_data() -> None:
    """Written as JSON and read again it is the same."""
    log = two()
    bounded(log)
    log.put(LEFT, 10, 1)
    log.get(RIGHT, 20, 1)
    plain = chronicle(log.outcome(), [row(LEFT, "left", "nobody")]).plain()
    assert json.loads(json.dumps(plain)) == plain
    assert "makes a Queue for 2 items" in [event["text"] for event in plain["events"]]


def test_escapes_in_entries_do_no_harm() -> None:
    """Whoever runs in a trial could have written to its log."""
    log = two()
    log.call(LEFT, "queue.put()", 4, 5, argument="\x1b[2J", file="\x1b[2J.py", thread="\x1b[2J")
    log.add("make", LEFT, 6, what="\x1b[2J", place=["\x1b[2J.py", 1], key="", maxsize=9)
    log.add("error", LEFT, 7, type="\x1b[2J", message="m", frames=[], by="", item="", own="")
    seen = chronicle(log.outcome(), [])
    assert "\x1b" not in json.dumps(seen.plain(), ensure_ascii=False)
    assert timeline.picture(seen)


def test_the_table_has_what_the_picture_in_the_terminal_has() -> None:
    """Row for row, but in cells."""
    seen = chronicle(many(40), [])
    lines = timeline.picture(seen, 400)
    rows = timeline.table(seen)
    assert len(rows) == len(lines) == timeline.ROWS + 2
    assert all(
        cell in line for cells, line in zip(rows, lines, strict=True) for cell in cells if cell
    )


def test_what_matters_never_falls_into_the_gap_of_a_picture() -> None:
    """A kill and a wait that ran out, in the middle of very many items."""
    log = two()
    for number in range(50):
        log.put(LEFT, 10 + number, number)
    log.call(RIGHT, "queue.get()", 20, 30.2, "Empty", key=QUEUE)
    log.call(MAIN, "process.kill()", 35, 35.3, whom=LEFT)
    lines = timeline.picture(chronicle(log.outcome(), []), 76)
    assert any("get → Empty" in line for line in lines)
    assert any("kill left" in line for line in lines)
    assert sum("…" in line.split() for line in lines) > 1
    assert len(lines) < timeline.ROWS + 6


def test_what_is_cut_can_be_told_apart() -> None:
    """Verb and number of the renderers stay, and no line is too wide."""
    log = Log()
    for number in range(4):
        log.child(201 + number, f"renderer {number}", 1 + number)
        log.call(MAIN, "process.start()", 1 + number, 1.5 + number, whom=201 + number)
        log.call(MAIN, "process.join()", 10 + number, 10.5 + number, whom=201 + number)
    text = "\n".join(timeline.picture(chronicle(log.outcome(), []), 76))
    for number in range(4):
        assert f"start…er {number}" in text or f"start ren…er {number}" in text, text
        assert re.search(rf"join\S* ?\S*…er {number}", text), text
    assert max(map(len, text.splitlines())) <= 76


def test_a_queue_is_named_where_there_are_several() -> None:
    """As the program calls it; one alone needs no name."""
    log = two()
    log.put(LEFT, 10, 1, call="self.jobs.put(1)")
    assert "put 1" in {cell.text for cell in timeline.cells(chronicle(log.outcome(), []))}
    log.get(RIGHT, 20, 2, key="inode:8", call="results.get()")
    log.put(RIGHT, 30, 3, key="inode:11")
    told = {cell.text for cell in timeline.cells(chronicle(log.outcome(), []))}
    assert {"jobs.put 1", "results.get → 2", "put 3"} <= told
