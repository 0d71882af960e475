"""How an answer that passes compares with others that do: length, time, structure."""

import ast
import io
import statistics
import tokenize
from collections.abc import Iterator
from pathlib import Path

from examiner import catalog
from examiner.catalog import Exercise
from examiner.judging.examination import DEFAULT_TIMEOUT, Examination, load_checks
from examiner.judging.trials import Terms
from examiner.supervisor.client import Supervisor

RUNS = 3
"""Trials of each, in turn: the median of their times is told."""

_LAYOUT = (
    tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT,
    tokenize.ENCODING, tokenize.ENDMARKER,
)  # fmt: skip


def told(exercise: Exercise, answer: bytes, supervisor: Supervisor, seed: int) -> list[str]:
    """Return a sentence for each thing in which the answer can be compared."""
    reference = catalog.SOLUTIONS / f"{exercise.slug}.py"
    lines, others = lines_of_code(answer), lines_of_code(reference.read_bytes())
    right = [reference, *sorted((catalog.ANSWERS / exercise.slug / "right").glob("*.py"))]
    length = f"Yours has {lines} lines of code, the reference {others}"
    times = ""
    if not exercise.needs:  # where a broker has its part it says little, and takes long
        ours, theirs = seconds(exercise, supervisor, seed)
        times = f"; the first check takes it {ours:.2f} s here, the reference {theirs:.2f} s"
    like = f"Of {len(right)} known right answers it is most like this one, by the calls it makes:"
    return [f"{length}{times}.", f"{like} {catalog.shown(most_like(answer, right))}"]


def lines_of_code(source: bytes) -> int:
    """Return how many lines have code: neither comments nor docstrings."""
    lines: set[int] = set()
    for token in tokenize.tokenize(io.BytesIO(source).readline):
        if token.type not in _LAYOUT:
            lines.update(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            lines.difference_update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return len(lines)


def most_like(source: bytes, others: list[Path]) -> Path:
    """Return the file whose code uses most of the same names of libraries, and fewest others."""
    used = _used(source)
    likeness = {path: _share(used, _used(path.read_bytes())) for path in others}
    return max(likeness, key=lambda path: likeness[path])


def _share(some: set[str], others: set[str]) -> float:
    return len(some & others) / max(len(some | others), 1)


def _used(source: bytes) -> set[str]:
    """Return the names that code uses of what it has not made itself."""
    tree = ast.parse(source)
    made = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and _is_set(node)}
    made |= {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    made |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    return set(_names(tree)) - made


def _is_set(node: ast.Name) -> bool:
    return isinstance(node.ctx, ast.Store)


def _names(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.ImportFrom):
            yield from (alias.name for alias in node.names)


def seconds(exercise: Exercise, supervisor: Supervisor, seed: int) -> tuple[float, float]:
    """Return how long the first check takes the learner's answer, and the reference."""
    module, checks = load_checks(exercise.check_file)
    folders = (catalog.EXERCISES, catalog.SOLUTIONS)
    examinations = [Examination(Terms(folder, seed), supervisor) for folder in folders]
    found: tuple[list[float], list[float]] = ([], [])
    for _ in range(RUNS):
        for examination, times in zip(examinations, found, strict=True):
            trials = examination.trials(exercise.slug, checks[0], module, DEFAULT_TIMEOUT)
            supervisor.submit(trials.plain[0])
            times.append(trials.judged(trials.plain[0])[0].duration)
    return statistics.median(found[0]), statistics.median(found[1])
