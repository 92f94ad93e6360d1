"""The rows that the addresses of the table name, all of the same owner, and addresses made with them."""

from dataclasses import dataclass

from django.urls import reverse

from explorer.models import SavedSearch
from sync.models import SyncRun
from tests.access.personas import Persona
from tests.access.table import NOWHERE, Line
from tests.factories import NOW, published


@dataclass(frozen=True)
class Rows:
    """What each word in the table stands for: a key of a row that is there."""

    keys: dict[str, str | int]

    def address(self, name: str, line: Line) -> str:
        return reverse(name, args=[self.keys.get(str(one), one) for one in line.args])

    def address_of_nothing(self, name: str, line: Line) -> str:
        """The same for a row that is not there."""
        return reverse(name, args=[NOWHERE if str(one) in self.keys else one for one in line.args])


def rows_of(owner: Persona) -> Rows:
    """One row of each kind, and three published people."""
    published({}, {}, {})
    assert owner.membership is not None
    of_owner = {"owner": owner.user, "organisation": owner.membership.organisation, "saved_at": NOW}
    saved = SavedSearch.objects.create(name="Magazijn", query="", **of_owner)
    run = SyncRun.objects.create(state=SyncRun.State.DONE, started_at=NOW)
    return Rows({"saved": str(saved.key), "run": run.pk})
