"""How the code reads: what ruff finds in it, how long, how deep, beside the reference."""

import ast
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from examiner.catalog import SOLUTIONS, Exercise
from examiner.progress.comparison import lines_of_code

LONG = 40
"""Lines from which on a function is long."""

DEEP = 5
"""Blocks within each other from which on code is deeply nested."""

MUCH, MORE = 2, 20
"""Code is much longer than the reference from so many times its lines on, and so many more."""

_RULES = {
    "dead code": ["F401", "F811", "F841", "RUF059", "ARG001", "B007", "PIE790", "RET503"],
    "names": ["N801", "N802", "N803", "N806", "E741", "A001"],
    "structure": ["C901", "PLR0912", "PLR0915", "PLR0911", "SIM102", "SIM103", "SIM201", "PLW0603"],
    "traps": ["E711", "E712", "E714", "E722", "B006", "B008", "B023", "F821", "F632", "F402"],
}
"""What is looked for: what it concerns → ruff's rules."""

_BLOCKS = (
    ast.If, ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith, ast.Try, ast.TryStar,
    ast.Match,
)  # fmt: skip


@dataclass(frozen=True)
class Finding:
    """One thing in the code that one would ask about."""

    line: int
    about: str
    """Names, structure, dead code, or traps."""
    text: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.text}"


def findings(exercise: Exercise, code: str) -> list[Finding]:
    """Return what one would ask about, the weightiest first; what was given is not."""
    try:
        tree = ast.parse(code)
    except (ValueError, SyntaxError):
        return []
    starter = exercise.starter_text().decode("utf-8")
    given = Counter((found.about, found.text) for found in _of_ruff(starter))
    own = []
    for found in _of_ruff(code):
        key = (found.about, found.text)
        given[key] -= 1
        if given[key] < 0:
            own.append(found)
    shape = [*_shape(tree, ast.parse(starter)), *_length(exercise, code)]
    order = list(_RULES)
    return [*shape, *sorted(own, key=lambda found: (-order.index(found.about), found.line))]


@cache
def _of_ruff(code: str) -> tuple[Finding, ...]:
    concerns = {rule: about for about, rules in _RULES.items() for rule in rules}
    words = [sys.executable, "-m", "ruff", "check", "--isolated", "--no-cache", "--exit-zero"]
    words += ["--select", ",".join(concerns), "--output-format", "json", "-"]
    done = subprocess.run(words, input=code.encode("utf-8"), capture_output=True, check=True)
    return tuple(
        Finding(entry["location"]["row"], concerns[entry["code"]], entry["message"])
        for entry in json.loads(done.stdout)
        if entry["code"] in concerns
    )


def _length(exercise: Exercise, code: str) -> Iterator[Finding]:
    ours = lines_of_code(code.encode("utf-8"))
    theirs = lines_of_code((SOLUTIONS / f"{exercise.slug}.py").read_bytes())
    if ours >= MUCH * theirs and ours >= theirs + MORE:
        yield Finding(1, "structure", f"{ours} lines of code, where the reference has {theirs}")


def _shape(tree: ast.Module, given: ast.Module) -> Iterator[Finding]:
    """Say which functions are long or deeply nested, but for those that were given so."""
    before = {ast.dump(node) for node in _functions(given)}
    for node in _functions(tree):
        if ast.dump(node) in before:
            continue
        length = (node.end_lineno or node.lineno) - node.lineno + 1
        if length >= LONG:
            yield Finding(node.lineno, "structure", f"`{node.name}` is {length} lines long")
        deepest, line = _deepest(node, 0)
        if deepest >= DEEP:
            yield Finding(
                line, "structure", f"{deepest} blocks within each other, in `{node.name}`"
            )


def _functions(tree: ast.Module) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    nodes = ast.walk(tree)
    return [node for node in nodes if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]


def _deepest(node: ast.AST, depth: int) -> tuple[int, int]:
    """Return how many blocks stand within each other, and in which line the innermost begins."""
    best = (depth, getattr(node, "lineno", 0))
    for name, value in ast.iter_fields(node):
        # An elif is an If in the orelse of another one: it stands beside it, not in it.
        beside = name == "orelse" and isinstance(node, ast.If)
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, (ast.stmt, ast.ExceptHandler, ast.match_case)):
                deeper = isinstance(child, _BLOCKS) and not (beside and isinstance(child, ast.If))
                best = max(best, _deepest(child, depth + deeper), key=lambda found: found[0])
    return best
