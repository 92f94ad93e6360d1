"""Which generation is live, and how long another one is kept."""

import datetime as dt

import pytest

from profiles.anonymity.verify import Verdict
from profiles.gate import checked
from profiles.models import Card, Generation, Live, Mask, Route
from sync import cards
from sync import release as releases
from sync.cards import freshness
from sync.release import NotAnonymousError, erase_old, release
from tests.factories import NOW, published
from tests.sync.releasing import MINUTE, card_of, crowd, released

pytestmark = pytest.mark.django_db


def refused(generation: Generation, k: int) -> Verdict:
    """The verdict of a gate that lets nothing through."""
    return Verdict(
        k=k, profiles=generation.size, smallest=1, in_classes_of_10=0, problems=("class x has 1 profiles",)
    )


class TestTheGate:
    def test_the_pointer_moves_only_after_the_check(self, monkeypatch: pytest.MonkeyPatch) -> None:
        live = published({})
        crowd()
        seen: list[tuple[Generation, int]] = []

        def watched(generation: Generation, k: int) -> Verdict:
            seen.append((Live.objects.get().generation, Card.objects.of(generation.pk).count()))
            return checked(generation, k)

        monkeypatch.setattr(releases, "checked", watched)

        released()

        assert seen == [(live, 5)]

    def test_what_the_check_refuses_is_taken_away_and_what_was_live_stays(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        live = published({}, {})
        crowd()
        monkeypatch.setattr(releases, "checked", refused)

        with pytest.raises(NotAnonymousError, match="Nothing was published: 1 classes or terms are too small"):
            released()

        assert Live.objects.get().generation == live
        assert list(Generation.objects.all()) == [live]
        assert set(Card.objects.values_list("generation", flat=True)) == {live.pk}
        assert set(Route.objects.values_list("generation", flat=True)) == {live.pk}

    def test_a_first_release_that_is_refused_leaves_nothing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        crowd()
        monkeypatch.setattr(releases, "checked", refused)

        with pytest.raises(NotAnonymousError):
            released()

        assert not Live.objects.exists()
        assert not Card.objects.exists()

    def test_an_error_while_writing_leaves_what_was_live(self, monkeypatch: pytest.MonkeyPatch) -> None:
        live = published({})
        crowd(10)
        monkeypatch.setattr(cards, "report", lambda **_: 1 / 0)

        with pytest.raises(ZeroDivisionError):
            released()

        assert Live.objects.get().generation == live

    def test_what_a_broken_release_left_goes_with_the_next_one(self, monkeypatch: pytest.MonkeyPatch) -> None:
        crowd(10)
        with monkeypatch.context() as patched:
            patched.setattr(cards, "report", lambda **_: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                released()

        generation = released(NOW + MINUTE)

        assert list(Generation.objects.all()) == [generation]


class TestPreviousGenerations:
    def test_the_previous_generation_is_served_for_ten_minutes_and_then_erased(self) -> None:
        crowd()
        first = released()
        second = released(NOW + MINUTE)

        erase_old(at=NOW + 10 * MINUTE)
        assert set(Generation.objects.all()) == {first, second}

        erase_old(at=NOW + 11 * MINUTE)
        assert list(Generation.objects.all()) == [second]
        assert set(Card.objects.values_list("generation", flat=True)) == {second.pk}
        assert set(Route.objects.values_list("generation", flat=True)) == {second.pk}
        assert Live.objects.get().previous is None

    def test_the_ten_minutes_begin_at_the_switch_however_long_the_writing_took(self) -> None:
        crowd()
        first = released()
        times = iter([NOW + MINUTE, NOW + 20 * MINUTE, NOW + 30 * MINUTE, NOW + 30 * MINUTE])

        release(k=5, clock=lambda: next(times))

        erase_old(at=NOW + 39 * MINUTE)
        assert Generation.objects.filter(pk=first.pk).exists()

    def test_a_third_release_erases_the_first(self) -> None:
        crowd()
        first, *others = (released(NOW + minute * MINUTE) for minute in range(3))

        assert set(Generation.objects.all()) == set(others)
        assert not Card.objects.of(first.pk).exists()

    def test_a_generation_that_is_being_written_is_left_alone(self) -> None:
        crowd()
        released()
        written = Generation.objects.create(created_at=NOW + MINUTE, k=5)

        erase_old(at=NOW + 60 * MINUTE)

        assert Generation.objects.filter(pk=written.pk).exists()

    def test_masks_go_with_their_generation(self) -> None:
        crowd()
        Mask.objects.create(generation=released(), number=0)
        released(NOW + MINUTE)

        erase_old(at=NOW + 60 * MINUTE)

        assert not Mask.objects.exists()

    def test_before_anything_is_live_nothing_is_erased(self) -> None:
        Generation.objects.create(created_at=NOW, k=5)

        erase_old(at=NOW + 60 * MINUTE)

        assert Generation.objects.count() == 1


class TestFreshness:
    @pytest.mark.parametrize(
        ("profile_on", "today", "fresh"),
        [
            ("2026-10-01", "2026-10-01", "kwartaal"),
            ("2026-10-01", "2026-12-31", "kwartaal"),
            ("2026-09-30", "2026-10-01", "jaar"),
            ("2026-01-01", "2026-12-31", "jaar"),
            ("2025-12-31", "2026-01-01", "ouder"),
            ("2026-01-01", "2026-01-01", "kwartaal"),
            ("2026-03-31", "2026-04-01", "jaar"),
            ("2026-06-30", "2026-06-30", "kwartaal"),
            ("1999-10-05", "2026-11-23", "ouder"),
        ],
    )
    def test_a_date_is_told_no_finer_than_this_quarter_this_year_or_older(
        self, profile_on: str, today: str, fresh: str
    ) -> None:
        assert freshness(dt.date.fromisoformat(profile_on), dt.date.fromisoformat(today)) == fresh

    def test_the_quarter_is_that_of_the_netherlands(self) -> None:
        row, *_ = crowd(profile_on=dt.date(2026, 12, 31))

        released(dt.datetime(2026, 12, 31, 23, 30, tzinfo=dt.UTC))

        assert card_of(row).freshness == "ouder"
