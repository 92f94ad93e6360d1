"""Parts of the search page around its cards, in words and links: summary, one-tap chips, sections, pages."""

from collections.abc import Iterator

from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from explorer.filters import PLUS_BY_DEFAULT
from explorer.page_values import CardView, PageLink, Pager, QuickChip, Section, Summary
from explorer.search.engine import PAGE_SIZE, Outcome
from explorer.search.find import Found
from explorer.search.query import Criterion, Kind, SearchQuery

NEAR = 2
"""So many pages on either side of the open one have a number of their own."""
TAPS = (("beschikbaarheid", "direct"), ("bijgewerkt", "jaar"))
"""What one tap asks."""


def address(path: str, query: SearchQuery) -> str:
    """The shareable address of a search."""
    asked = query.query_string(PLUS_BY_DEFAULT)
    return f"{path}?{asked}" if asked else path


def summary(outcome: Outcome) -> Summary:
    """The outcome in one line."""
    return Summary(
        certain=outcome.certain,
        certain_text=ngettext("voldoet aan alles", "voldoen aan alles", outcome.certain),
        possible=outcome.possible,
        possible_text=ngettext(
            "misschien: bij deze kandidaat is iets niet ingevuld of niet genoemd",
            "misschien: bij hen is iets niet ingevuld of niet genoemd",
            outcome.possible,
        ),
        excluded_text=ngettext(
            "%(number)s kandidaat voldoet niet", "%(number)s kandidaten voldoen niet", outcome.excluded
        )
        % {"number": _told(outcome.excluded)},
    )


def quick_chips(found: Found, path: str) -> tuple[QuickChip, ...]:
    """The one-tap chips, each with who would meet it among those whom the other filters leave."""
    texts = {"beschikbaarheid": _("Direct beschikbaar"), "bijgewerkt": _("Profiel dit jaar bijgewerkt")}
    return tuple(_quick(key, value, texts[key], found, path) for key, value in TAPS)


def _quick(key: str, value: str, label: str, found: Found, path: str) -> QuickChip:
    asked, chosen = found.query.get(key), Criterion(key, (value,), Kind.REQUIREMENT)
    is_on = asked is not None and asked.values == chosen.values
    query = found.query.without(key) if is_on else found.query.adding(chosen)
    return QuickChip(label, found.outcome.facets[key].counts.get(value, 0), address(path, query), is_on)


def sections(cards: tuple[CardView, ...], found: Found) -> tuple[Section, ...]:
    """The cards of this page under their headings; under one without a name where nothing is required."""
    if not found.query.requirements:
        return (Section("all", _("Kandidaten"), cards),) if cards else ()
    outcome = found.outcome
    headings = (
        (True, "certain", _("Voldoet aan alles"), outcome.certain),
        (False, "possible", _("Voldoet misschien"), outcome.possible),
    )
    groups = ((heading, tuple(card for card in cards if card.is_certain is heading[0])) for heading in headings)
    return tuple(
        Section(key, f"{title} ({_told(number)})", group) for (_is, key, title, number), group in groups if group
    )


def _told(number: int) -> str:
    return str(localize(number, use_l10n=True))


def pager(found: Found, path: str) -> Pager:
    """Where this page lies, with links to the pages around it, the first and the last."""
    number, outcome = found.query.page, found.outcome
    shown = len(found.hits) + found.showing.left_out
    first = (number - 1) * PAGE_SIZE + 1 if shown else 0
    last = first + shown - 1 if shown else 0
    return Pager(
        pages=outcome.pages,
        previous_url=_page_url(found, number - 1, path) if number > 1 else None,
        next_url=_page_url(found, number + 1, path) if number < outcome.pages else None,
        links=tuple(_links(found, path)),
        position=_position(first, last, outcome.found),
    )


def _position(first: int, last: int, number: int) -> str:
    text = ngettext("%(number)s kandidaat", "%(first)s tot en met %(last)s van %(number)s kandidaten", number)
    return text % {"first": _told(first), "last": _told(last), "number": _told(number)}


def _links(found: Found, path: str) -> Iterator[PageLink]:
    number, pages, before = found.query.page, found.outcome.pages, 0
    for page in sorted({1, pages, *range(max(1, number - NEAR), min(pages, number + NEAR) + 1)}):
        if page > before + 1:
            yield PageLink(0, None)
        yield PageLink(page, _page_url(found, page, path) if page != number else None)
        before = page


def _page_url(found: Found, number: int, path: str) -> str:
    """Another page of the same stand, so that nobody is seen twice or skipped."""
    first = address(path, found.query)
    return f"{first}{'&' if '?' in first else '?'}pagina={number}&stand={found.stand}"
