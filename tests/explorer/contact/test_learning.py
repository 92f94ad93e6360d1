"""What the staff page learns from contact requests: answers in time, introductions, outcomes, wrong fields."""

import datetime as dt

import pytest
from django.test import Client

from explorer.contact import handling, routing
from explorer.contact.learning import by_quarter, by_region, doubts
from explorer.contact.states import Outcome, Reason
from explorer.groups import write_groups
from explorer.models import ContactRequest, Membership
from tests.explorer.contact.asked import adviser_of, asked, of_region
from tests.factories import NOW, make_membership

pytestmark = pytest.mark.django_db
LATER = NOW + dt.timedelta(days=9)


@pytest.fixture(autouse=True)
def one_answered_and_one_late(client: Client, employer: Membership) -> None:
    """Region 4 hired somebody at once; region 1 said no after nine days."""
    asked(client)
    ContactRequest.objects.update(asked_at=NOW, confirmed_at=NOW)
    routing.route(at=NOW)
    drenthe, groningen = adviser_of(4), adviser_of(1)
    row = of_region(4)
    handling.take(row=row, adviser=drenthe, at=NOW)
    handling.ask_candidate(row=row, adviser=drenthe, at=NOW)
    handling.introduce(row=row, adviser=drenthe, at=NOW)
    handling.doubt(row=row, adviser=drenthe, field="licence", at=NOW)
    handling.close(row=row, adviser=drenthe, outcome=Outcome.HIRED, at=NOW)
    handling.refuse(row=of_region(1), adviser=groningen, reason=Reason.UNAVAILABLE, at=LATER)


def test_a_request_of_two_regions_is_one_request_of_the_quarter() -> None:
    (found,) = by_quarter(region=None, at=LATER)

    assert (found.label, found.requests, found.candidates) == ("2026-Q4", 1, 2)
    assert (found.in_time, found.late, found.in_time_percent) == (1, 1, 50.0)
    assert (found.introduced, found.hired, found.impossible) == (1, 1, 1)


def test_each_region_has_its_own_numbers() -> None:
    lines = {one.label: one for one in by_region(quarter="2026-Q4", at=LATER)}

    assert (lines["4"].in_time_percent, lines["1"].in_time_percent) == (100.0, 0.0)
    assert by_quarter(region=7, at=LATER) == []
    assert (doubts(region=4), doubts(region=1)) == ({"licence": 1}, {})


def test_the_staff_page_shows_them_with_the_work_list(client: Client) -> None:
    write_groups()
    client.force_login(make_membership(Membership.Role.VIEWER).user)
    page = client.get("/admin/profiles/emptyfieldcount/?regio=4").content.decode()

    assert "2026-Q4" in page
    assert "rijbewijs (1)" in page
