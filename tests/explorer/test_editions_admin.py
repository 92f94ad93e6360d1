import re
from typing import Any

import pytest
from django.test import Client

from explorer.models import Membership
from profiles.models import Edition, FigureEvent, MunicipalityCount
from profiles.quarters import Quarter
from profiles.transparency.editions import make
from tests.explorer.staff import staff
from tests.profiles.transparency.golden import AT, QUARTER, store_golden, store_quarter, table
from tests.profiles.transparency.publications import draft, published

pytestmark = pytest.mark.django_db
OVERVIEW = "/admin/profiles/edition/"
Role = Membership.Role


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return " ".join(answer.content.decode().split())


def cells(shown: str) -> list[list[str]]:
    return [[" ".join(cell.split()) for cell in row] for row in table(shown)]


def do(client: Client, edition: Edition, action: str, **values: Any) -> str:
    answer = client.post(f"{OVERVIEW}{edition.pk}/{action}/", values, follow=True)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, tuple[object, ...]]]:
    """What was asked of the workers."""
    asked: list[tuple[str, tuple[object, ...]]] = []
    monkeypatch.setattr(
        "explorer.admin.edition_actions.current_app.send_task",
        lambda name, args, **_: asked.append((name, args)),
    )
    return asked


@pytest.mark.parametrize("address", ["", "antwoord/", "vergelijken/"])
def test_who_is_no_staff_of_uwv_is_not_let_in(address: str) -> None:
    assert staff(Role.ADVISER).get(OVERVIEW + address).status_code == 302


def test_the_overview_has_a_figure_an_arrow_and_a_way_on_in_each_cell() -> None:
    store_golden()
    store_quarter(Quarter(2021, 1))
    MunicipalityCount.objects.filter(quarter__quarter="2021-Q1", municipality="GM0114").update(
        gem_with=3, gem_without=1
    )

    shown = page(staff(Role.OPERATOR, "anne"), OVERVIEW)

    head, country, *regions = cells(shown)
    assert head[1:] == ["2020-Q4 geteld", "2021-Q1 geteld"]
    assert country == ["Nederland", "55%", "75% ▲hoger"]
    assert ["4 Drenthe", "55%", "75% ▲hoger"] in regions
    assert len(regions) == 35
    assert "?kwartaal=2020-Q4&amp;regio=4" in shown or "?kwartaal=2020-Q4&regio=4" in shown
    assert FigureEvent.objects.get().actor == "anne"


def test_who_is_bound_to_a_region_sees_that_one_only() -> None:
    store_golden()
    client = staff(Role.PUBLISHER, "anne", regions=[4])

    assert [row[0] for row in cells(page(client, OVERVIEW))] == ["Regio", "4 Drenthe"]
    report = "/admin/profiles/quartercount/report/"
    assert "Emmen" in page(client, report)
    assert client.get(f"{report}?kwartaal=2020-Q4&regio=5").status_code == 400
    assert client.get(f"{report}?kwartaal=2020-Q4&regio=").status_code == 400
    assert client.get(f"{OVERVIEW}antwoord/?figuur=totaal&gebied=&tot=2020-Q4").status_code == 400
    assert client.post(f"{OVERVIEW}{make(quarter=QUARTER, by='systeem', at=AT).pk}/nakijken/").status_code == 403


def test_who_is_bound_to_a_region_sees_no_figure_of_the_whole_country() -> None:
    edition = draft()
    client = staff(Role.PUBLISHER, "anne", regions=[4])

    assert client.get(f"{OVERVIEW}{edition.pk}/change/").status_code == 403
    assert f"{OVERVIEW}{edition.pk}/" not in page(client, OVERVIEW)
    assert "Mensen in Sonar" not in page(client, "/admin/profiles/quartercount/")
    for file in ("report.csv", "report.json"):
        assert client.get(f"/admin/profiles/quartercount/{file}?kwartaal={QUARTER}&regio=").status_code == 302
    own = client.get(f"/admin/profiles/quartercount/report.csv?kwartaal={QUARTER}&regio=4")
    assert "regio-4" in own["Content-Disposition"]


def test_two_people_bring_a_draft_to_publication(sent: list[tuple[str, tuple[object, ...]]]) -> None:
    edition = draft()
    anne, bram = staff(Role.PUBLISHER, "anne"), staff(Role.PUBLISHER, "bram")

    assert "Bevestig" in do(anne, edition, "nakijken", acknowledged="3")
    assert "Nagekeken. Een ander kan" in do(anne, edition, "nakijken", acknowledged="0")
    assert "Een ander moet" in do(anne, edition, "goedkeuren")
    assert "verandert niet meer" in do(bram, edition, "goedkeuren")
    assert "bestanden worden gemaakt" in do(bram, edition, "publiceren")

    assert sent == [("profiles.publish_edition", (edition.pk, "bram"))]
    edition.refresh_from_db()
    assert (edition.state, edition.checked_by, edition.approved_by) == ("goedgekeurd", "anne", "bram")


