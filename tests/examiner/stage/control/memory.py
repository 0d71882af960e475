"""Values and arrays in shared memory: who reads or writes an item asks first."""

import ctypes
import sys
from multiprocessing import sharedctypes
from typing import Any

from examiner.facts.labels import label
from examiner.stage import cpython, where
from examiner.stage.control.link import ask, is_controlled, link, place_of

MOST_ACCESSES = 100
"""After so many accesses a thread is stopped ever more rarely: it goes through a whole array."""

_value: Any = vars(ctypes.c_int.__mro__[1])["value"]


def _ask_to(what: str, thing: Any) -> bool:
    """Ask, if that matters; return whether what comes of it is to be told."""
    if not is_controlled() or not cpython.lives_in_shared_memory(thing):
        return False
    ask_to(what, f"m{ctypes.addressof(thing):x}")
    return True


def ask_to(what: str, key: str) -> None:
    """Ask to `load` or to `store` something in shared memory, if it is not one time too many."""
    own = link()
    own.accesses += 1
    waits = own.accessed == (what, key) == ("load", key)  # it may be all that a loop does
    own.accessed = what, key
    if waits or own.accesses <= MOST_ACCESSES or own.accesses & own.accesses - 1 == 0:
        ask(what, [key], ["shared memory"])


def tell_access(verb: str, value: object, index: object = None) -> None:
    """Say with the next ask which value this thread has read or written."""
    if not is_controlled():
        return
    at = "" if index is None else f" at {label(index)}"
    link().outcome = f"{verb} {label(value)}{at}{_elsewhere()}"


def _elsewhere() -> str:
    """Say on which line this thread is, if it is another one than that of its step.

    Who holds a Value's lock asked for that, and not for each access.
    """
    place, _ = place_of(sys._getframe(2))
    return "" if place in ("", link().place) else f" in line {place.rpartition(':')[2]}"


@where.passes_on
def _get(self: Any) -> Any:
    told = _ask_to("load", self)
    found = _value.__get__(self)
    if told:
        tell_access("reads", found)
    return found


@where.passes_on
def _put(self: Any, value: Any) -> None:
    told = _ask_to("store", self)
    _value.__set__(self, value)
    if told:
        tell_access("writes", value)


@where.passes_on
def _get_item(self: Any, index: Any) -> Any:
    told = _ask_to("load", self)
    found = ctypes.Array.__getitem__(self, index)
    if told:
        tell_access("reads", found, index)
    return found


@where.passes_on
def _put_item(self: Any, index: Any, value: Any) -> None:
    told = _ask_to("store", self)
    ctypes.Array.__setitem__(self, index, value)
    if told:
        tell_access("writes", value, index)


def install() -> None:
    """Hook ctypes' simple values, and the arrays that sharedctypes makes."""
    for kind in {*cpython.TYPECODES.get().values(), ctypes.c_bool}:
        kind.value = property(_get, _put)

    def rebuilding(original: Any) -> Any:
        @where.passes_on
        def rebuild_ctype(*args: Any) -> Any:
            made = original(*args)
            if isinstance(made, ctypes.Array):
                kind: Any = type(made)
                kind.__getitem__, kind.__setitem__ = _get_item, _put_item
            return made

        rebuild_ctype.__module__, rebuild_ctype.__qualname__ = (
            original.__module__, original.__qualname__
        )  # fmt: skip
        return rebuild_ctype

    cpython.REBUILD_CTYPE.wrap(rebuilding)
    _locked_ones()


def _locked_ones() -> None:
    """Under its lock nobody else comes between: the lock's steps are enough."""
    synchronized: Any = sharedctypes.Synchronized
    array: Any = sharedctypes.SynchronizedArray

    @where.passes_on
    def get(self: Any) -> Any:
        with self:
            found = _value.__get__(self._obj)
            tell_access("reads", found)
            return found

    @where.passes_on
    def put(self: Any, value: Any) -> None:
        with self:
            _value.__set__(self._obj, value)
            tell_access("writes", value)

    @where.passes_on
    def get_item(self: Any, index: Any) -> Any:
        with self:
            found = ctypes.Array.__getitem__(self._obj, index)
            tell_access("reads", found, index)
            return found

    @where.passes_on
    def put_item(self: Any, index: Any, value: Any) -> None:
        with self:
            ctypes.Array.__setitem__(self._obj, index, value)
            tell_access("writes", value, index)

    synchronized.value = property(get, put)
    array.__getitem__, array.__setitem__ = get_item, put_item
