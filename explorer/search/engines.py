"""Chooses who answers: the index of this generation when it is there, else the database."""

from django.conf import settings

from explorer.search.engine import Engine
from explorer.search.index.store import STORE
from explorer.search.orm import OrmEngine


def engine_for(generation: int) -> Engine:
    """The engine that answers now; with SEARCH_ENGINE=orm always the database."""
    index = STORE.get(generation) if settings.SEARCH_ENGINE == "index" else None
    return index or OrmEngine()
