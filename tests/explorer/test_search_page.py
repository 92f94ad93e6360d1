"""The search page: titles, answers, chips, pages and stands, and what a mistaken address gets."""

import datetime as dt
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format

from explorer.page_values import CardView, ResultPage
from profiles.models import Live, Mask, Progress
from profiles.terms import Terms
from tests.factories import NOW, make_generation, published

pytestmark = pytest.mark.django_db
SEARCH = "/kandidaten/"


def page(client: Client, query: str = "") -> ResultPage:
    answer = client.get(f"{SEARCH}?{query}")
    assert answer.status_code == 200, answer.content.decode()
    found: ResultPage = answer.context["page"]
    return found


def only_card(client: Client, query: str = "") -> CardView:
    (card,) = page(client, query).cards
    return card


def asked_by(address: str | None) -> dict[str, list[str]]:
    return parse_qs(urlsplit(address or "").query)


@pytest.mark.parametrize(
    ("card", "title"),
    [
        ({"task_types": Terms(("TS05", "TS01", "TS02"))}, "Laden, lossen en sjouwen · Inpakken en ompakken"),
        ({"occupations": Terms(("8344",)), "sectors": Terms(("C",))}, "Heftruckbestuurders"),
        ({"sectors": Terms(("C",))}, "Industrie"),
        ({}, "Kandidaat die nog geen werkwens invulde"),
    ],
)
def test_the_wishes_are_the_title_of_a_card(client: Client, card: dict[str, Terms], title: str) -> None:
    published(card)

    assert only_card(client).title == title


def test_a_card_shows_unknown_facts_as_unknown(client: Client) -> None:
    published({"hours": "U28"})
    facts = {fact.label: (fact.value, fact.known) for fact in only_card(client).facts}

    assert facts["Uren"] == ("28 tot 36 uur per week", True)
    assert facts["Rijbewijs"] == ("niet bekend", False)


def test_a_card_says_how_it_answers_every_criterion(client: Client) -> None:
    published({"hours": "U28"})
    card = only_card(client, "urenPerWeekMinimaal=20&rijbewijs=B&vaardigheid=ESCO-S6")

    assert [(match.state, match.text) for match in card.matches] == [
        ("met", "voldoet"),
        ("unknown", "vraag na: rijbewijs"),
        ("unknown", "vraag na: vaardigheden"),
    ]
    assert card.status == "Voldoet misschien: nog 2 vragen"


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", ""),
        ("vaardigheid=ESCO-S6", ""),
        ("urenPerWeekMinimaal=20", "Voldoet aan alles wat moet"),
        ("rijbewijs=B", "Voldoet misschien: nog 1 vraag"),
    ],
)
def test_the_status_is_about_what_is_required(client: Client, query: str, status: str) -> None:
    published({"hours": "U28"})

    assert only_card(client, query).status == status


def test_the_whole_search_is_said_in_one_sentence(client: Client) -> None:
    published({})

    assert page(client).sentence == "Alle kandidaten, zonder filters."
    assert page(client, "regio=4&regio=1&urenPerWeekMinimaal=20").sentence == (
        "Arbeidsmarktregio: Drenthe of Groningen; Uren per week: Minimaal 20 uur per week."
    )


def test_a_chip_takes_its_criterion_away_or_changes_its_kind(client: Client) -> None:
    published({})
    region, skill = page(client, "regio=4&vaardigheid=ESCO-S6").chips

    assert region.label == "Arbeidsmarktregio: Drenthe"
    assert (region.is_plus, skill.is_plus) == (False, True)
    assert asked_by(region.remove_url) == {"vaardigheid": ["ESCO-S6"]}
    assert asked_by(region.switch_url) == {"regio": ["4"], "vaardigheid": ["ESCO-S6"], "pluspunt": ["regio"]}
    assert page(client, urlsplit(region.switch_url).query).chips[0].is_plus


def test_kinds_that_were_changed_survive_the_next_choice_of_filters(client: Client) -> None:
    published({})

    assert page(client, "regio=4&pluspunt=regio&vaardigheid=ESCO-S6").hidden == (("pluspunt", "regio"),)


def test_nobody_found_offers_the_ways_on_that_do_find_someone(client: Client) -> None:
    published({"task_types": Terms(("TS07",))})
    found = page(client, "taaksoort=TS06&regio=4")

    assert found.cards == ()
    assert [(asked_by(way.url).get("taaksoort"), way.number) for way in found.ways] == [(None, 1)]


def test_the_pager_keeps_the_search_and_the_stand(client: Client) -> None:
    generation = published(*({} for _ in range(45)))
    first = page(client, "regio=4").pager

    assert (first.pages, first.position, first.previous_url) == (3, "1 tot en met 20 van 45 kandidaten", None)
    assert asked_by(first.next_url)["regio"] == ["4"]
    assert asked_by(first.next_url)["stand"][0].startswith(f"{generation.pk}-")


