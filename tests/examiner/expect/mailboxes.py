"""Subscribers with room for a limited number of events: what reached them, what was lost."""

from collections.abc import Mapping, Sequence

from examiner.expect.findings import wrong
from examiner.expect.streams import handled_by_name
from examiner.facts.labels import label
from examiner.facts.outcome import Outcome
from examiner.facts.verdicts import Finding
from examiner.spec import Expectation


def kept(
    name: str, burst: Sequence[object], room: int, later: Sequence[object] = ()
) -> Expectation:
    """A subscriber handled what it had room for of a burst, and all that was published later.

    It was held at the first event of the burst until all of it was published. So it handled the
    first `room + 1` events, one more or less.
    """
    first, rest = [label(event) for event in burst], [label(event) for event in later]

    def look(outcome: Outcome) -> Finding | None:
        got = [entry["item"] for entry in handled_by_name(outcome).get(name, ())]
        early = [item for item in got if item not in rest]
        if len(early) > room + 2:
            return wrong(
                f"{name} was held at its first event while {len(first) - 1} more were published: "
                f"there was room for {room}, but {len(early) - 1} were kept for it"
            )
        if early != first[: len(early)]:
            odd = next(i for i, item in enumerate(early) if item != first[i])
            return wrong(
                f"{name}: {early[odd]} was handled where {first[odd]} belongs; what is published "
                "while there is no room is lost, not what is waiting"
            )
        if len(early) < room:
            return wrong(
                f"{name} had room for {room} waiting events, but only {max(0, len(early) - 1)} of "
                f"{len(first) - 1} were kept for it while it was held"
            )
        missing = [item for item in rest if item not in got]
        if missing or got != early + rest:
            what = missing[0] if missing else rest[0]
            return wrong(f"{name} had room again, but {what} did not reach it in its turn")
        return None

    return look


def losses_told(published: Mapping[str, int]) -> Expectation:
    """The answer returned for each name how many of the published events it did not handle."""

    def look(outcome: Outcome) -> Finding | None:
        got = handled_by_name(outcome)
        expected = {name: count - len(got.get(name, ())) for name, count in published.items()}
        for entry in outcome.answered("return"):
            if entry["value"] != label(expected):
                return wrong(
                    f"{entry['function']}() returned {entry['value']}; lost were {label(expected)}"
                )
        return None if outcome.answered("return") else wrong("it did not return")

    return look


def handled_by_children(names: Sequence[str]) -> Expectation:
    """Each PairHandler was called in one process of its own, which is not the caller."""

    def look(outcome: Outcome) -> Finding | None:
        owner: dict[int, str] = {}
        for name in names:
            pids = {entry["pid"] for entry in handled_by_name(outcome).get(name, ())}
            if len(pids) != 1:
                return wrong(f"{len(pids)} processes handled the events of {name}, expected one")
            pid = pids.pop()
            if pid == outcome.main:
                return wrong(f"the caller itself handled the events of {name}")
            if pid in owner:
                return wrong(f"one process handled the events of both {owner[pid]} and {name}")
            owner[pid] = name
        return None

    return look


def passed_within(seconds: float, start: object, name: str, end: object) -> Expectation:
    """From the pulling of one event to the handling of another no more time passed than that."""

    def look(outcome: Outcome) -> Finding | None:
        begun = next((e for e in outcome.of("pull") if e["item"] == label(start)), None)
        calls = handled_by_name(outcome).get(name, [])
        ended = next((entry for entry in calls if entry["item"] == label(end)), None)
        if begun is None or ended is None:
            return wrong(f"{label(end)} never reached {name}")
        passed = outcome.seconds(ended) - outcome.seconds(begun)
        if passed <= seconds:
            return None
        return wrong(f"a full mailbox held up everybody else for {passed:.1f} s")

    return look
