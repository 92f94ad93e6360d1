import datetime as dt
from typing import Any

import pytest
from django.db import Error, IntegrityError, connection, transaction
from pytest_django.fixtures import Settings

from profiles.models import Edition, EditionFile, FigureEvent, MunicipalityCount, QuarterCount
from profiles.quarters import Quarter
from profiles.transparency import editions
from profiles.transparency.counts import Counts
from profiles.transparency.editions import RefusedError, approve, check, correct, discard, make
from profiles.transparency.formats import FORMATS
from profiles.transparency.frozen import checksum, dump, load
from profiles.transparency.publish import report_for
from profiles.transparency.publishing import expected_files, publish
from profiles.transparency.stored import current, report_of
from tests.profiles.transparency.golden import AT, CSV, QUARTER, store_quarter
from tests.profiles.transparency.publications import LATER, approved, draft, published

pytestmark = pytest.mark.django_db
FIX: dict[str, Any] = {"code": "GM0114", "column": "gem_with", "figure": 37, "reason": "Eén profiel vergeten."}


def refused_by_the_database() -> Any:
    return pytest.raises(Error)


def test_a_report_comes_back_from_its_text_as_it_was() -> None:
    draft()
    report = report_for(QUARTER)

    assert load(dump(report)) == report
    assert dump(load(dump(report))) == dump(report)


def test_a_draft_holds_the_golden_figures_with_their_origin() -> None:
    edition = draft()

    report = report_of(edition, 4)
    assert report.total == Counts(98, 1054, 1808, 510)
    assert (report.edition and report.edition.number, report.run) == (1, 1)
    assert "355 gemeenten" in report.classification
    assert edition.checksum == checksum(edition.content.encode())


def test_a_draft_follows_the_counts_until_it_is_approved() -> None:
    draft()
    MunicipalityCount.objects.filter(municipality="GM0114").update(gem_with=40)

    assert report_of(make(quarter=QUARTER, by="anne", at=LATER), 4).total.gem_with == 102
    assert Edition.objects.count() == 1


def test_the_set_aside_records_must_be_acknowledged_in_their_number() -> None:
    quarter = Quarter(2021, 1)
    store_quarter(quarter, quarantined=7)
    edition = draft(quarter)

    with pytest.raises(RefusedError, match="7"):
        check(edition=edition, by="anne", acknowledged=0, protect=False, at=AT)
    check(edition=edition, by="anne", acknowledged=7, protect=False, at=AT)

    assert "7" in FigureEvent.objects.get(action="check").about


def test_a_second_person_approves_and_never_the_first() -> None:
    edition = draft()

    with pytest.raises(RefusedError, match="nakijken"):
        approve(edition=edition, by="bram", at=AT)
    check(edition=edition, by="anne", acknowledged=0, protect=False, at=AT)
    with pytest.raises(RefusedError, match="ander"):
        approve(edition=edition, by="anne", at=AT)
    approve(edition=edition, by="bram", at=AT)

    edition.refresh_from_db()
    assert (edition.state, edition.checked_by, edition.approved_by) == ("goedgekeurd", "anne", "bram")


def test_the_database_itself_wants_two_people() -> None:
    edition = draft()

    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(checked_by="anne", approved_by="anne")
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(state="goedgekeurd")


def test_only_what_is_approved_is_published() -> None:
    with pytest.raises(RefusedError, match="goedgekeurd"):
        publish(edition=draft(), by="bram", at=AT)


def test_a_published_edition_has_every_file_with_its_checksum() -> None:
    edition = published()

    files = list(edition.files.all())
    assert len(files) == expected_files(edition)
    assert all(stored.checksum == checksum(bytes(stored.content)) for stored in files)
    assert bytes(edition.files.get(region=4, format="csv").content).decode() == CSV


def test_where_some_regions_are_served_an_edition_has_the_files_of_those(settings: Settings) -> None:
    settings.ONLY_REGIONS = (4,)

    edition = published()

    assert edition.files.count() == expected_files(edition) == 2 * len(FORMATS)


