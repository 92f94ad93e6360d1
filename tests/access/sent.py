"""Where one can name a thing other than in the path: one line for each field of a query, a form or a body."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.utils.http import urlencode

from tests.access.world import Actor, Ids
from tests.explorer.contact.asked import WORK

ABSENT: Ids = {
    "ref": "D7K-4MPQ",
    "key": "00000000-0000-0000-0000-000000000000",
    "membership": 10**6,
    "collega": 10**6,
}
"""What leads to nothing, under the names that the things of people go by."""


@dataclass(frozen=True)
class Sent:
    """A field that holds an id. `of` is the kind of thing, `id` which of its ids; `by` is query, form or json.

    `first` is a kind of thing of the sender's own, of which an id goes before it in a list (bulk); `at` is a kind of
    which the sender's own fills the address; `more` is what else must be sent.
    """

    address: str
    name: str
    of: str
    id: str
    by: str = "form"
    is_list: bool = False
    first: str = ""
    at: str = ""
    more: Mapping[str, Any] = field(default_factory=dict)

    def can_be_sent_by(self, actor: Actor) -> bool:
        """Whether the sender has what the address and the list ask of their own."""
        return all(kind in actor.own for kind in (self.first, self.at) if kind)

    def send(self, actor: Actor, named: object) -> HttpResponse:
        """The answer to this request with one id in it."""
        before = [actor.own[self.first][self.id]] if self.first else []
        value = [*before, named] if self.is_list else named
        sent = {**self.more, self.name: value}
        address = self.address.format(**(actor.own[self.at] if self.at else {}))
        if self.by == "query":
            answer = actor.client.get(f"{address}?{urlencode(sent, doseq=True)}")
        elif self.by == "json":
            answer = actor.client.post(address, sent, content_type="application/json")
        else:
            answer = actor.client.post(address, sent)
        return answer  # type: ignore[return-value]


CONTACT, STEP = "/contactverzoeken/nieuw/", "/contactverzoeken/wachtrij/{request_key}/{code}/stap/"
API_WORK = {"werk": "Magazijnmedewerker", "zoekvraag": ""}
SENT = (
    Sent("/vergelijken/", "ref", "card", "ref", by="query"),
    Sent("/vergelijken/", "ref", "card", "ref", by="query", is_list=True, first="card"),
    Sent(CONTACT, "kandidaat", "card", "ref", by="query"),
    Sent(CONTACT, "kandidaat", "card", "ref", by="query", is_list=True, first="card"),
    Sent(CONTACT, "kandidaat", "card", "ref", more={**WORK, "name": "Bakkerij", "address": "jan@bedrijf.example"}),
    Sent(CONTACT, "kandidaat", "card", "ref", is_list=True, first="card", more=WORK),
    Sent("/selectie/", "ref", "card", "ref"),
    Sent("/api/v1/selectie", "referentie", "card", "ref", by="json", more={"zoekvraag": ""}),
    Sent("/api/v1/contactverzoeken", "kandidaten", "card", "ref", by="json", is_list=True, more=API_WORK),
    Sent(
        "/api/v1/contactverzoeken", "kandidaten", "card", "ref", by="json", is_list=True, first="card", more=API_WORK
    ),
    Sent("/zoekopdrachten/", "replace", "search", "key", more={"query": "regio=1"}),
    Sent(
        "/zoekopdrachten/{key}/instellen/",
        "folder",
        "folder",
        "key",
        at="search",
        more={"name": "Magazijn", "frequency": "never"},
    ),
    Sent("/organisatie/wisselen/", "membership", "membership", "membership"),
    Sent(STEP, "nummer", "card", "ref", at="task", more={"stap": "suggest"}),
    Sent(STEP, "collega", "colleague", "collega", at="task", more={"stap": "hand_over"}),
)
"""By which nobody may learn or change what is somebody else's."""
