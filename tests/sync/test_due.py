"""Whose changes go into a release, and whose wait."""

import datetime as dt

import pytest

from profiles import keys
from profiles.models import Live, Mask, Objection, Route, Withdrawal
from profiles.withdraw import cover_fallen, release_is_wanted, withdraw
from sync.models import ReleasedProfile, StagedProfile, SyncRun
from sync.release import release, release_if_wanted
from tests.factories import NOW, staged
from tests.sync.releasing import MINUTE, at, card_of, crowd, released

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


def change(rows: list[StagedProfile], **values: str) -> None:
    """As the sync does: a newer version of each of these records."""
    for row in rows:
        StagedProfile.objects.filter(pk=row.pk).update(version=row.version + 1, **values)


class TestRegionsTakeTurns:
    def test_fewer_than_five_changes_wait(self) -> None:
        rows = crowd(20, education="4")
        released()
        change(rows[:4], education="2")

        released(NOW + DAY)

        assert {card_of(row).education for row in rows} == {"4"}

    def test_five_changes_go_at_once(self) -> None:
        rows = [*crowd(20, education="4"), *crowd(10, education="2")]
        released()
        change(rows[:5], education="2")

        released(NOW + DAY)

        assert card_of(rows[0]).education == "2"

    def test_after_a_week_one_change_goes(self) -> None:
        rows = [*crowd(20, education="4"), *crowd(10, education="2")]
        released()
        change(rows[:1], education="2")

        released(NOW + 7 * DAY)

        assert card_of(rows[0]).education == "2"

    def test_by_hand_every_region_is_released(self) -> None:
        rows = [*crowd(20, education="4"), *crowd(10, education="2")]
        released()
        change(rows[:1], education="2")

        release(k=5, clock=at(NOW + DAY), all_regions=True)

        assert card_of(rows[0]).education == "2"

    def test_a_new_person_waits_too(self) -> None:
        crowd(20)
        released()
        staged()

        assert released(NOW + DAY).size == 20

    def test_a_region_does_not_wait_for_another(self) -> None:
        here, there = crowd(20, education="4"), crowd(20, sub_region="01-1", education="4")
        crowd(10, sub_region="01-1", education="2")
        released()
        change(here[:1], education="2")
        change(there[:5], education="2")

        released(NOW + DAY)

        assert (card_of(here[0]).education, card_of(there[0]).education) == ("4", "2")

    def test_who_moves_waits_until_both_regions_are_due(self) -> None:
        here, there = crowd(20), crowd(20, sub_region="01-1")
        released()
        change(here[:1], sub_region="01-1")
        change(there[:5], education="2")

        released(NOW + DAY)

        assert card_of(here[0]).place == "04-1"

    def test_a_newer_version_that_shows_nothing_new_does_not_count(self) -> None:
        rows = crowd(20, education="4")
        released()
        change(rows[:19])
        change(rows[19:], education="2")

        released(NOW + DAY)

        assert card_of(rows[19]).education == "4"


class TestWithdrawalsDoNotWait:
    def leave(self, row: StagedProfile) -> str:
        """As the sync does: the staged row goes and the person is hidden."""
        key = keys.profile_key(row.person_key)
        StagedProfile.objects.filter(pk=row.pk).delete()
        withdraw(people=[key])
        cover_fallen(people=[key])
        return key

    def test_one_person_is_left_out_of_the_next_release_though_no_region_is_due(self) -> None:
        rows = crowd(20)
        released()
        key = self.leave(rows[0])

        generation = released(NOW + DAY)

        assert generation.size == 19
        assert not Route.objects.filter(generation=generation, profile_key=key).exists()
        assert not ReleasedProfile.objects.filter(pk=rows[0].pk).exists()

    def test_a_withdrawal_asks_for_a_release_and_a_release_answers_it(self) -> None:
        rows = crowd(20)
        released()
        assert not release_is_wanted()
        self.leave(rows[0])
        assert release_is_wanted()

        generation = release_if_wanted(k=5, clock=at(NOW + MINUTE))

        assert generation == Live.objects.get().generation
        assert not release_is_wanted()
        assert release_if_wanted(k=5, clock=at(NOW + MINUTE)) is None

    def test_a_run_that_goes_on_releases_by_itself(self) -> None:
        rows = crowd(20)
        released()
        self.leave(rows[0])
        SyncRun.objects.create(started_at=NOW)

        assert release_if_wanted(k=5, clock=at(NOW + MINUTE)) is None

    def test_an_objection_asks_for_a_release_too(self) -> None:
        rows = crowd(20)
        released()
        Objection.objects.create(profile_key=keys.profile_key(rows[0].person_key), made_at=NOW)

        assert release_is_wanted()

    def test_who_comes_back_is_shown_again(self) -> None:
        rows = crowd(20)
        released()
        key = self.leave(rows[0])
        released(NOW + MINUTE)
        rows[0].save()

        generation = release(k=5, clock=at(NOW + DAY), all_regions=True)

        assert generation.size == 20
        assert not Withdrawal.objects.filter(profile_key=key).exists()
        assert not Mask.objects.filter(generation=generation).exists()