def test_who_only_prepares_does_not_approve() -> None:
    edition = draft()
    client = staff(Role.OPERATOR, "anne")

    assert client.post(f"{OVERVIEW}{edition.pk}/goedkeuren/").status_code == 403
    assert client.get(f"{OVERVIEW}{edition.pk}/nakijken/").status_code == 405
    assert client.post(f"{OVERVIEW}{edition.pk}/onzin/").status_code == 404


def test_a_draft_is_counted_again_by_the_workers(sent: list[tuple[str, tuple[object, ...]]]) -> None:
    edition = draft()

    assert "wordt opnieuw geteld" in do(staff(Role.OPERATOR, "anne"), edition, "hertellen")
    assert sent == [("sync.recount", ("2020-Q4", "anne"))]


def test_a_correction_makes_the_next_edition(sent: list[tuple[str, tuple[object, ...]]]) -> None:
    edition = published()
    client = staff(Role.OPERATOR, "anne")

    assert "Na goedkeuring" in do(client, edition, "hertellen")
    shown = do(client, edition, "corrigeren", code="GM0114", column="gem_with", figure="37", reason="Vergeten.")

    assert "editie 2" in shown
    assert "36 → 37. Vergeten." in shown
    assert sent == []


def test_the_page_of_an_edition_says_how_far_it_is_and_leads_on() -> None:
    edition = published()

    shown = page(staff(Role.PUBLISHER, "anne"), f"{OVERVIEW}{edition.pk}/change/")

    assert "vierde kwartaal 2020, editie 1" in shown
    assert "Correctie invoeren" in shown
    assert "/transparantie/2020-Q4/nederland/?editie=1" in shown
    assert edition.checksum in shown


def test_an_answer_is_a_ready_sentence_with_its_source() -> None:
    edition = published()

    shown = page(staff(Role.OPERATOR, "anne"), f"{OVERVIEW}antwoord/?figuur=bekend&gebied=4&tot=2020-Q4")

    sentence = (
        "Op 31 december 2020 was 74% van de mensen in het doelgroepregister bekend in Sonar, in de regio Drenthe "
        f"(editie 1, teruggerekend, controlegetal {edition.checksum[:12]})."
    )
    assert sentence in shown
    assert "mensen die al werk hebben" in shown
    assert "niet wordt geholpen" in shown


def test_an_answer_about_a_municipality_compares_quarters_and_comes_as_a_file() -> None:
    store_golden()
    store_quarter(Quarter(2020, 3))
    client = staff(Role.OPERATOR, "anne")
    address = f"{OVERVIEW}antwoord/?figuur=totaal&gebied=GM0114&tot=2020-Q4&van=2020-Q3"

    assert re.search(
        r"1\.624 mensen .* in de gemeente Emmen .* Dat is 1\.624 meer dan op 30 september 2020", page(client, address)
    )
    rows = client.get(f"{address}&bestand=csv").content.decode().splitlines()
    assert rows[-1].startswith("2020-Q4,2020-12-31,de gemeente Emmen,totaal,1624,teruggerekend")
    assert FigureEvent.objects.filter(action="export").count() == 1


def test_two_quarters_stand_beside_each_other() -> None:
    store_golden()
    store_quarter(Quarter(2021, 1))

    rows = cells(page(staff(Role.OPERATOR, "anne"), f"{OVERVIEW}vergelijken/?van=2020-Q4&tot=2021-Q1&regio=4"))

    assert rows[-1] == ["Drenthe", "3.470", "0", "−3.470", "55%", "–", "–"]
    assert page(staff(Role.OPERATOR, "bram"), f"{OVERVIEW}vergelijken/?van=2021-Q1&tot=2020-Q4&regio=", 400)


def test_a_comparison_with_a_count_that_does_not_fit_the_list_of_municipalities_is_explained() -> None:
    store_golden()
    store_quarter(Quarter(2021, 1)).municipalities.filter(municipality="GM0114").delete()

    shown = page(staff(Role.OPERATOR), f"{OVERVIEW}vergelijken/?van=2020-Q4&tot=2021-Q1&regio=", 400)

    assert "past niet bij de lijst van gemeenten" in shown


def test_every_look_and_download_of_a_report_is_noted() -> None:
    store_golden()
    client = staff(Role.PUBLISHER, "anne")

    page(client, "/admin/profiles/quartercount/report/?kwartaal=2020-Q4&regio=4")
    client.get("/admin/profiles/quartercount/report.csv?kwartaal=2020-Q4&regio=4")

    noted = FigureEvent.objects.order_by("pk").values_list("action", "quarter", "about")
    assert list(noted) == [("view", "2020-Q4", "regio-4"), ("export", "2020-Q4", "transparantie-2020-Q4-regio-4.csv")]
    assert "anne" in page(client, "/admin/profiles/figureevent/")


def test_the_note_of_a_look_is_in_dutch_whatever_the_reader_reads() -> None:
    staff(Role.PUBLISHER).get(OVERVIEW, headers={"accept-language": "en"})

    assert FigureEvent.objects.get().about == "overzicht"


def test_before_the_first_quarter_is_counted_the_overview_is_empty() -> None:
    assert staff(Role.PUBLISHER).get(OVERVIEW).status_code == 200
