"""Sleeps and daemons: where they stand in an answer, and the answer without them."""

import ast
from dataclasses import dataclass


@dataclass(frozen=True)
class Crutch:
    """A line that sleeps, or that makes a daemon."""

    line: int
    text: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.text}"


def crutches(code: str) -> list[Crutch]:
    """Return the lines that sleep, or that make a daemon."""
    tree = _parsed(code)
    if tree is None:
        return []
    lines = code.splitlines()
    numbers = sorted({node.lineno for node in ast.walk(tree) if _is_crutch(node)})  # type: ignore[attr-defined]
    return [Crutch(number, lines[number - 1].strip()) for number in numbers]


def without(code: str) -> str:
    """Return the program as it were if nobody slept and nobody was a daemon."""
    tree = _parsed(code)
    return "" if tree is None else ast.unparse(ast.fix_missing_locations(_Without().visit(tree)))


def _parsed(code: str) -> ast.Module | None:
    try:
        return ast.parse(code)
    except (ValueError, SyntaxError):
        return None


class _Without(ast.NodeTransformer):
    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        if _is_sleep(node):
            node.args, node.keywords = [ast.Constant(0)], []
        for keyword in node.keywords:
            if _is_daemon(keyword):
                keyword.value = ast.Constant(value=False)
        return node

    def visit_Assign(self, node: ast.Assign) -> ast.AST:
        self.generic_visit(node)
        if _is_crutch(node):
            node.value = ast.Constant(value=False)
        return node


def _is_crutch(node: ast.AST) -> bool:
    if isinstance(node, ast.Call):
        return _is_sleep(node) or any(map(_is_daemon, node.keywords))
    if isinstance(node, ast.Assign):
        return _is_true(node.value) and any(
            isinstance(target, ast.Attribute) and target.attr == "daemon" for target in node.targets
        )
    return False


def _is_sleep(node: ast.Call) -> bool:
    return getattr(node.func, "attr", getattr(node.func, "id", "")) == "sleep"


def _is_daemon(keyword: ast.keyword) -> bool:
    return keyword.arg == "daemon" and _is_true(keyword.value)


def _is_true(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is True