def test_publishing_goes_on_where_it_was_interrupted_and_changes_nothing_afterwards() -> None:
    edition = approved()
    stored = EditionFile(
        edition=edition, region=4, format="csv", name="x", media_type="text/csv", content=b"x", size=1
    )
    stored.save()

    publish(edition=edition, by="bram", at=AT)
    again = publish(edition=edition, by="anne", at=LATER)

    assert edition.files.count() == expected_files(edition)
    assert bytes(edition.files.get(region=4, format="csv").content) == b"x"
    assert (again.published_by, again.published_at) == ("bram", AT)


@pytest.mark.slow
@pytest.mark.all_formats
@pytest.mark.slow
@pytest.mark.all_formats
def test_the_same_edition_rendered_again_is_byte_equal_to_its_files_in_every_format() -> None:
    edition = published()
    again = report_of(Edition.objects.get(pk=edition.pk), 4)

    for kind in FORMATS.values():
        assert kind.render(again) == bytes(edition.files.get(region=4, format=kind.name).content), kind.name


@pytest.mark.parametrize("name", ["csv", "json"])
def test_the_same_edition_rendered_again_is_byte_equal(name: str) -> None:
    edition = published()
    again = report_of(Edition.objects.get(pk=edition.pk), 4)

    assert FORMATS[name].render(again) == bytes(edition.files.get(region=4, format=name).content)


def test_new_counts_do_not_change_a_frozen_edition() -> None:
    edition = published()
    before = dump(report_of(edition))

    with refused_by_the_database(), transaction.atomic():
        MunicipalityCount.objects.filter(municipality="GM0114").update(gem_with=999)
    with refused_by_the_database(), transaction.atomic():
        QuarterCount.objects.get(quarter=str(QUARTER)).delete()
    with pytest.raises(RefusedError, match="correctie"):
        make(quarter=QUARTER, by="anne", at=LATER)

    assert dump(report_of(Edition.objects.get(pk=edition.pk))) == before


@pytest.mark.parametrize(
    "change", [{"content": "{}"}, {"published_by": "iemand"}, {"state": "concept"}, {"is_protected": True}]
)
def test_the_database_refuses_to_change_a_published_edition(change: dict[str, Any]) -> None:
    edition = published()

    with refused_by_the_database(), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(**change)
    with refused_by_the_database(), transaction.atomic():
        edition.files.update(content=b"anders")
    with refused_by_the_database(), transaction.atomic():
        edition.files.all().delete()
    with refused_by_the_database(), transaction.atomic():
        edition.delete()


@pytest.mark.parametrize("change", [{"content": "{}"}, {"state": "concept"}, {"approved_by": "chris"}])
def test_an_approved_edition_only_becomes_published(change: dict[str, Any]) -> None:
    edition = approved()

    with refused_by_the_database(), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(**change)
    with refused_by_the_database(), transaction.atomic():
        edition.delete()
    with pytest.raises(RefusedError):
        discard(edition=edition, by="anne", at=AT)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="INSERT OR REPLACE is SQLite's")
def test_replacing_a_published_edition_is_refused_too() -> None:
    edition = published()
    names = ", ".join(field.attname for field in Edition._meta.concrete_fields)
    copied = names.replace("content", "'{}'")

    with refused_by_the_database(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"INSERT OR REPLACE INTO profiles_edition ({names}) SELECT {copied} FROM profiles_edition")

    assert Edition.objects.get().content == edition.content


def test_the_log_of_figures_cannot_be_rewritten() -> None:
    draft()

    with refused_by_the_database(), transaction.atomic():
        FigureEvent.objects.update(actor="iemand anders")
    with refused_by_the_database(), transaction.atomic():
        FigureEvent.objects.all().delete()


