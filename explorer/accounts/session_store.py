"""Django's sessions in the database, with whose they are written beside them."""

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from explorer.models import AccountSession


class SessionStore(DatabaseStore):
    """What SESSION_ENGINE names."""

    @classmethod
    def get_model_class(cls) -> type[Any]:
        return AccountSession

    def create_model_instance(self, data: dict[str, Any]) -> AccountSession:
        """The row as Django makes it, and its user."""
        row: AccountSession = super().create_model_instance(data)  # type: ignore[assignment]  # of get_model_class
        row.user_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        return row
