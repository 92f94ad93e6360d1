"""Search parameters: every mistake is named, nothing is silently ignored, and what an address means is canonical."""

import pytest

from explorer.filter_kinds import TermFilter
from explorer.filters import PLUS_BY_DEFAULT, CandidateFilterSet, searched
from explorer.search.query import Kind
from profiles.models import Card
from profiles.terms import Terms
from tests.factories import published

pytestmark = pytest.mark.django_db


def valid(query: str) -> CandidateFilterSet:
    found = searched(query)
    assert found.form.is_valid(), found.reasons
    return found


def reasons(query: str) -> set[str]:
    return set(searched(query).reasons)


def canonical(query: str) -> str:
    return valid(query).query.query_string(PLUS_BY_DEFAULT)


def test_every_mistake_is_named_at_once() -> None:
    assert reasons("foo=1&regio=99&urenPerWeekMinimaal=veel") == {
        "“foo” is geen filter.",
        "Arbeidsmarktregio: 99 is geen waarde van dit filter.",
        "Uren per week: veel is geen waarde van dit filter.",
    }


def test_one_wrong_value_beside_a_right_one_is_refused() -> None:
    assert reasons("regio=4&regio=99") == {"Arbeidsmarktregio: 99 is geen waarde van dit filter."}


def test_empty_values_of_a_form_count_as_not_asked() -> None:
    assert valid("taaksoort=&regio=&werkplek=+&urenPerWeekMinimaal=").query.criteria == ()


def test_tracking_keys_are_dropped() -> None:
    assert canonical("utm_source=brief&fbclid=1&regio=4") == "regio=4"


def test_too_many_values_are_refused() -> None:
    query = "&".join(f"urenPerWeekMinimaal={number % 41}" for number in range(51))

    assert reasons(query) == {"Uren per week: Te veel waarden: hoogstens 50 per filter."}


def test_a_value_that_is_repeated_counts_once() -> None:
    assert canonical("regio=4&regio=1&regio=4") == "regio=4&regio=1"


def test_the_order_in_an_address_does_not_matter() -> None:
    assert canonical("taaksoort=TS06&regio=4") == canonical("regio=4&taaksoort=TS06")


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("regio=4", Kind.REQUIREMENT),
        ("regio=4&pluspunt=regio", Kind.PLUS),
        ("vaardigheid=ESCO-S6", Kind.PLUS),
        ("vaardigheid=ESCO-S6&moet=vaardigheid", Kind.REQUIREMENT),
    ],
)
def test_moet_and_pluspunt_override_the_kind(query: str, kind: Kind) -> None:
    (criterion,) = valid(query).query.criteria

    assert criterion.kind is kind


def test_a_kind_is_written_only_where_it_is_not_the_default() -> None:
    assert canonical("vaardigheid=ESCO-S6&pluspunt=vaardigheid") == "vaardigheid=ESCO-S6"
    assert canonical("regio=4&pluspunt=regio") == "regio=4&pluspunt=regio"


def test_a_kind_of_something_unknown_is_refused() -> None:
    assert reasons("moet=foo") == {"moet: foo is geen waarde van dit filter."}


@pytest.mark.parametrize("query", ["pagina=0", "pagina=x", "stand=1", "stand=1-2026-11-23"])
def test_a_page_or_stand_that_cannot_be_is_refused(query: str) -> None:
    assert len(reasons(query)) == 1


def test_what_is_right_remains_of_a_search_with_mistakes() -> None:
    found = searched("foo=1&regio=99&taaksoort=TS06&vaardigheid=ESCO-S6&moet=vaardigheid")

    assert not found.form.is_valid()
    assert found.rest.query_string(PLUS_BY_DEFAULT) == "taaksoort=TS06&vaardigheid=ESCO-S6&moet=vaardigheid"


def test_the_queryset_leaves_out_only_who_does_not_meet_a_requirement() -> None:
    cards = {"yes": Terms(("TS06",)), "no": Terms(("TS07",)), "unknown": Terms()}
    generation = published(*({"task_types": terms} for terms in cards.values()))
    asked = searched("taaksoort=TS06&sector=C&pluspunt=sector")
    asked.queryset = Card.objects.of(generation.pk)

    left = {list(cards)[card.number] for card in asked.qs}

    assert left == {"yes", "unknown"}


def test_a_search_does_not_work_out_the_values_of_a_filter_again(monkeypatch: pytest.MonkeyPatch) -> None:
    valid("beroep=8344&moet=beroep")
    monkeypatch.setattr(TermFilter, "choices", lambda _: pytest.fail("thousands of names, at every request"))

    assert canonical("beroep=8344") == "beroep=8344"


def test_filters_keep_nothing_of_a_request() -> None:
    one, other = valid("regio=4"), valid("regio=1")

    assert one.filters["regio"] is other.filters["regio"]
    assert one.filters["regio"].parent is None
    assert (canonical("regio=4"), canonical("regio=1")) == ("regio=4", "regio=1")


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("rijbewijs=B&moet=rijbewijs&pluspunt=rijbewijs", "Kies voor “Rijbewijs” één van beide: moet of pluspunt."),
        ("regio=4&deelgebied=01-1", "Dit gaat niet samen met wat u koos bij “Arbeidsmarktregio”."),
        (
            "opleidingsniveau=1&opleidingsniveauMinimaal=4",
            "Dit gaat niet samen met wat u koos bij “Opleiding”.",
        ),
    ],
)
def test_a_contradiction_is_refused_and_explained(query: str, reason: str) -> None:
    (said,) = reasons(query)

    assert reason in said


@pytest.mark.parametrize(
    "query",
    [
        "regio=4&regio=1&deelgebied=01-1",
        "regio=4&deelgebied=04-1&deelgebied=01-1",
        "regio=4&deelgebied=01-1&pluspunt=deelgebied",
        "opleidingsniveau=4&opleidingsniveauMinimaal=4",
        "opleidingsniveau=9&opleidingsniveauMinimaal=4",
        "regio=4&werkplek=Maastricht",
    ],
)
def test_what_someone_could_meet_is_no_contradiction(query: str) -> None:
    assert reasons(query) == set()


def test_a_form_may_send_the_kind_of_a_filter_that_was_emptied() -> None:
    assert canonical("pluspunt=rijbewijs&rijbewijs=&regio=4") == "regio=4"


def test_of_thousands_of_unknown_keys_ten_are_named() -> None:
    assert len(reasons("&".join(f"onzin{number}=1" for number in range(5000)))) == 10
