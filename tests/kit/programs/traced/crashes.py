"""An exception ends it.

methods: fork spawn
code: 1
prints: in explode
"""


def explode():
    raise LookupError("gone")


explode()
