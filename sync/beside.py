"""Processes that read the same run beside this one, so that a command uses more than one core."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connections


@contextmanager
def readers(number: int, read: Callable[[], None]) -> Iterator[None]:
    """`number` processes that read as long as there are parts that nobody reads; waits for them at the end.

    What one of them leaves behind, if it dies, is taken up by whoever asks for parts once it fell silent.
    """
    if number:
        connections.close_all()  # two processes cannot use one connection
    children = [_begun(read) for _ in range(number)]
    try:
        yield
    finally:
        for child in children:
            os.waitpid(child, 0)


def _begun(read: Callable[[], None]) -> int:
    """A process that does this and ends, whatever happens, and cleans up nothing that is its parent's."""
    child = os.fork()
    if child == 0:
        try:
            read()
        finally:
            os._exit(0)
    return child
