"""Draws the worlds that the checks of an exercise are tried in."""

import ast
import random
from collections.abc import Iterator, Sequence
from types import ModuleType
from typing import Any

from examiner.facts.calls import PUTS
from examiner.facts.labels import label
from examiner.facts.outcome import Outcome
from examiner.facts.worlds import OWN, PHRASES, PLAIN, World, world_of
from examiner.spec import Check

DEFAULT = 1
"""Worlds that a grade tries of each check, unless it is told another number."""


def drawn(module: ModuleType, seed: int, slug: str, number: int) -> dict[str, list[World]]:
    """Return check → as many worlds, or more: together they have each value that is admitted.

    Which values come together is drawn from the seed: over some seeds all pairs do. What an answer
    sends itself comes back as items in the first check, where all that it sends is seen.
    """
    chance = random.Random(f"worlds {seed} {slug}")
    checks = [value for value in vars(module).values() if isinstance(value, Check)]
    taking = [check for check in checks if not check.volume]
    values: dict[str, list[dict[str, str]]] = {c.name: [{} for _ in range(number)] for c in taking}
    for dimension in PHRASES:
        admitted = getattr(module, "WORLDS", {}).get(dimension, "")
        if isinstance(admitted, str):
            continue
        takers = [c for c in taking if dimension != "data" or c.takes_items(seed, slug)]
        order = [value for value in chance.sample(admitted, len(admitted)) if value != OWN]
        while number and takers and sum(len(values[c.name]) for c in takers) < len(order):
            for check in takers:
                values[check.name].append({})
        places = [world for check in takers for world in values[check.name]]
        chance.shuffle(places)
        if len(order) == 1:
            order.append("")  # so that some worlds are without it
        for place, world in enumerate(places):
            world[dimension] = order[place % len(order)]
        if OWN in admitted and number and takers:
            values[takers[0].name].append({dimension: OWN})
    return {name: [world_of(each) for each in worlds] for name, worlds in values.items()}


def foreseen(others: Sequence[World]) -> Iterator[World]:
    """Yield the worlds that are what they are, whatever the answer does."""
    return (world for world in others if world != PLAIN and world.data != OWN)


def knowing(outcome: Outcome, others: Sequence[World]) -> Iterator[World]:
    """Yield the worlds, told what the answer sent itself in a trial of the same check.

    If it sent nothing but items, these are as usual.
    """
    own = tuple(label(value) for value in sent(outcome))
    for world in others:
        known = world._replace(own=own, data=OWN if own else "") if world.data == OWN else world
        if known != PLAIN:
            yield known


def sent(outcome: Outcome) -> list[Any]:
    """Return the plain data that the answer sent besides items: the likeliest end marks first.

    An end mark has no item in it, and is sent last. What is no plain data cannot be an item by
    chance: who takes an Enum's member or a class of his own for an end mark may do so.
    """
    items = {label(value) for value in _leaves(list(outcome.job.inputs.values()))}
    found: dict[str, Any] = {}
    for entry in reversed(outcome.of("call")):
        if entry["end"] == "ok" and entry["plain"] in SENDING:
            text = entry["argument"]
            value = _literal(text)
            if value not in UNTAKEN and text not in items:
                found.setdefault(text, value)
    return sorted(found.values(), key=lambda value: bool(items & {*map(label, _leaves(value))}))


SENDING = (*PUTS, "proxy.put()", "proxy.append()", "proxy.send()")

UNTAKEN = (None, ...)
"""Items of other worlds."""


def _literal(text: str) -> Any:
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return None


def _leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        value = [*value.keys(), *value.values()]
    if isinstance(value, list | tuple | set | frozenset):
        for part in value:
            yield from _leaves(part)
    else:
        yield value
