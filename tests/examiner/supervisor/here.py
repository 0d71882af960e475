"""Which operating system this is."""

import sys

from examiner.supervisor.system import System


def system_here(*, portable: bool = False) -> System:
    """Return this machine's system; if `portable`, as it would be seen where Linux is not."""
    if sys.platform == "linux" and not portable:
        from examiner.supervisor.linux import procfs, proof
        from examiner.supervisor.linux.system import Linux

        if procfs.available() and proof.knows_this_machine():
            return Linux()
    from examiner.supervisor.elsewhere import Elsewhere

    return Elsewhere()
