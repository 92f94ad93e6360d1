"""Fetches the next page while this one is worked at."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def ahead(pages: Iterator[T]) -> Iterator[T]:
    """The same pages in the same order, each asked for while the one before is worked at; errors come in turn."""
    with ThreadPoolExecutor(max_workers=1) as reader:
        following = reader.submit(next, pages, None)
        while (page := following.result()) is not None:
            following = reader.submit(next, pages, None)
            yield page
