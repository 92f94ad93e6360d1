"""The words on a card, each worded once per language: every page says the same few thousand again."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.utils import formats
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from explorer.page_values import FactLine, Match, TermGroup
from explorer.search.matching import Answer
from profiles.display import ATTRIBUTES, FACTS, LIST_FIELDS, TermList
from profiles.terms import Terms
from profiles.vocabularies import COUNTRY, Reference, reference

MOST = 4_000
"""So many days and answers are kept, in both languages."""


@dataclass(frozen=True, eq=False)
class Words:
    """Everything that a card can say, in one language."""

    facts: Mapping[str, Mapping[str, FactLine]]
    """Of each fact and attribute every label by its code; empty = not known."""
    places: Mapping[str, str]
    lists: Mapping[str, str]
    terms: Mapping[str, Mapping[str, str]]
    """Of each vocabulary every term by its code, starting with a capital."""

    def group(self, shown: TermList, terms: Terms) -> TermGroup:
        """One list of a card."""
        names = self.terms[shown.vocabulary]
        return TermGroup(
            self.lists[shown.field], tuple([names[code] for code in terms.codes]), more=terms.more, empty=not terms
        )


def words() -> Words:
    """The words in the reader's language."""
    return _words(reference(), get_language())


def term_name(vocabulary: str, code: str) -> str:
    """A term in the reader's language, starting with a capital."""
    return words().terms[vocabulary][code]


def fact_label(name: str) -> str:
    """The name of a fact or attribute on the card."""
    return {
        "place": _("Plaats"),
        "education": _("Opleiding"),
        "hours": _("Uren"),
        "licence": _("Rijbewijs"),
        "travel": _("Reisafstand"),
        "availability": _("Beschikbaar"),
        "dutch": _("Nederlands"),
        "freshness": _("Bijgewerkt"),
    }[name]


def list_label(field: str) -> str:
    """The name of a list on the card."""
    return {
        "task_types": _("Taken"),
        "occupations": _("Beroepen"),
        "sectors": _("Sectoren"),
        "skills": _("Vaardigheden"),
        "competences": _("Competenties"),
        "affinities": _("Affiniteiten"),
    }[field]


def label_of(name: str) -> str:
    """The name of a fact, attribute or list on the card."""
    return list_label(name) if name in LIST_FIELDS else fact_label(name)


def match(subject: str, answer: Answer) -> Match:
    """How a card answers the criterion that is named `subject`."""
    return _match(subject, answer, get_language())


def day(at: dt.date) -> str:
    """A day as one writes it."""
    return _day(at, get_language())


@lru_cache(maxsize=8)
def _words(data: Reference, _language: str | None) -> Words:
    places = ("", *data.sub_regions, *(f"R{number}" for number in data.regions), COUNTRY)
    return Words(
        facts={name: _fact_lines(name, data) for name in (*FACTS, *ATTRIBUTES) if name != "place"},
        places={label: data.place_name(label) for label in places},
        lists={field: list_label(field) for field in LIST_FIELDS},
        terms={
            vocabulary: {code: capfirst(str(name)) for code, name in terms.items()}
            for vocabulary, terms in data.terms.items()
        },
    )


def _fact_lines(name: str, data: Reference) -> dict[str, FactLine]:
    label = fact_label(name)
    known = {code: FactLine(label, str(one.name), known=True) for code, one in data.labels[name].items()}
    return {"": FactLine(label, _("niet bekend"), known=False), **known}


@lru_cache(maxsize=MOST)
def _match(subject: str, answer: Answer, _language: str | None) -> Match:
    texts = {
        Answer.MET: _("voldoet"),
        Answer.UNKNOWN: _("vraag na: %(subject)s") % {"subject": subject[:1].lower() + subject[1:]},
        Answer.NOT_MET: _("heeft dit niet"),
    }
    return Match(label=subject, state=answer.value, text=texts[answer])


@lru_cache(maxsize=MOST)
def _day(at: dt.date, _language: str | None) -> str:
    return formats.date_format(at, "j F Y")
