import pytest
from django.test import Client

from explorer.models import Membership
from profiles.models import QuarterCount, RegisterCount
from profiles.quarters import Quarter
from profiles.transparency.counts import Counts
from profiles.transparency.definitions import DEFINITIONS, EXPLANATIONS
from tests.explorer.staff import staff
from tests.profiles.transparency.golden import CSV, DRENTHE, store_golden, store_quarter, table

pytestmark = pytest.mark.django_db

LIST = "/admin/profiles/quartercount/"
PAGE = f"{LIST}report/"
FILE = f"{LIST}report.csv"
DRENTHE_2020 = "?kwartaal=2020-Q4&regio=4"


@pytest.fixture
def reader() -> Client:
    """A member of staff who may look at the reports."""
    return staff()


def page(client: Client, query: str = DRENTHE_2020, *, status: int = 200) -> str:
    answer = client.get(PAGE + query)
    assert answer.status_code == status
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize("address", [LIST, PAGE, FILE])
def test_who_is_no_staff_of_uwv_is_not_let_in(address: str) -> None:
    store_golden()

    assert staff(Membership.Role.ADVISER).get(address).status_code == 302


@pytest.mark.parametrize("address", [LIST, PAGE, FILE])
def test_visitors_are_asked_to_sign_in(address: str, client: Client) -> None:
    answer = client.get(address)

    assert answer.status_code == 302
    assert "/admin/login/" in answer.headers["Location"]


def test_the_table_of_golden_drenthe_is_that_of_the_publication(reader: Client) -> None:
    store_golden()

    head, columns, *rows = table(page(reader))

    assert head == [
        "Arbeidsmarktregio",
        "Gemeente",
        "Gemeenteklanten in Sonar",
        "UWV-klanten in Sonar",
        "Totaal in Sonar",
    ]
    assert columns == ["Profiel in Sonar", "Geen profiel in Sonar"] * 2
    assert [row[0] for row in rows] == ["4 Drenthe", "", "", "", "", "", ""]
    assert [row[1] for row in rows] == [*(row.name for row in DRENTHE), "TOTAAL AMR"]
    assert rows[3][2:] == ["36", "581", "782", "225", "1.624"]
    assert rows[-1][2:] == ["98", "1.054", "1.808", "510", "3.470"]


def test_golden_drenthe_closes_with_the_register_and_the_percentage(reader: Client) -> None:
    store_golden()

    shown = page(reader)

    assert (
        "In het doelgroepregister staan 4.664 mensen uit de regio Drenthe. Daarvan is 74% bekend in Sonar." in shown
    )
    assert "Transparantie van klantprofielen, vierde kwartaal 2020, Drenthe" in shown
    assert "bij UWV nummer 4, bij CBS code AM03. Aantal mensen op 31 december 2020." in shown


def test_it_explains_the_terms_and_the_rules_of_counting(reader: Client) -> None:
    store_golden()

    shown = page(reader).replace("&#x27;", "'")

    assert all(entry.text in shown for entry in (*EXPLANATIONS, *DEFINITIONS))
    assert "aanname" in shown
    assert "teruggerekend" in shown


def test_a_missing_register_is_unknown_with_a_warning(reader: Client) -> None:
    store_quarter(Quarter(2020, 4))

    shown = page(reader)

    assert "Let op" in shown
    assert "Hoeveel mensen uit de regio Drenthe in het doelgroepregister staan, is onbekend." in shown
    assert "%" not in shown.split("transparency-closing")[1].split("</p>")[0]


def test_a_register_that_is_too_small_is_shown_with_a_warning(reader: Client) -> None:
    store_golden()
    RegisterCount.objects.update(size=3000)

    shown = page(reader)

    assert "het register noemt 3.000 mensen, minder dan de 3.470 in Sonar. Dat kan niet kloppen." in shown
    assert "Welk deel daarvan bekend is in Sonar, is onbekend." in shown


