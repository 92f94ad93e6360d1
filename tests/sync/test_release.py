"""From the staged set to cards that may be shown."""

import datetime as dt
from collections import Counter
from typing import Any

import pytest

from profiles import keys
from profiles.anonymity.generalise import TooFewPeopleError
from profiles.anonymity.verify import Verdict
from profiles.display import FACTS, LISTS
from profiles.gate import checked
from profiles.models import Card, Generation, Live, Mask, Objection, Progress, Route
from profiles.terms import Terms
from profiles.vocabularies import reference
from sync import cards, people
from sync import release as releases
from sync.models import CensusRow, StagedProfile
from tests.factories import NOW, published, staged
from tests.sync.releasing import MINUTE, card_of, crowd, motley, released

pytestmark = pytest.mark.django_db


class TestPublishing:
    def test_every_staged_person_gets_a_card_and_a_route(self) -> None:
        crowd(7)

        generation = released()

        assert generation.size == 7
        assert Card.objects.of(generation.pk).count() == Route.objects.filter(generation=generation).count() == 7
        assert Live.objects.get().generation == generation

    def test_every_class_in_the_database_has_at_least_k_members(self) -> None:
        motley(150)

        generation = released(k=5)

        classes = Counter(Card.objects.of(generation.pk).values_list(*FACTS))
        assert min(classes.values()) >= 5
        assert sum(classes.values()) == 150

    def test_every_term_on_a_card_is_on_at_least_k_cards_of_the_place(self) -> None:
        motley(150)

        generation = released(k=5)

        cards = Card.objects.of(generation.pk)
        said = {(card.place, code) for card in cards for code in card.occupations.codes}
        assert said
        counts = Counter(
            (card.place, code) for card in cards for code in {*card.occupations.codes, *card.occupations.implied}
        )
        assert min(counts[one] for one in said) >= 5

    def test_the_whole_release_passes_the_independent_check(self) -> None:
        motley(150)

        assert checked(released(k=5), 5).ok

    def test_the_card_shows_the_values_of_the_record(self) -> None:
        facts: dict[str, Any] = {"education": "4", "hours": "U28", "licence": "B", "travel": "T25"}
        row, *_ = crowd(availability="direct", dutch="3", sectors=Terms(("C", "H")), **facts)

        released()

        card = card_of(row)
        assert [getattr(card, name) for name in FACTS] == ["04-1", "4", "U28", "B", "T25", "direct"]
        assert (card.dutch, card.freshness, card.sectors) == ("3", "kwartaal", Terms(("C", "H")))

    def test_who_has_no_known_place_is_shown_with_the_country(self) -> None:
        row, *_ = crowd(sub_region="")

        released()

        assert card_of(row).place == "NL"

    def test_a_staged_list_loses_nothing_when_enough_people_share_it(self) -> None:
        lists = {shown.field: list(reference().terms[shown.vocabulary])[:2] for shown in LISTS}
        values: dict[str, Any] = {name: Terms(tuple(found)) for name, found in lists.items()}
        row, *_ = crowd(**values)

        generation = released()

        said = {name: {*getattr(card_of(row), name).codes, *getattr(card_of(row), name).implied} for name in lists}
        assert said == {name: said[name] | set(found) for name, found in lists.items()}
        assert generation.terms_hidden == 0

    def test_what_a_release_cost_is_noted(self) -> None:
        crowd(7, education="4", travel="T15")
        crowd(6, education="4")
        staged(education="4", travel="T25")

        generation = released()

        assert (generation.k, generation.withheld) == (5, 0)
        assert generation.kept == dict.fromkeys(FACTS, 1.0) | {"travel": round(13 / 14, 4)}
        assert generation.kept_of_known == dict.fromkeys(FACTS, 1.0) | {"travel": round(7 / 8, 4)}
        assert generation.loss == round(2 / 14, 3)
        assert Progress.objects.get().step == "releasing"

    def test_nobody_staged_is_an_empty_generation(self) -> None:
        assert released().size == 0

    def test_fewer_people_than_k_are_not_published(self) -> None:
        live = published({})
        crowd(4)

        with pytest.raises(TooFewPeopleError, match="4 people"):
            released()

        assert Live.objects.get().generation == live
        assert Generation.objects.count() == 1


