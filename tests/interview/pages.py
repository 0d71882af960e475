"""Text and pages from templates: Markdown, and HTML that needs nothing but itself."""

import re
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from interview.clock import stopwatch

_TEMPLATES = Path(__file__).with_name("templates")
_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~])")
_CODE = re.compile(r"`([^`\n]+)`")
_LINE_MARKS = re.compile(r"^(\s*)([-+]|\d+[.)])(\s)", re.MULTILINE)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=lambda name: bool(name and name.endswith(".html")),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(md=plain_markdown, stopwatch=stopwatch, inline=inline, coded=coded)
    return environment


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def render(template: str, **values: Any) -> str:
    """Return a template with these values filled in."""
    return _environment().get_template(template).render(**values)


def html_page(title: str, markdown: str, kind: str) -> str:
    """Return Markdown as one page of HTML; `kind` is its class in the style sheet."""
    return render("page.html", title=title, kind=kind, body=Markup(_parser().render(markdown)))


def inline(text: str) -> Markup:
    """Return a line of Markdown as HTML, without a paragraph around it."""
    return Markup(_parser().renderInline(text))


def coded(text: object) -> Markup:
    """Return plain text as HTML, in which what stands in backticks is code."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(str(text)))))


def plain_markdown(text: object) -> str:
    """Return what somebody has typed so that Markdown shows it as it is, on one line."""
    one_line = " ".join(str(text).split())
    return _LINE_MARKS.sub(r"\1\\\2\3", _MARKS.sub(r"\\\1", one_line))
