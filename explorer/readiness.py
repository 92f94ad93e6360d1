"""Says whether this process may be sent visitors, and makes it so before it takes any."""

import logging
from functools import lru_cache

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from explorer.search.engines import generation_to_keep_to
from explorer.search.index.store import STORE
from profiles.models import Live

logger = logging.getLogger(__name__)


class NotMigratedError(Exception):
    """Migrations of this code are not applied yet."""


def reason_to_wait() -> str:
    """Why this process should get no visitors yet, for whoever runs the site; empty when it may."""
    try:
        return _reason()
    except DatabaseError:
        return "the database does not answer"


def _reason() -> str:
    try:
        check_migrations()
    except NotMigratedError:
        return "migrations are not applied"
    live = Live.objects.first()
    if live is None:
        return "no cards are published"
    if settings.SEARCH_ENGINE == "index" and STORE.get(generation_to_keep_to(live, timezone.now())) is None:
        return "the index is being built"
    return ""


@lru_cache(maxsize=1)
def check_migrations() -> None:
    """Passes for good once it passed: reading all migrations takes long, and anyone may ask whether we are ready.

    Raises:
        NotMigratedError: the database is behind this code.
    """
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotMigratedError


def warm_up() -> None:
    """Builds the index of what is live now, in this thread; without a database the process starts all the same, and
    `reason_to_wait` keeps visitors away."""
    try:
        live = Live.objects.first()
        if live is not None and settings.SEARCH_ENGINE == "index":
            STORE.prepare(live.generation_id)
    except DatabaseError:
        logger.exception("The index could not be built before the start")
    finally:
        connection.close()
