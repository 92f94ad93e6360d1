"""A town on PostgreSQL with the roles of the database, and a way to do something as one of them."""

import sys
from dataclasses import dataclass

from tests.journeys.site import Site


@dataclass
class RoledSite(Site):
    """A site without processes; every command runs as the role that is set, in a session of its own."""

    address: str = ""
    role: str = ""

    @property
    def environment(self) -> dict[str, str]:
        return {
            **super().environment,
            "DATABASE_URL": self.address_of(self.role),
            "SEARCH_ENGINE": "orm",
            "DJANGO_SETTINGS_MODULE": "explorer.settings",
        }

    def address_of(self, role: str) -> str:
        """Signed in as this role itself, or as the owner."""
        if not role:
            return self.address
        rest = self.address.partition("@")[2]
        return f"postgresql://verkenner_{role}@{rest}"

    def tell(self, code: str) -> str:
        return self.manage("shell", "--verbosity", "0", "-c", code).strip()

    def manage_as(self, role: str, *arguments: str) -> str:
        self.role = role
        try:
            return self.manage(*arguments)
        finally:
            self.role = ""

    def tell_as(self, role: str, code: str) -> str:
        """What this Python prints."""
        return self.manage_as(role, "shell", "--verbosity", "0", "-c", code).strip()

    def python_as(self, role: str, *arguments: str) -> str:
        """What this module prints."""
        self.role = role
        try:
            return self.run(sys.executable, *arguments)
        finally:
            self.role = ""
