"""What is kept of a person, and where identity ends."""

import dataclasses
import datetime as dt
from typing import Any

import pytest

from profiles import keys
from profiles.models import Term
from sync.mapping import (
    NoReferenceDataError,
    Vocabularies,
    census_values,
    may_be_published,
    sealed_link,
    staged_values,
    vocabularies,
)
from sync.sonar.records import SonarRecord, parse
from tests.sync.items import BSN, IDENTITY, item

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 23)


class TestWhoMayBePublished:
    @pytest.mark.parametrize(
        "change",
        [
            {"banenafspraak": "Nee"},
            {"banenafspraak": "Onbekend"},
            {"toestemming": "Nee"},
            {"toestemming": "Onbekend"},
            {"toestemming": None},
            {"klantprofiel": None},
            {"profieldatum": None},
            {"profieldatum": "2026-11-24"},
            {"profieleinddatum": "2026-11-23"},
            {"inschrijfdatum": "2026-11-24"},
            {"uitschrijfdatum": "2026-11-23"},
        ],
    )
    def test_one_missing_condition_is_enough_to_stay_out(self, change: dict[str, Any]) -> None:
        assert not may_be_published(parse(item(**change)), TODAY)

    @pytest.mark.parametrize(
        "change",
        [
            {},
            {"profieldatum": "2026-11-23"},
            {"profieleinddatum": "2026-11-24"},
            {"inschrijfdatum": "2026-11-23"},
            {"uitschrijfdatum": "2026-11-24"},
        ],
    )
    def test_everything_that_holds_today_may_be_published(self, change: dict[str, Any]) -> None:
        assert may_be_published(parse(item(**change)), TODAY)

    def test_a_tombstone_may_not(self) -> None:
        assert not may_be_published(SonarRecord("WZ1", 1, deleted=True), TODAY)


class TestCensus:
    def test_the_counts_keep_what_they_need_and_nothing_else(self) -> None:
        raw = item(persoon=IDENTITY, gemeenteCode="114", uitschrijfdatum="2026-11-01", profieleinddatum="2026-10-31")

        assert dataclasses.asdict(census_values(parse(raw))) == {
            "person_key": keys.person_key(BSN),
            "municipality": "GM0114",
            "municipality_since": dt.date(2020, 3, 1),
            "party": "UWV",
            "party_since": dt.date(2020, 2, 1),
            "registered_on": dt.date(2020, 1, 1),
            "deregistered_on": dt.date(2026, 11, 1),
            "profile_on": dt.date(2026, 10, 5),
            "profile_ended_on": dt.date(2026, 10, 31),
        }

    def test_a_former_municipality_stays_what_the_feed_sent(self) -> None:
        assert census_values(parse(item(gemeenteCode="GM0003"))).municipality == "GM0003"

    @pytest.mark.parametrize("municipality", ["", None, "Emmen"])
    def test_an_unusable_municipality_is_left_empty(self, municipality: object) -> None:
        assert census_values(parse(item(gemeenteCode=municipality))).municipality == ""

    def test_two_records_with_one_bsn_are_one_person(self) -> None:
        one, other = (census_values(parse(item(klant_id, persoon={"bsn": BSN}))) for klant_id in ("WZ1", "WZ2"))

        assert one.person_key == other.person_key

    @pytest.mark.parametrize("bsn", [None, "", "NNB", "111222334"])
    def test_without_a_usable_bsn_every_record_is_a_person_of_its_own(self, bsn: str | None) -> None:
        one, other = (census_values(parse(item(klant_id, persoon={"bsn": bsn}))) for klant_id in ("WZ1", "WZ2"))

        assert one.person_key != other.person_key


class TestIdentity:
    def test_nothing_that_identifies_a_person_leaves_the_mapping(self, codes: Vocabularies) -> None:
        record = parse(item("WZ48151623", persoon=IDENTITY, klantprofiel={"toelichting": "Bel Sjoukje"}))
        census = census_values(record)
        values = staged_values(record, census.person_key, codes, TODAY)
        sealed = sealed_link(record, values, codes, TODAY)

        kept = repr((census, values, sealed))

        canaries = [value for name, value in IDENTITY.items() if name != "geslacht"]
        assert not any(canary in kept for canary in [*canaries, "WZ48151623", "48151623", "Sjoukje"])

    def test_the_way_back_is_sealed(self, codes: Vocabularies) -> None:
        record = parse(item("WZ7", gemeenteCode="GM0003", klantprofiel={"urenPerWeek": 24, "sectoren": ["C"]}))
        values = staged_values(record, "person key", codes, TODAY)

        link = keys.opened(sealed_link(record, values, codes, TODAY))

        assert (link["klantId"], link["region"]) == ("WZ7", 1)
        assert isinstance(link["empty"], list)
        assert {"education", "travel", "skills"} <= set(link["empty"])
        assert not {"hours", "sectors", "sub_region", "person_key"} & set(link["empty"])

    def test_the_link_of_someone_without_a_place_knows_no_region(self, codes: Vocabularies) -> None:
        record = parse(item(gemeenteCode="GM0788"))

        values = staged_values(record, "person key", codes, TODAY)

        assert keys.opened(sealed_link(record, values, codes, TODAY))["region"] is None


def test_without_reference_data_nothing_is_understood() -> None:
    Term.objects.filter(vocabulary="affiniteit").delete()

    with pytest.raises(NoReferenceDataError, match="Run load_reference_data"):
        vocabularies()
