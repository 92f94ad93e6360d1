"""Saved searches: save, adjust, copy, throw away; one's own only, kept as an address that means the same."""

import datetime as dt
import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from explorer import client_folders, retention, saved_searches
from explorer.following.evaluate import evaluate
from explorer.models import Membership, OutgoingMail, SavedSearch
from explorer.saved_searches import CannotSaveError
from explorer.saved_views import SavedView
from tests.factories import NOW, make_membership, published

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

pytestmark = pytest.mark.django_db
LIST = "/zoekopdrachten/"


@pytest.fixture
def membership(client: Client) -> Membership:
    """Someone who is signed in."""
    membership = make_membership()
    client.force_login(membership.user)
    return membership


def saved(membership: Membership, name: str = "Magazijn", query: str = "regio=4") -> SavedSearch:
    return saved_searches.save(membership=membership, name=name, query=query, at=NOW)


def views(client: Client) -> tuple[SavedView, ...]:
    return tuple(view for folder in client.get(LIST).context["folders"] for view in folder.searches)


def adjusted(name: str, **values: str) -> dict[str, str]:
    return {"name": name, "frequency": "never", **values}


def said(answer: "Answer") -> list[str]:
    return [str(message) for message in get_messages(answer.wsgi_request)]


def test_a_search_is_saved_as_its_canonical_address(client: Client, membership: Membership) -> None:
    query = "utm_source=x&taaksoort=TS06&regio=4&regio=4&pluspunt=&pagina=1"
    answer = client.post(LIST, {"name": "  Magazijn   Drenthe ", "query": query})

    row = SavedSearch.objects.get()
    assert (row.name, row.query) == ("Magazijn Drenthe", "regio=4&taaksoort=TS06")
    assert (row.owner_id, row.organisation_id) == (membership.user_id, membership.organisation_id)
    assert said(answer) == ["“Magazijn Drenthe” is bewaard."]


def test_the_list_shows_what_each_search_finds_now(client: Client, membership: Membership) -> None:
    published({"hours": "U28"}, {}, {"hours": "U00"})
    saved(membership, query="urenPerWeekMinimaal=20")
    (view,) = views(client)

    assert (view.certain, view.possible) == (1, 1)
    assert view.sentence == "Uren per week: Minimaal 20 uur per week."
    assert view.url == "/kandidaten/?urenPerWeekMinimaal=20"


def test_the_list_works_while_nothing_is_published(client: Client, membership: Membership) -> None:
    saved(membership)

    assert "De aantallen zijn er nu niet." in client.get(LIST).content.decode()


def test_a_saved_search_whose_filter_is_gone_says_so(client: Client, membership: Membership) -> None:
    row = saved(membership)
    SavedSearch.objects.filter(pk=row.pk).update(query="regio=99")
    published({})

    assert "Een filter hierin bestaat niet meer." in client.get(LIST).content.decode()


def test_a_search_can_be_renamed(client: Client, membership: Membership) -> None:
    row = saved(membership)
    client.post(f"{LIST}{row.key}/instellen/", adjusted("Keuken"))

    row.refresh_from_db()
    assert row.name == "Keuken"


def test_a_search_is_thrown_away_and_taken_back(client: Client, membership: Membership) -> None:
    row = saved(membership)
    client.post(f"{LIST}{row.key}/verwijderen/")
    assert views(client) == ()
    saved(membership)  # its name is free again
    answer = client.post(f"{LIST}{row.key}/terug/", follow=True)

    assert sorted(view.name for view in views(client)) == ["Magazijn", "Magazijn (2)"]
    assert "“Magazijn (2)” staat weer in de lijst." in answer.content.decode()


def test_what_was_thrown_away_is_erased_after_a_week(membership: Membership) -> None:
    saved_searches.throw_away(saved=saved(membership), at=NOW)
    day = dt.timedelta(days=1)

    assert [retention.forget_thrown_away(at=NOW + days * day) for days in (7, 8)] == [0, 1]


def test_a_search_is_kept_for_a_client_and_shared(client: Client, membership: Membership) -> None:
    folder = client_folders.make(membership=membership, name="Bakkerij")
    row = saved(membership)
    client.post(f"{LIST}{row.key}/instellen/", adjusted("Magazijn", folder=str(folder.key), is_shared="on"))
    colleague = make_membership(organisation=membership.organisation)

    assert [one.name for one in client.get(LIST).context["folders"]] == ["Bakkerij"]
    client.force_login(colleague.user)
    (shared,) = client.get(LIST).context["shared"]
    assert (shared.name, shared.new) == ("Magazijn", None)
    client.post(f"{LIST}{row.key}/kopie/")
    assert [view.name for view in views(client)] == ["Magazijn"]


def test_a_strangers_folder_cannot_be_used(client: Client, membership: Membership) -> None:
    strange = client_folders.make(membership=make_membership(), name="Vreemd")
    row = saved(membership)

    answer = client.post(f"{LIST}{row.key}/instellen/", adjusted("Magazijn", folder=str(strange.key)))
    assert answer.status_code == 400


def test_wanting_mail_asks_for_a_second_yes(client: Client, membership: Membership) -> None:
    row = saved(membership)
    address = f"{LIST}{row.key}/instellen/"
    assert "geen e-mailadres" in said(client.post(address, adjusted("Magazijn", frequency="daily")))[-1]

    membership.user.email = "bea@example.org"
    membership.user.save()
    assert "Klik op de link" in said(client.post(address, adjusted("Magazijn", frequency="daily")))[-1]
    assert OutgoingMail.objects.get().kind == "consent"