def test_the_country_lists_every_region_with_its_total(reader: Client) -> None:
    store_golden(unplaced=Counts(uwv_without=5))

    rows = table(page(reader, "?kwartaal=2020-Q4"))

    assert len(rows) == 2 + 355 + 35 + 2
    assert [row[1] for row in rows[-2:]] == ["gemeente onbekend", "TOTAAL NEDERLAND"]
    assert rows[-1][2:] == ["98", "1.054", "1.808", "515", "3.475"]


def test_a_region_whose_name_says_that_it_is_one_is_not_called_so_twice(reader: Client) -> None:
    store_golden()

    assert "mensen uit de Regio Zwolle in" in page(reader, "?kwartaal=2020-Q4&regio=5")


def test_the_newest_quarter_is_shown_first(reader: Client) -> None:
    store_quarter(Quarter(2020, 3))
    store_golden()

    assert "vierde kwartaal 2020, Nederland" in page(reader, "")


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("?kwartaal=2031-Q1&regio=4", "Dit kwartaal is niet geteld."),
        ("?kwartaal=onzin", "Dit kwartaal is niet geteld."),
        ("?kwartaal=2020-Q4&regio=36", "Deze regio bestaat niet."),
    ],
)
def test_a_choice_that_does_not_exist_is_explained(reader: Client, query: str, reason: str) -> None:
    store_golden()

    assert reason in page(reader, query, status=400)
    assert reader.get(FILE + query).headers["Location"].startswith(PAGE)


def test_a_count_that_does_not_fit_the_list_of_municipalities_is_explained(reader: Client) -> None:
    store_golden().municipalities.filter(municipality="GM0114").delete()

    assert "past niet bij de lijst van gemeenten" in page(reader, status=400)


def test_before_the_first_count_it_says_when_there_will_be_one(reader: Client) -> None:
    assert "Er is nog geen kwartaal geteld." in page(reader, "")


def test_the_download_is_the_golden_csv(reader: Client) -> None:
    store_golden()

    answer = reader.get(FILE + DRENTHE_2020)

    assert answer.content.decode() == CSV
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="transparantie-2020-Q4-regio-4.csv"'
    assert f"{FILE}{DRENTHE_2020}".replace("&", "&amp;") in page(reader)


def test_the_download_of_the_country_is_called_so(reader: Client) -> None:
    store_golden()

    assert (
        "transparantie-2020-Q4-nederland.csv" in reader.get(f"{FILE}?kwartaal=2020-Q4").headers["Content-Disposition"]
    )


def test_the_list_leads_from_each_quarter_to_its_report(reader: Client) -> None:
    stored = store_golden()

    shown = reader.get(LIST).content.decode()

    assert "vierde kwartaal 2020" in shown
    assert "3.470" in shown
    assert f"{LIST}{stored.pk}/change/" in shown
    assert reader.get(f"{LIST}{stored.pk}/change/").headers["Location"] == f"{PAGE}?kwartaal=2020-Q4"


@pytest.mark.parametrize("key", ["0", "onzin"])
def test_a_quarter_that_does_not_exist_is_not_found(reader: Client, key: str) -> None:
    assert reader.get(f"{LIST}{key}/change/").status_code == 404


@pytest.mark.parametrize("action", ["add/", "{pk}/delete/"])
def test_nobody_changes_a_count_in_the_admin(action: str) -> None:
    address = LIST + action.format(pk=store_golden().pk)
    client = staff(Membership.Role.PUBLISHER)

    assert client.get(address).status_code == 403
    assert client.post(address, {"post": "yes"}).status_code == 403
    assert QuarterCount.objects.count() == 1


def test_the_page_holds_no_inline_style_or_script_of_its_own(reader: Client) -> None:
    store_golden()

    content = page(reader).split('id="content"')[1]

    assert " style=" not in content
    assert "<script" not in content.split("</main>")[0]
