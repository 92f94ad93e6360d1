"""Programs of members, for the tests of what they keep by API."""

from typing import Any

from rest_framework.test import APIClient

from explorer.accounts import tokens
from explorer.models import Membership
from explorer.models.api_token import Scope
from tests.factories import NOW, make_membership

HOME = "/api/v1/"


class Program(APIClient):
    """A program with a token that is good for everything."""

    def __init__(self, membership: Membership | None = None) -> None:
        super().__init__()
        self.member = membership or make_membership()
        wishes: dict[str, Any] = {"name": "x", "scopes": Scope.values, "days": 365, "at": NOW}
        self.credentials(HTTP_AUTHORIZATION=f"Bearer {tokens.make(membership=self.member, **wishes)}")

    def read(self, address: str) -> Any:
        """What is answered, which must be fine."""
        answer = self.get(HOME + address)
        assert answer.status_code == 200, answer.content
        return answer.json()

    def send(self, address: str, body: Any, **headers: str) -> Any:
        """Posts JSON."""
        return self.post(HOME + address, body, format="json", **headers)  # type: ignore[arg-type]

    def keep(self, name: str = "Heftruck", query: str = "regio=4", **headers: str) -> Any:
        """Keeps a search."""
        return self.send("zoekopdrachten", {"naam": name, "zoekvraag": query}, **headers)

    def references(self) -> list[str]:
        return [card["referentie"] for card in self.read("kandidaten")["kandidaten"]]
