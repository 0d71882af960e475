"""What exercises need besides Python, and whether it is there."""

import importlib.util
import os
from collections.abc import Iterable

from examiner.brokers import tansu

PACKAGES = {"kafka": ("confluent_kafka", tansu.PACKAGE)}
"""What an exercise may need → the packages that make it; a dependency group has the same name."""


def lacking(needs: Iterable[str]) -> str:
    """Say why something that is needed is not there, `""` if everything is."""
    missing = [
        package
        for need in needs
        for package in PACKAGES[need]
        if importlib.util.find_spec(package) is None
    ]
    if not missing:
        return ""
    if os.name == "nt" and tansu.PACKAGE in missing:
        return "there is no Kafka broker to install on Windows"
    return f"{' and '.join(missing)} {'are' if len(missing) > 1 else 'is'} not installed"