def test_a_changed_search_is_saved_in_the_place_of_the_old_one(client: Client, membership: Membership) -> None:
    row = saved(membership)
    client.post(LIST, {"name": "", "replace": str(row.key), "query": "regio=1"})

    assert SavedSearch.objects.get().query == "regio=1"


def test_what_changed_is_shown_with_the_cards_that_are_new(client: Client, membership: Membership) -> None:
    published({"hours": "U28"})
    row = saved(membership, query="urenPerWeekMinimaal=20")
    evaluate()
    published({"hours": "U28"}, {"hours": "U36"}, {"hours": "U00"})
    evaluate()

    assert views(client)[0].new == 1
    page = client.get(f"{LIST}{row.key}/").context
    assert (len(page["cards"]), len(page["changed"].new), page["changed"].gone) == (1, 1, 0)
    client.post(f"{LIST}{row.key}/gezien/", {"generation": page["state"].generation})
    assert views(client)[0].new == 0


def test_a_search_that_is_not_worked_out_yet_says_so(client: Client, membership: Membership) -> None:
    assert "Nog even geduld" in client.get(f"{LIST}{saved(membership).key}/").content.decode()


@pytest.mark.parametrize("action", ["gezien", "kopie", "terug", "verwijderen"])
def test_a_click_on_a_link_changes_nothing(client: Client, membership: Membership, action: str) -> None:
    row = saved(membership)

    assert client.get(f"{LIST}{row.key}/{action}/").status_code == 405


@pytest.mark.parametrize("action", ["gezien", "instellen", "kopie", "terug", "verwijderen"])
def test_somebody_elses_search_is_not_found(client: Client, membership: Membership, action: str) -> None:
    colleague = make_membership(organisation=membership.organisation)
    row = saved(colleague)
    answer = client.post(f"{LIST}{row.key}/{action}/", {"name": "Van mij"})

    row.refresh_from_db()
    assert (answer.status_code, row.name) == (404, "Magazijn")
    assert views(client) == ()


def test_a_name_in_use_asks_whether_to_replace_and_the_search_is_not_lost(
    client: Client, membership: Membership
) -> None:
    row = saved(membership)
    answer = client.post(LIST, {"name": " Magazijn ", "query": "regio=1"})

    assert (answer.status_code, answer.context["saved"], answer.context["query"]) == (409, row, "regio=1")
    assert SavedSearch.objects.get().query == "regio=4"


def test_two_people_may_use_the_same_name(membership: Membership) -> None:
    saved(membership)
    saved(make_membership(organisation=membership.organisation))

    assert SavedSearch.objects.filter(name="Magazijn").count() == 2


def test_a_rename_to_a_name_in_use_is_refused(client: Client, membership: Membership) -> None:
    saved(membership, "Keuken")
    row = saved(membership)
    answer = client.post(f"{LIST}{row.key}/instellen/", adjusted("Keuken"))

    row.refresh_from_db()
    assert row.name == "Magazijn"
    assert "U heeft al een zoekopdracht “Keuken”. Kies een andere naam." in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "query", "reason"),
    [
        ("  ", "regio=4", "Geef de zoekopdracht een naam."),
        ("Fout", "foo=1", "Deze zoekopdracht is niet geldig: “foo” is geen filter."),
        (
            "Fout",
            "regio=99",
            "Deze zoekopdracht is niet geldig: Arbeidsmarktregio: 99 is geen waarde van dit filter.",
        ),
    ],
)
def test_what_cannot_be_saved_says_why(membership: Membership, name: str, query: str, reason: str) -> None:
    with pytest.raises(CannotSaveError, match=reason):
        saved(membership, name, query)


def test_a_search_that_is_too_long_says_so(membership: Membership, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saved_searches, "LONGEST_QUERY", 10)

    with pytest.raises(CannotSaveError, match="te lang"):
        saved(membership, query="regio=4&regio=1")


def test_the_longest_search_fits_its_column() -> None:
    assert SavedSearch._meta.get_field("query").max_length == saved_searches.LONGEST_QUERY


def test_there_is_an_end_to_how_many_one_person_saves(
    membership: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saved_searches, "MOST_SEARCHES", 1)
    saved(membership)

    with pytest.raises(CannotSaveError, match="Verwijder er eerst een"):
        saved(membership, "Keuken")


def test_saving_needs_an_account(client: Client) -> None:
    answer = client.post(LIST, {"name": "Magazijn", "query": "regio=4"})

    assert answer["Location"] == f"/inloggen/?next={LIST}"


def test_an_account_without_an_organisation_keeps_nothing(client: Client, membership: Membership) -> None:
    membership.delete()
    client.force_login(membership.user)

    assert client.get(LIST).status_code == 403


@pytest.mark.parametrize("name", ["Jan 06-12345678", "jan@voorbeeld.nl", "BSN 111.222.333", "7811 AB 12"])
def test_a_name_with_personal_data_is_refused_in_words(client: Client, membership: Membership, name: str) -> None:
    row = saved(membership)
    refused = said(client.post(LIST, {"name": name, "query": ""}))[-1]
    page = client.post(f"{LIST}{row.key}/instellen/", adjusted(name)).content.decode()

    assert "schrijf geen gegevens van personen op" in refused
    assert "schrijf geen gegevens van personen op" in page
    assert list(SavedSearch.objects.values_list("name", flat=True)) == ["Magazijn"]


def test_no_heading_of_the_list_skips_a_level(client: Client, membership: Membership) -> None:
    folder = client_folders.make(membership=membership, name="Jansen")
    saved(membership)
    SavedSearch.objects.filter(pk=saved(membership, name="Jansen 1").pk).update(folder=folder)

    levels = [int(level) for level in re.findall(r"<h([1-6])", client.get(LIST).content.decode())]

    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
