"""The loader: everything is there, a second run changes nothing, and differences are repaired."""

import datetime as dt
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from profiles.models import Label, Municipality, Postcode, Region, RegionName, SubRegion, Term
from profiles.reference.load import load
from profiles.reference.store import Counts

pytestmark = pytest.mark.django_db

END_OF_2020 = dt.date(2020, 12, 31)
ROWS = {
    "regions": 35,
    "region names": 36,
    "neighbours": 2 * 77,
    "sub-regions": 87,
    "municipalities": 363,
    "mergers": 21,
    "postcodes": 4_065,
    "labels": 34,
    "terms": 4_300,
}
UNCHANGED = {name: Counts(unchanged=number) for name, number in ROWS.items()}
DRENTHE = ["Borger-Odoorn", "Coevorden", "De Wolden", "Emmen", "Hoogeveen", "Midden-Drenthe"]


def test_a_second_run_only_reads() -> None:
    with CaptureQueriesContext(connection) as queries:
        counts = load()
    assert counts == UNCHANGED
    assert {query["sql"].split()[0] for query in queries} == {"SELECT"}


def test_what_is_missing_or_different_is_repaired() -> None:
    Postcode.objects.filter(digits__startswith="78").delete()
    Region.objects.filter(number=4).update(name="Drente")
    Term.objects.filter(vocabulary="beroep", code="9112").update(parent=None)
    repaired = {name for name, counts in load().items() if counts != UNCHANGED[name]}
    assert repaired == {"postcodes", "regions", "terms"}
    assert load() == UNCHANGED
    assert Region.objects.get(number=4).name == "Drenthe"


def test_the_counts_tell_what_was_done() -> None:
    Label.objects.filter(fact="hours").delete()
    Label.objects.filter(fact="travel").update(label_en="?")
    Label.objects.create(fact="hours", code="U99", level=0, covers="99", accepts="99", position=99)
    assert load()["labels"] == Counts(created=7, changed=5, unchanged=22, removed=1)


def test_rows_that_are_gone_from_the_files_are_removed_with_what_refers_to_them() -> None:
    region = Region.objects.create(number=36, cbs_code="AM99", name="Niet in te delen")
    SubRegion.objects.create(code="36-1", name="Nergens", region=region)
    Municipality.objects.filter(name="Emmen").update(sub_region="36-1")
    Municipality.objects.filter(name="Coevorden").update(code="GM9999")
    counts = load()
    assert [counts[name].removed for name in ("regions", "sub-regions", "municipalities")] == [1, 1, 1]
    assert load() == UNCHANGED


def test_a_term_that_is_gone_from_the_files_stays() -> None:
    Term.objects.create(vocabulary="taaksoort", code="TS99", label_nl="Turf steken", position=99)
    assert load() == UNCHANGED
    assert Term.objects.filter(code="TS99").exists()


def test_the_command_says_what_changed_and_whether_anything_did() -> None:
    Postcode.objects.filter(digits="7811").delete()
    first, second = StringIO(), StringIO()
    call_command("load_reference_data", stdout=first)
    call_command("load_reference_data", stdout=second)
    assert "postcodes: 1 created, 0 changed, 4064 unchanged, 0 removed\n" in first.getvalue()
    assert first.getvalue().endswith("Reference data loaded.\n")
    assert second.getvalue().endswith("Reference data was up to date.\n")


def test_the_municipalities_of_a_day_are_that_days_list() -> None:
    assert Municipality.objects.on(END_OF_2020).count() == 355
    assert Municipality.objects.today().count() == 342


@pytest.mark.parametrize("day", [END_OF_2020, dt.date(2026, 11, 23)])
def test_drenthe_has_its_six_municipalities(day: dt.date) -> None:
    in_drenthe = Municipality.objects.on(day).filter(region=4).order_by("name")
    assert [municipality.name for municipality in in_drenthe] == DRENTHE


@pytest.mark.parametrize(
    ("day", "name"),
    [(END_OF_2020, "Stedendriehoek en Noordwest Veluwe"), (dt.date(2025, 1, 1), "Veluwe Stedendriehoek")],
)
def test_a_region_has_one_name_on_each_day(day: dt.date, name: str) -> None:
    assert RegionName.objects.on(day).count() == 35
    assert RegionName.objects.on(day).get(region=11).name == name


def test_todays_region_names_are_the_regions_own() -> None:
    assert RegionName.objects.today().filter(name=F("region__name")).count() == 35


def test_a_neighbour_is_one_from_both_sides() -> None:
    drenthe = Region.objects.get(number=4)
    assert {region.name for region in drenthe.neighbours.all()} == {"Groningen", "Friesland", "Regio Zwolle"}
    assert all(drenthe in region.neighbours.all() for region in drenthe.neighbours.all())


def test_a_municipality_of_today_is_in_a_sub_region_of_its_own_region() -> None:
    today = Municipality.objects.today()
    assert today.filter(region=F("sub_region__region")).count() == today.count()


def test_a_postcode_lies_in_a_municipality_of_today() -> None:
    codes = Municipality.objects.today().values("code")
    assert not Postcode.objects.exclude(municipality__in=codes).exists()


def test_a_term_and_its_parent_are_of_one_vocabulary() -> None:
    assert Term.objects.filter(parent=None, vocabulary="beroep").count() == 10
    assert not Term.objects.exclude(parent=None).exclude(vocabulary=F("parent__vocabulary")).exists()
