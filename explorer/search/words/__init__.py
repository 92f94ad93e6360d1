"""The word box: words become criteria, and what is not understood is said (docs/words.md)."""

from explorer.search.words.reading import suggest, understand

__all__ = ["suggest", "understand"]