def test_browsing_to_the_end_shows_everyone_once(client: Client) -> None:
    published(*({} for _ in range(45)))
    seen, address = [], "pagina=1"
    while address:
        found = page(client, address)
        seen += [card.ref for card in found.cards]
        address = urlsplit(found.pager.next_url or "").query

    assert len(seen) == len(set(seen)) == 45


def test_a_stale_stand_restarts_at_page_1_and_says_so(client: Client) -> None:
    published(*({} for _ in range(25)))
    stale = urlsplit(page(client).pager.next_url or "").query
    published(*({} for _ in range(25)))

    answer = client.get(f"{SEARCH}?{stale}")

    assert answer.context["page"].pager.previous_url is None
    assert "Daarom begint de lijst weer op pagina 1" in answer.content.decode()
    assert "Daarom begint" not in client.get(SEARCH).content.decode()


def test_a_page_past_the_end_says_how_many_there_are(client: Client) -> None:
    published({})
    answer = client.get(f"{SEARCH}?pagina=2&regio=4")

    assert answer.status_code == 400
    assert "Pagina 2 bestaat niet: de laatste is pagina 1." in answer.content.decode()
    assert answer.context["page"].rest_url == f"{SEARCH}?regio=4"


def test_a_mistaken_address_gets_all_reasons_and_two_ways_back(client: Client) -> None:
    published({})
    answer = client.get(f"{SEARCH}?foo=1&regio=99&taaksoort=TS06")
    text = answer.content.decode()

    assert answer.status_code == 400
    assert "“foo” is geen filter." in text
    assert "99 is geen waarde van dit filter." in text
    assert f'href="{SEARCH}"' in text
    assert f'href="{SEARCH}?taaksoort=TS06"' in text


def test_a_refused_search_keeps_what_is_right_in_the_form(client: Client) -> None:
    published({})
    text = client.get(f"{SEARCH}?regio=4&taaksoort=fout&werkplek=Nergenshuizen&pluspunt=regio").content.decode()

    assert re.search(r'checked>\s*<span class="choice__label">Drenthe</span>', text)
    assert 'value="Nergenshuizen"' in text
    assert '<input type="hidden" name="pluspunt" value="regio">' in text
    assert 'class="choice__count"' not in text


def test_a_text_that_is_too_long_is_refused_and_given_back_to_be_shortened(client: Client) -> None:
    answer = client.get(SEARCH, {"q": "heftruk " * 1300, "regio": "4"})
    text = answer.content.decode()

    assert answer.status_code == 400
    assert "Gebruik hoogstens 20 woorden en 200 tekens." in text
    assert 'value="heftruk heftruk' in text
    assert '<input type="hidden" name="regio" value="4">' in text


def test_thousands_of_values_are_refused_in_words(client: Client) -> None:
    answer = client.get(f"{SEARCH}?{'&'.join(['regio=4'] * 5000)}")

    assert answer.status_code == 400
    assert "Te veel waarden: hoogstens 50 per filter." in answer.content.decode()


def test_a_tracking_key_leaves_no_trace_in_links(client: Client) -> None:
    published({})

    assert asked_by(page(client, "regio=4&utm_source=brief").chips[0].switch_url) == {
        "regio": ["4"],
        "pluspunt": ["regio"],
    }


def test_who_was_withdrawn_is_neither_shown_nor_counted(client: Client) -> None:
    generation = published({"hours": "U28"}, {"hours": "U36"})
    Mask.objects.create(generation=generation, number=0)
    found = page(client)

    assert (found.total, len(found.cards)) == (1, 1)


def test_the_totals_are_worded_for_one_and_for_more(client: Client) -> None:
    published({"hours": "U28"}, {"hours": "U28"}, {"hours": "U00"}, {})
    text = " ".join(client.get(f"{SEARCH}?urenPerWeekMinimaal=28").content.decode().split())

    assert '<strong class="summary__number">2</strong> voldoen aan alles' in text
    assert '<strong class="summary__number">1</strong> misschien: bij deze kandidaat is iets niet ingevuld' in text
    assert "1 kandidaat voldoet niet. Samen zijn dit alle 4 zichtbare kandidaten" in text
    assert "1 tot en met 3 van 3 kandidaten" in text


def test_no_store_keeps_a_page_with_profiles(client: Client) -> None:
    published({})
    answer = client.get(SEARCH)

    assert "no-store" in answer["Cache-Control"]
    assert "ETag" not in answer
    assert "Last-Modified" not in answer


def test_while_nothing_is_published_the_progress_is_shown(client: Client) -> None:
    Progress.objects.create(step=Progress.Step.READING, done=1200, total=39781, changed_at=NOW)
    text = client.get(SEARCH).content.decode()

    assert "Leest Sonar: 1.200 van 39.781" in text
    assert 'value="3"' in text


