"""The whole page: one file with its styles and scripts in it, that fetches nothing."""

import base64
import hashlib
from functools import cache
from importlib import resources
from string import Template

from examiner.facts.reports import GENERATOR
from examiner.showing.page.markup import tag, text
from examiner.showing.page.stories import Head

_SCRIPTS = ("scale.js", "geometry.js", "drawing.js", "details.js", "picture.js")
"""In the order in which they build on each other."""


def page(head: Head, body: str) -> str:
    """Return the page with a body, which is HTML."""
    style = _asset("page.css")
    script = "(() => {\n'use strict';\n" + "\n".join(map(_asset, _SCRIPTS)) + "\n})();\n"
    return Template(_asset("page.html")).substitute(
        title=text(f"{head.title} · {head.verdict}"),
        generator=GENERATOR,
        policy=_policy(style, script),
        style=style,
        head=_head(head),
        body=body,
        script=script,
    )


def _head(head: Head) -> str:
    facts = "".join(
        tag("div", tag("dt", text(fact.name)) + tag("dd", text(fact.value))) for fact in head.facts
    )
    return (
        tag("p", text(head.kind), class_="kind")
        + tag("h1", text(head.title))
        + tag("p", text(head.verdict), class_=f"chip {head.mood}")
        + (tag("dl", facts, class_="facts") if facts else "")
    )


def _policy(style: str, script: str) -> str:
    """Return what the browser may load and run: this style and this script, nothing else."""
    return f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}"


def _hash(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


@cache
def _asset(name: str) -> str:
    return (resources.files("examiner.showing.page") / "assets" / name).read_text(encoding="utf-8")
