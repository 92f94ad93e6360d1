"""The examples on the page about matching: invented cards, judged by the rule itself, so that the page cannot lie."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from explorer import presenters
from explorer.card_words import term_name
from explorer.filters import searched
from explorer.search.matching import CardFacts
from profiles.terms import Terms
from profiles.vocabularies import reference


@dataclass(frozen=True)
class Example:
    """One card held against one wish: what was asked, what the card says, the answer and why."""

    asked: str
    shown: str
    state: str
    answer: str
    reason: str


@dataclass(frozen=True)
class Theme:
    """Examples about one kind of fact."""

    heading: str
    examples: tuple[Example, ...]


def themes() -> tuple[Theme, ...]:
    """All examples, in the order of the page."""
    return (
        Theme(_("Een feit: het aantal uren"), _hours()),
        Theme(_("Een feit: het rijbewijs"), _licence()),
        Theme(_("Wat iemand wil: sectoren, taken en beroepen"), _wanted()),
        Theme(_("Wat iemand kan: vaardigheden, competenties en affiniteiten"), _can()),
    )


def _hours() -> tuple[Example, ...]:
    query = "urenPerWeekMinimaal=24"
    return (
        _label(query, "hours", "U28", _("Alle uren van deze kandidaat zijn genoeg.")),
        _label(query, "hours", "U20", _("20 uur is te weinig, 27 uur genoeg. Dat weten wij niet.")),
        _label(query, "hours", "U12", _("Ook het meeste dat hier kan, is te weinig.")),
        _label(query, "hours", "", _("Niet ingevuld is geen nee.")),
    )


def _licence() -> tuple[Example, ...]:
    query = "rijbewijs=B"
    return (
        _label(query, "licence", "BMeer", _("Wie meer heeft dan rijbewijs B, mag ook met B rijden.")),
        _label(query, "licence", "geen", _("Hier is ingevuld dat iemand geen rijbewijs B heeft.")),
        _label(query, "licence", "", _("Niet ingevuld is geen nee.")),
    )


def _wanted() -> tuple[Example, ...]:
    query = "sector=H"
    return (
        _terms(query, "sectors", Terms(("H", "C")), _("De sector staat op de lijst.")),
        _terms(query, "sectors", Terms(("C",), more=True), _("Er is meer ingevuld dan u ziet. Dit kan erbij zijn.")),
        _terms(query, "sectors", Terms(("C",)), _("De lijst is ingevuld en deze sector staat er niet op.")),
        _terms(query, "sectors", Terms(), _("Niet ingevuld is geen nee.")),
    )


def _can() -> tuple[Example, ...]:
    query = "moet=affiniteit&affiniteit=AF02"
    return (
        _terms(query, "affinities", Terms(("AF02",)), _("Het staat op de lijst.")),
        _terms(
            query,
            "affinities",
            Terms(("AF01",)),
            _("Niet genoemd is geen nee. Anders viel af wie iets anders wel noemt."),
        ),
    )


def _label(query: str, field: str, code: str, reason: str) -> Example:
    name = str(reference().labels[field][code].name) if code else _("niet bekend")
    return _example(query, CardFacts(labels={field: code}, lists={}), name, reason)


def _terms(query: str, field: str, terms: Terms, reason: str) -> Example:
    vocabulary = {"sectors": "sector", "affinities": "affiniteit"}[field]
    names = [term_name(vocabulary, code) for code in terms.codes] + [_("en meer")] * terms.more
    return _example(
        query, CardFacts(labels={}, lists={field: terms}), " · ".join(names) or _("niet ingevuld"), reason
    )


def _example(query: str, card: CardFacts, shown: str, reason: str) -> Example:
    filters = searched(query)
    filters.form.is_valid()
    (asked,) = filters.asked
    answer = asked.test.answer(card).value
    return Example(presenters.sentence(filters.query, filters), shown, answer, _words()[answer], reason)


def _words() -> Mapping[str, str]:
    return {"met": _("voldoet"), "unknown": _("misschien"), "unmet": _("voldoet niet")}
