"""Draws the worlds that the checks of an exercise are tried in."""

import random
from types import ModuleType

from examiner.facts.worlds import PHRASES, World
from examiner.spec import Check

DEFAULT = 1
"""Worlds that a grade tries of each check, unless it is told another number."""


def drawn(module: ModuleType, seed: int, slug: str, number: int) -> dict[str, list[World]]:
    """Return check → as many worlds, or more: together they have each value that is admitted.

    Which values come together is drawn from the seed: over some seeds all pairs do.
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
        order = chance.sample(admitted, len(admitted))
        while number and takers and sum(len(values[c.name]) for c in takers) < len(order):
            for check in takers:
                values[check.name].append({})
        places = [world for check in takers for world in values[check.name]]
        chance.shuffle(places)
        if len(order) == 1:
            order.append("")  # so that some worlds are without it
        for place, world in enumerate(places):
            world[dimension] = order[place % len(order)]
    return {name: [World(**each) for each in worlds] for name, worlds in values.items()}