def test_a_sync_that_failed_is_not_called_progress(client: Client) -> None:
    Progress.objects.create(step=Progress.Step.FAILED, changed_at=NOW)
    text = client.get(SEARCH).content.decode()

    assert "Het ophalen is niet gelukt" in text
    assert "<progress" not in text


def test_a_generation_that_is_not_live_is_not_shown(client: Client) -> None:
    live = published({"hours": "U28"})
    make_generation(size=1)

    assert page(client).total == 1
    assert Live.objects.get().generation == live


def test_what_else_gives_more_candidates_is_told_with_the_exact_number(client: Client) -> None:
    published(
        {"hours": "U28", "licence": "B"},
        {"hours": "U12", "licence": "B"},
        {"hours": "U28", "licence": "geen"},
        {"hours": "U00", "licence": "geen"},
    )

    page = client.get("/kandidaten/?urenPerWeekMinimaal=20&rijbewijs=B").context["page"]

    assert [(way.number, client.get(way.url).context["page"].found) for way in page.ways] == [(2, 2), (2, 2), (2, 2)]


@pytest.mark.parametrize(("hours", "warns"), [(35, False), (37, True)])
def test_it_says_of_which_day_the_data_are_and_warns_when_they_are_old(hours: int, warns: bool) -> None:
    published({})
    complete_at = timezone.now() - dt.timedelta(hours=hours)
    Progress.objects.create(changed_at=complete_at, complete_at=complete_at)

    text = Client().get("/kandidaten/").content.decode()

    day = date_format(timezone.localtime(complete_at), "j F Y")
    assert f"stand van {day}" in text
    assert ("De gegevens zijn daarna niet meer vernieuwd." in text) == warns


def test_one_tap_asks_and_another_takes_it_back(client: Client) -> None:
    published(
        {"availability": "direct", "freshness": "jaar"},
        {"availability": "overleg", "freshness": "kwartaal"},
        {"availability": "direct", "freshness": "ouder"},
    )
    available, updated = page(client).quick

    assert [(one.label, one.count, one.is_on) for one in (available, updated)] == [
        ("Direct beschikbaar", 2, False),
        ("Profiel dit jaar bijgewerkt", 2, False),
    ]
    assert asked_by(updated.url) == {"bijgewerkt": ["jaar"]}
    narrowed = page(client, urlsplit(updated.url).query)
    assert narrowed.certain == updated.count
    assert narrowed.quick[1].is_on
    assert narrowed.quick[1].url == SEARCH
    assert narrowed.quick[0].count == 1


def test_nearby_asks_for_a_workplace_first(client: Client) -> None:
    published({})
    text = client.get(f"{SEARCH}?rijbewijs=B").content.decode()

    assert text.count('name="werkplek"') == 2  # the one-tap chip and the filter
    near = page(client, "rijbewijs=B&werkplek=Emmen")
    assert (near.workplace, asked_by(near.without_workplace)) == ("Emmen", {"rijbewijs": ["B"]})


def test_who_meets_everything_and_who_may_stand_apart(client: Client) -> None:
    published({"hours": "U28"}, {"hours": "U36"}, {})

    sections = page(client, "urenPerWeekMinimaal=28").sections
    assert [(one.title, len(one.cards)) for one in sections] == [
        ("Voldoet aan alles (2)", 2),
        ("Voldoet misschien (1)", 1),
    ]
    assert [(one.key, len(one.cards)) for one in page(client).sections] == [("all", 3)]


def test_pages_have_numbers_with_the_first_and_the_last_always_there(client: Client) -> None:
    published(*({} for _ in range(20 * 8 + 1)))

    links = page(client, "pagina=5").pager.links
    assert [link.number for link in links] == [1, 0, 3, 4, 5, 6, 7, 0, 9]
    assert [link.number for link in links if link.url is None] == [0, 5, 0]
    assert asked_by(links[-1].url)["pagina"] == ["9"]
    assert [link.number for link in page(client, "pagina=2").pager.links] == [1, 2, 3, 4, 0, 9]


def test_a_way_says_how_many_more_it_gives(client: Client) -> None:
    published({"licence": "B"}, {"licence": "geen"}, {"licence": "geen"})

    (way,) = page(client, "rijbewijs=B").ways
    assert (way.label, way.more) == ("zonder rijbewijs B", "2 meer")


def test_the_title_of_the_page_is_the_search(client: Client) -> None:
    published({})

    assert "Kandidaten: Arbeidsmarktregio: Drenthe." in client.get(f"{SEARCH}?regio=4").content.decode()


def test_the_outcome_is_the_only_live_region_beside_that_of_the_word_box(client: Client) -> None:
    published({})
    text = client.get(f"{SEARCH}?regio=4").content.decode()

    assert text.count('role="status"') == 2
    assert '<p class="summary__line" role="status">' in text
    assert "aria-live" not in text
