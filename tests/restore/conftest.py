"""The PostgreSQL of these tests."""

from tests.postgres.conftest import postgres

__all__ = ["postgres"]
