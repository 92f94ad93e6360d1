"""Chooses who answers: the index of this generation when it is there, else the database."""

import time

from django.conf import settings

from explorer.search.engine import Engine
from explorer.search.index.build import read_columns
from explorer.search.index.engine import IndexEngine
from explorer.search.index.store import STORE
from explorer.search.orm import OrmEngine

LOOKS, PAUSE = 200, 0.05
"""So often, and so many seconds apart, one looks whether the index is there: ten seconds, twice what it takes."""


def engine_for(generation: int) -> Engine:
    """The engine that answers now; with SEARCH_ENGINE=orm always the database."""
    index = STORE.get(generation) if settings.SEARCH_ENGINE == "index" else None
    return index or OrmEngine()


def built_engine_for(generation: int) -> IndexEngine:
    """An index in any case, for whoever asks hundreds of questions in one go: waited for while it is being built, and
    built for this once where the site does without (the database would take minutes)."""
    for _ in range(LOOKS if settings.SEARCH_ENGINE == "index" else 0):
        if index := STORE.get(generation):
            return index
        time.sleep(PAUSE)
    return IndexEngine(read_columns(generation))
