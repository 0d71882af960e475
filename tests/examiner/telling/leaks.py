"""What was left open or running: the object that it belongs to, and the line that made it."""

import re
from collections import Counter
from collections.abc import Sequence

from examiner.facts.labels import harmless
from examiner.facts.log import Entry
from examiner.facts.outcome import Observation
from examiner.telling.diagnosis.words import listed

MOST = 3
"""Things that are named."""

_FEEDER = "QueueFeederThread"

_INODE = re.compile(r"(?:pipe|socket):\[(\d+)\]")

_SHARED = re.compile(r"/dev/shm(/\S+)")


def remains(seen: Observation, entry: Entry) -> str:
    """Return what a process still had when the answer's function returned."""
    if entry["threads"]:
        return _threads(seen, entry)
    if unjoined := entry["unjoined"]:
        who = listed([seen.role(pid) for pid in unjoined[:MOST]])
        return f"{who} {'was' if len(unjoined) == 1 else 'were'} never joined"
    things = Counter(_thing(seen, name.partition(" ")[2]) for name in entry["descriptors"])
    named = [f"{thing} ({count} descriptor{'s' if count > 1 else ''})"
             for thing, count in things.most_common(MOST)]  # fmt: skip
    return f"still open when it returned: {', '.join(named)}"


def left(seen: Observation, names: Sequence[str]) -> str:
    """Return what of the kernel's was not removed: shared memory, semaphores."""
    things = dict.fromkeys(_thing(seen, f"/dev/shm/{name.strip('/')}") for name in names)
    return f"left behind: {', '.join(list(things)[:MOST])}"


def _thing(seen: Observation, target: str) -> str:
    """Return what an open file is, as the program knows it."""
    if found := _INODE.search(target):
        key = f"inode:{found[1]}"
        for made in seen.of("make", "pair"):
            what = made.get("what", "Pipe")
            if key in made.get("ends", [made.get("key")]) and made["place"][1]:
                return f"the {what} made at {_place(seen, made['place'])}"
    if found := _SHARED.search(target):
        for memory in seen.of("memory"):
            if memory["name"] == found[1] and memory["place"][1]:
                return f"the shared memory made at {_place(seen, memory['place'])}"
        for made in seen.of("semaphore"):
            if made["key"] == f"semaphore:{found[1].replace('/sem.', '/')}":
                return f"the semaphore made at {_place(seen, made['place'])}"
    return harmless(target.removeprefix("/dev/shm/"), 80)


def semaphores(seen: Observation) -> str:
    """Return where the program has made semaphores that keep their names, `""` if nowhere."""
    places = dict.fromkeys(_place(seen, entry["place"]) for entry in seen.of("semaphore"))
    return listed(list(places)[:MOST])


def _place(seen: Observation, place: Sequence[object]) -> str:
    return f"{seen.place(str(place[0]))}:{place[1]}"


def _threads(seen: Observation, entry: Entry) -> str:
    name, does, file, line = entry["threads"][0]
    who = seen.role(entry["pid"])
    if name == _FEEDER and (put := _put_last(seen, entry)) is not None:
        what, place = harmless(put["argument"], 60), f"{seen.place(put['file'])}:{put['line']}"
        if _is_in_the_queue(seen, put, entry["t"]):
            return f"an item was left in the queue: {what}, which {who} put at {place}"
        return (
            f"the queue that {who} put {what} into ({place}) was not closed, and its feeder "
            "thread still runs"
        )
    at = f": {harmless(does, 60)} ({_place(seen, (file, line))})" if line else ""
    return f"a thread of {who} still runs when it returned, {harmless(name, 60)}{at}"


def _put_last(seen: Observation, entry: Entry) -> Entry | None:
    puts = [e for e in seen.of("call") if (e["pid"], e["plain"]) == (entry["pid"], "queue.put()")]
    return next((put for put in reversed(puts) if put["t"] <= entry["t"] and put["file"]), None)


def _is_in_the_queue(seen: Observation, put: Entry, moment: int) -> bool:
    """Had more been put than got by then? If calls are missing in the log, nobody knows."""
    if moment > seen.calls_known_until:
        return False
    calls = [e for e in seen.of("call") if e["t"] <= moment]
    done = Counter(e["plain"] for e in calls if (e["key"], e["end"]) == (put["key"], "ok"))
    return done["queue.put()"] > done["queue.get()"]
