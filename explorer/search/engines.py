"""Chooses who answers: the index of this generation when it is there, else the database."""

import datetime as dt
import time

from django.conf import settings

from explorer.search.engine import Engine
from explorer.search.index.build import read_columns
from explorer.search.index.engine import IndexEngine
from explorer.search.index.store import STORE
from explorer.search.orm import OrmEngine
from profiles.models import Live

LOOKS, PAUSE = 200, 0.05
"""So often, and so many seconds apart, one looks whether the index is there: ten seconds, twice what it takes."""

HANDOVER = dt.timedelta(minutes=5)
"""So long after a release the generation before may still answer, on a host that is so busy that the new index takes
that long; it is kept for ten minutes, and withdrawals are masked in it as well."""


def generation_to_keep_to(live: Live, at: dt.datetime) -> int:
    """The live generation, or while this process makes the index of that one the generation before, whose index it
    has: the database would take seconds for what an index answers in milliseconds."""
    is_new = settings.SEARCH_ENGINE == "index" and at < live.switched_at + HANDOVER
    if is_new and STORE.get(live.generation_id) is None and STORE.holds(live.previous_id):
        return live.previous_id or live.generation_id
    return live.generation_id


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
