"""The private names of CPython that the kit uses: all in one file, and guarded."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import examiner
from examiner import catalog
from examiner.stage import cpython
from examiner.stage.cpython import Private, Stored

FOLDER = Path(examiner.__file__).parent

OWNERS = ("self", "cls", "sys", "os")
"""Whose underscores are not private names of somebody else's: our own, and two documented modules'."""


def here(name: Private | Stored) -> bool:
    """Is it a name that this platform has?"""
    return sys.platform != "win32" or not getattr(name, "posix", False)


def test_this_python_has_every_name() -> None:
    """Whichever names have changed in this release are listed here."""
    assert [problem for name in cpython.NAMES if here(name) and (problem := name.problem())] == []


@pytest.mark.parametrize(
    "name",
    [name for name in cpython.NAMES if isinstance(name, Private) and here(name)],
    ids=lambda name: name.path,
)
def test_a_name_that_is_gone_is_told_in_one_sentence(
    name: Private, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It names the release, what is missing, and where the kit has to be changed."""
    assert name.owner  # its module is loaded then: only what is loaded is looked up
    version = ".".join(map(str, sys.version_info[:2]))
    monkeypatch.setattr(cpython, "NAMES", (name._replace(path=f"{name.path}_gone"),))
    with pytest.raises(cpython.Changed) as caught:
        cpython.check()
    assert str(caught.value) == (
        f"CPython {version} has no {name.path}_gone: ipc-kata needs an update, "
        "see tests/examiner/stage/cpython.py"
    )


@pytest.mark.parametrize(
    "name", [name for name in cpython.NAMES if isinstance(name, Stored)], ids=lambda n: n.name
)
def test_an_attribute_that_is_set_no_more_is_seen(name: Stored) -> None:
    """What a class keeps in its objects is guarded as well as what it has itself."""
    owner = name.setter.partition(".")[0]
    assert name._replace(name="_gone").problem() == f"no {owner}._gone"
    assert name._replace(setter=f"{owner}._gone").problem() == f"no {owner}._gone"


@pytest.mark.parametrize(
    "name",
    [n for n in cpython.NAMES if isinstance(n, Private) and n.parameters is not None and here(n)],
    ids=lambda name: name.path,
)
def test_another_signature_is_seen(name: Private) -> None:
    """A function that takes something else is as good as gone."""
    if not hasattr(name.get(), "__code__"):
        pytest.skip("written in C here")
    assert name._replace(parameters=("other",)).problem().startswith(f"another {name.path}(")


NAMED_TUPLES = {"_asdict", "_replace"}
"""Public, and so named to leave room for the names of fields."""


def private_names(path: Path) -> Iterator[str]:
    """Yield where a module touches a private attribute that is not its own."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    own = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id in ("self", "cls")
    } | {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Attribute) or not node.attr.startswith("_"):
            continue
        owner = node.value.id if isinstance(node.value, ast.Name) else ""
        if not (node.attr.startswith("__") or owner in OWNERS or node.attr in own | NAMED_TUPLES):
            yield f"{path.relative_to(catalog.ROOT)}:{node.lineno} {node.attr}"


def test_private_names_stand_in_one_file() -> None:
    """Nobody else in the examiner, nor any check, touches one."""
    files = [*FOLDER.rglob("*.py"), *catalog.CHECKS.glob("*.py")]
    files.remove(Path(cpython.__file__))
    assert [found for path in sorted(files) for found in private_names(path)] == []