def test_a_correction_is_a_new_edition_that_names_what_changed() -> None:
    first = published()

    second = published(correct(quarter=QUARTER, **FIX, by="chris", at=LATER))

    report = report_of(second, 4)
    assert report.total.gem_with == 99
    assert report.edition is not None
    (fixed,) = report.edition.corrections
    assert (fixed.name, fixed.column, fixed.before, fixed.after, fixed.reason) == (
        "Emmen",
        "gem_with",
        36,
        37,
        FIX["reason"],
    )
    assert (first.number, second.number) == (1, 2)
    assert current(QUARTER) == second
    assert report_of(Edition.objects.get(pk=first.pk), 4).total.gem_with == 98


def test_who_entered_a_correction_does_not_approve_it() -> None:
    published()
    edition = correct(quarter=QUARTER, **FIX, by="bram", at=LATER)
    check(edition=edition, by="anne", acknowledged=0, protect=False, at=LATER)

    with pytest.raises(RefusedError, match="ander"):
        approve(edition=edition, by="bram", at=LATER)


def test_a_correction_after_the_check_must_be_looked_at_again() -> None:
    published()
    edition = correct(quarter=QUARTER, **FIX, by="chris", at=LATER)
    check(edition=edition, by="anne", acknowledged=0, protect=False, at=LATER)
    correct(quarter=QUARTER, **{**FIX, "column": "uwv_with"}, by="chris", at=LATER)

    with pytest.raises(RefusedError, match="nakijken"):
        approve(edition=edition, by="bram", at=LATER)


@pytest.mark.parametrize(
    "change", [{"figure": 36}, {"figure": -1}, {"column": "total"}, {"code": "GM9999"}, {"code": "GM1979"}]
)
def test_a_correction_of_nothing_or_of_no_cell_is_refused(change: dict[str, Any]) -> None:
    published()

    with pytest.raises(RefusedError):
        correct(quarter=QUARTER, **{**FIX, **change}, by="chris", at=LATER)


def test_before_publication_there_is_nothing_to_correct() -> None:
    draft()

    with pytest.raises(RefusedError, match="opnieuw"):
        correct(quarter=QUARTER, **FIX, by="chris", at=LATER)


def test_a_correction_stays_protected_when_the_edition_was() -> None:
    published(protect=True)
    edition = correct(quarter=QUARTER, **FIX, by="chris", at=LATER)

    with pytest.raises(RefusedError, match="beschermd"):
        check(edition=edition, by="anne", acknowledged=0, protect=False, at=LATER)


def test_the_totals_to_withhold_are_worked_out_before_the_database_is_locked(monkeypatch: pytest.MonkeyPatch) -> None:
    edition, outside = draft(), len(connection.savepoint_ids)
    monkeypatch.setattr(editions, "withheld_totals", lambda _: [f"within {len(connection.savepoint_ids)}"])

    check(edition=edition, by="anne", acknowledged=0, protect=True, at=AT)

    assert Edition.objects.get().withheld == f"within {outside}"


def test_a_check_protects_the_figures_that_the_draft_has_by_then(monkeypatch: pytest.MonkeyPatch) -> None:
    published(protect=True)
    seen = correct(quarter=QUARTER, **FIX, by="chris", at=LATER)
    correct(quarter=QUARTER, **{**FIX, "code": "GM1690"}, by="chris", at=LATER)
    monkeypatch.setattr(editions, "withheld_totals", lambda report: [str(report.total.gem_with)])

    check(edition=seen, by="anne", acknowledged=0, protect=True, at=LATER)

    assert Edition.objects.get(pk=seen.pk).withheld == "132"


def test_a_draft_may_be_thrown_away_and_that_is_noted() -> None:
    discard(edition=draft(), by="anne", at=AT + dt.timedelta(1))

    assert not Edition.objects.exists()
    assert FigureEvent.objects.get(action="discard").actor == "anne"


def test_the_files_of_a_protected_edition_hold_no_exact_figure() -> None:
    edition = published(protect=True)

    text = bytes(edition.files.get(region=4, format="csv").content).decode()
    assert "4,AM03,Drenthe,GM1690,De Wolden,< 8,25,70,25,125" in text
    assert all(int(cell) % 5 == 0 for line in text.splitlines()[1:] for cell in line.split(",")[5:] if cell.isdigit())
