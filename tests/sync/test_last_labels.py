"""What the next release knows of the last one."""

import pytest

from profiles.anonymity.facts import Facts
from sync.last_labels import last_labels, remember
from sync.models import LastLabels, StagedProfile
from tests.factories import NOW
from tests.sync.releasing import MINUTE, card_of, crowd, released

pytestmark = pytest.mark.django_db

EXACT = Facts("04-1", "4", "U28", "B", "T25", "direct")
NEAR = EXACT._replace(travel="")
ELSEWHERE = EXACT._replace(place="01-1")


def test_labels_that_differ_from_the_facts_come_back() -> None:
    remember({EXACT: NEAR, ELSEWHERE: ELSEWHERE._replace(place="R1", hours="U2040"), NEAR: NEAR})

    assert last_labels() == {EXACT: NEAR, ELSEWHERE: ELSEWHERE._replace(place="R1", hours="U2040")}


def test_only_the_last_release_counts() -> None:
    remember({ELSEWHERE: NEAR})
    remember({EXACT: NEAR})

    assert last_labels() == {EXACT: NEAR}
    assert LastLabels.objects.count() == 1


def test_a_label_stays_from_one_release_to_the_next() -> None:
    rows, others = crowd(4, education="4", travel="T25"), crowd(60, education="2", travel="T25")
    near = crowd(4, education="4", travel="T05")
    released()
    assert card_of(rows[0]).travel == ""
    crowd(5, education="4", travel="T25")

    released(NOW + 8 * 24 * 60 * MINUTE)

    assert {card_of(row).travel for row in [*rows, *near]} == {""}
    assert card_of(others[0]).travel == "T25"
    assert StagedProfile.objects.count() == 73
