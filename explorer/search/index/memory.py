"""Remembers what an object works out, and goes with it."""

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar
from weakref import WeakMethod

T = TypeVar("T")


def remembered(method: Callable[..., T], most: int | None = None) -> Callable[..., T]:
    """A method of an object that keeps the answers, at most so many.

    The method is held weakly: else the object and its memory would hold each other, and the whole index that was
    replaced would stay until Python looks through everything that there is, which it seldom does.
    """
    itself = WeakMethod(method)

    def work_out(*asked: object) -> T:
        found = itself()
        assert found is not None  # noqa: S101 - for the type only: who asks holds the object
        return found(*asked)

    return lru_cache(maxsize=most)(work_out)
