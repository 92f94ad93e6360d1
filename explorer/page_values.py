"""What the templates of search and profile pages get: frozen values in words, with their links."""

from dataclasses import dataclass

from explorer.budget_words import Spent
from explorer.facet_views import FacetView


@dataclass(frozen=True)
class Chip:
    """One criterion as a chip: what is asked (`text` in short), and links to take it away or to change its kind."""

    label: str
    text: str
    is_plus: bool
    remove_url: str
    switch_url: str
    switch_label: str


@dataclass(frozen=True)
class QuickChip:
    """One tap above the results that asks something, or takes it back; `count` is who then meets it for certain."""

    label: str
    count: int
    url: str
    is_on: bool


@dataclass(frozen=True)
class Way:
    """A way to more candidates: what to ask instead, how many it gives in all, and how many more that is in words."""

    label: str
    number: int
    more: str
    url: str


@dataclass(frozen=True)
class Summary:
    """The outcome in one line: how many meet everything, and how many may, each with its words."""

    certain: int
    certain_text: str
    possible: int
    possible_text: str
    excluded_text: str


@dataclass(frozen=True)
class Match:
    """How a card answers one criterion, in words."""

    label: str
    state: str
    text: str


@dataclass(frozen=True)
class TermGroup:
    """One list of terms on a card."""

    label: str
    terms: tuple[str, ...]
    more: bool
    empty: bool


@dataclass(frozen=True)
class FactLine:
    """One fact on a card; `known` is False when it was not filled in or may not be shown."""

    label: str
    value: str
    known: bool


@dataclass(frozen=True)
class CardView:
    """A card as the list and its own page show it."""

    ref: str
    url: str
    title: str
    place: str
    facts: tuple[FactLine, ...]
    groups: tuple[TermGroup, ...]
    highlights: tuple[TermGroup, ...]
    matches: tuple[Match, ...]
    is_certain: bool
    status: str
    seen_on: str
    """The day on which this viewer was first shown it."""
    is_new: bool
    """Whether that was just now."""
    is_kept: bool = False
    """Whether it stands on the viewer's shortlist."""


@dataclass(frozen=True)
class Section:
    """Cards of one page under a heading: who meets everything, or who may."""

    key: str
    title: str
    cards: tuple[CardView, ...]


@dataclass(frozen=True)
class PageLink:
    """A page by its number; the one that is open has no address, and number 0 is a gap."""

    number: int
    url: str | None


@dataclass(frozen=True)
class Pager:
    """Where this page lies, and the way to others."""

    pages: int
    previous_url: str | None
    next_url: str | None
    links: tuple[PageLink, ...]
    position: str
    """In words: which of how many candidates are on this page."""


@dataclass(frozen=True)
class FormPage:
    """The search form alone, filled in with what was right in a search that was not."""

    active: int
    clear_url: str
    rest_url: str
    query: str
    hidden: tuple[tuple[str, str], ...]
    kept: tuple[tuple[str, str], ...]
    facets: tuple[FacetView, ...]


@dataclass(frozen=True)
class ResultPage:
    """Everything the results side of the search page shows."""

    cards: tuple[CardView, ...]
    sections: tuple[Section, ...]
    chips: tuple[Chip, ...]
    quick: tuple[QuickChip, ...]
    workplace: str
    without_workplace: str
    ways: tuple[Way, ...]
    summary: Summary
    certain: int
    possible: int
    excluded: int
    total: int
    found: int
    pager: Pager
    active: int
    clear_url: str
    save_url: str
    query: str
    stand: str
    whole: str
    """Of how many candidates in all this is, and of which day."""
    sentence: str
    hidden: tuple[tuple[str, str], ...]
    """Kinds that are not the default, so that submitting the filters keeps them."""
    kept: tuple[tuple[str, str], ...]
    """Everything that is asked, so that typing words adds to it."""
    facets: tuple[FacetView, ...]
    remainder: str
    """How many new profiles may be seen today, once that is worth saying."""
    spent: Spent | None
    """What to say when a spent budget kept profiles back."""
