"""Logs looks for a test, and attacks the log as someone could who owns the database."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from profiles import audit
from profiles.audit import Viewer, guard
from profiles.models import AuditAction, Origin, Purpose
from tests.factories import NOW

VIEWER = Viewer("o:7", "jansen", "Bakkerij Jansen", "employer", Origin.WEB, Purpose.RECRUIT)
LOG = ("auditpending", "auditremoval", "auditcheckpoint", "auditseal", "auditevent")


def logged(
    *people: str, viewer: Viewer = VIEWER, action: AuditAction = AuditAction.RESULTS, at: dt.datetime = NOW
) -> None:
    """One look at these people (profile keys)."""
    audit.record(viewer=viewer, action=action, people=people, at=at)


@contextmanager
def triggers_off() -> Iterator[None]:
    """What the owner of the database can do: take the triggers away, and put them back so that it does not show."""
    guard.remove(connection)
    yield
    guard.install(connection)


def run_sql(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def empty_log() -> None:
    """Takes everything away, as the end of a test that really commits must."""
    with triggers_off():
        for table in LOG:
            run_sql(f"DELETE FROM profiles_{table}")


@contextmanager
def full_disk() -> Iterator[None]:
    """The database takes no event any more; everything else still works."""
    if connection.vendor == "postgresql":
        run_sql("ALTER TABLE profiles_auditevent ADD CONSTRAINT disk_is_full CHECK (false) NOT VALID")
        yield
        run_sql("ALTER TABLE profiles_auditevent DROP CONSTRAINT disk_is_full")
        return
    refuse = "BEGIN SELECT RAISE(ABORT, 'disk is full'); END"
    run_sql(f"CREATE TEMP TRIGGER disk_is_full BEFORE INSERT ON profiles_auditevent {refuse}")
    yield
    run_sql("DROP TRIGGER temp.disk_is_full")
