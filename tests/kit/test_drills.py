"""The drills belong together: a learner meets the same rules and the same codes in each."""

import ast
import re

import pytest

from examiner import catalog

DRILLS = [exercise for exercise in catalog.load() if exercise.slug.startswith("drill")]

_CODE = re.compile(r"^    ([a-z]+(?:-[a-z]+)+) {2,}\S", re.MULTILINE)
"""A line of the prompt that explains a code."""


def codes(text: str) -> list[str]:
    """Return the codes that a prompt offers."""
    return _CODE.findall(ast.get_docstring(ast.parse(text), clean=False) or "")


def diagnosis(text: str) -> str:
    """Return the value of a module's DIAGNOSIS."""
    values = {
        node.targets[0].id: ast.literal_eval(node.value)
        for node in ast.parse(text).body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and node.targets[0].id == "DIAGNOSIS"
    }
    return str(values["DIAGNOSIS"])


def test_all_drills_offer_the_same_codes() -> None:
    """Or the list would say which of them a drill needs."""
    offered = {tuple(codes(drill.pristine.read_text(encoding="utf-8"))) for drill in DRILLS}
    assert len(offered) == 1
    (only,) = offered
    assert len(set(only)) == len(only) >= 8
    assert list(only) == sorted(only)


@pytest.mark.parametrize("drill", DRILLS, ids=lambda drill: drill.slug)
def test_the_reference_names_an_offered_code(drill: catalog.Exercise) -> None:
    """And the starter names none."""
    starter = drill.pristine.read_text(encoding="utf-8")
    reference = (catalog.SOLUTIONS / f"{drill.slug}.py").read_text(encoding="utf-8")
    assert diagnosis(reference) in codes(starter)
    assert diagnosis(starter) == ""