class TestTerms:
    def test_a_term_that_is_rare_in_a_place_becomes_its_parent(self) -> None:
        row = staged(occupations=Terms(("8344.1",)))
        crowd(4, occupations=Terms(("8344",)))

        generation = released()

        shown = card_of(row).occupations
        assert shown.codes == ("8344",)
        assert shown.more
        assert generation.terms_hidden == 1

    def test_a_term_that_is_rare_at_every_height_is_hidden(self) -> None:
        row, *_ = crowd(sectors=Terms(("C",)))
        row.sectors = Terms(("C", "H"))
        row.save()

        generation = released()

        assert card_of(row).sectors == Terms(("C",), frozenset(), more=True)
        assert generation.terms_hidden == 1

    def test_the_same_term_elsewhere_does_not_help(self) -> None:
        row, *_ = crowd(7, sub_region="04-1", sectors=Terms(("C",)))
        other = staged(sub_region="04-2", sectors=Terms(("C",)))
        crowd(7, sub_region="04-2")

        released()

        assert card_of(row).sectors.codes == ("C",)
        assert card_of(other).sectors.codes == ()

    def test_a_term_that_a_finer_one_says_is_not_hidden(self) -> None:
        row, *_ = crowd(occupations=Terms(("8344", "8344.1")))

        generation = released()

        assert card_of(row).occupations.codes == ("8344.1",)
        assert generation.terms_hidden == 0


class TestPeople:
    def test_a_person_with_two_records_has_one_card_of_the_newest_registration(self) -> None:
        person = keys.person_key("111222333")
        older = staged(person_key=person, registered_on=dt.date(2019, 5, 1), education="1")
        newer = staged(person_key=person, registered_on=dt.date(2020, 5, 1), education="4")
        crowd(7, education="1")
        crowd(7, education="4")

        generation = released()

        assert generation.size == 15
        assert card_of(older) == card_of(newer)
        assert card_of(newer).education == "4"

    def test_of_two_records_of_one_day_the_larger_key_wins_as_in_the_counts(self) -> None:
        person, day = keys.person_key("111222333"), dt.date(2020, 5, 1)
        small = staged(person_key=person, registered_on=day, record_key="0" * 32, education="1")
        staged(person_key=person, registered_on=day, record_key="f" * 32, education="4")
        crowd(7, education="1")
        crowd(7, education="4")

        released()

        assert card_of(small).education == "4"

    def test_consent_of_an_older_record_does_not_outlive_the_newest_one(self) -> None:
        crowd(5)
        once = staged(registered_on=dt.date(2020, 1, 1))
        CensusRow.objects.create(
            record_key="newer", person_key=once.person_key, version=1, registered_on=dt.date(2024, 1, 1), party="GEM"
        )

        assert released().size == 5

    def test_a_newer_record_that_was_deregistered_no_longer_decides(self) -> None:
        crowd(5)
        once = staged(registered_on=dt.date(2020, 1, 1))
        CensusRow.objects.create(
            record_key="newer",
            person_key=once.person_key,
            version=1,
            registered_on=dt.date(2024, 1, 1),
            deregistered_on=dt.date(2025, 1, 1),
            party="GEM",
        )

        assert released().size == 6

    def test_who_objected_is_left_out_with_every_record(self) -> None:
        person = keys.person_key("111222333")
        staged(person_key=person)
        staged(person_key=person, registered_on=dt.date(2021, 1, 1))
        crowd()
        Objection.objects.create(profile_key=keys.profile_key(person), made_at=NOW)

        generation = released()

        assert generation.size == 5
        assert not Route.objects.filter(profile_key=keys.profile_key(person)).exists()

    def test_who_objects_while_the_cards_are_written_is_masked(self, monkeypatch: pytest.MonkeyPatch) -> None:
        row, *_ = crowd(6)

        def objection_comes_in(generation: Generation, k: int) -> Verdict:
            Objection.objects.create(profile_key=keys.profile_key(row.person_key), made_at=NOW)
            return checked(generation, k)

        monkeypatch.setattr(releases, "checked", objection_comes_in)

        generation = released()

        assert card_of(row) not in Card.objects.visible()
        assert Card.objects.of(generation.pk).visible().count() == 5

    def test_a_mask_of_an_earlier_generation_hides_nobody_in_the_next(self) -> None:
        crowd(5)
        first = released()
        Mask.objects.create(generation=first, number=0)

        second = released(NOW + MINUTE)

        assert Card.objects.of(second.pk).visible().count() == 5

    def test_card_numbers_are_drawn_by_lot(self) -> None:
        crowd(40)

        def order(generation: Generation) -> list[str]:
            routes = Route.objects.filter(generation=generation).order_by("number")
            assert [route.number for route in routes] == list(range(40))
            return [route.profile_key for route in routes]

        one, other = order(released()), order(released(NOW + MINUTE))

        records = StagedProfile.objects.order_by("record_key").values_list("person_key", flat=True)
        by_record = [keys.profile_key(person) for person in records]
        assert sorted(one) == sorted(by_record)
        assert one not in (by_record, by_record[::-1], sorted(by_record), other)

    def test_batches_and_chunks_leave_nobody_out(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(cards, "BATCH", 4)
        monkeypatch.setattr(people, "CHUNK", 3)
        crowd(10)

        assert released().size == 10
