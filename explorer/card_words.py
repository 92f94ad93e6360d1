"""The words on a card, each worded once per language: every page says the same few thousand again."""

import datetime as dt
from functools import lru_cache

from django.utils import formats
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from explorer.page_values import FactLine, Match, TermGroup
from explorer.search.matching import Answer
from profiles.display import TermList
from profiles.terms import Terms
from profiles.vocabularies import Reference, reference

MOST = 20_000
"""So many terms and days are kept: all vocabularies in both languages."""


def fact_line(name: str, code: str) -> FactLine:
    """One fact or attribute of a card by its label's code; empty = not known."""
    return _fact_line(name, code, reference(), get_language())


def term_group(shown: TermList, terms: Terms) -> TermGroup:
    """One list of a card."""
    data, language = reference(), get_language()
    names = tuple(_term_name(shown.vocabulary, code, data, language) for code in terms.codes)
    return TermGroup(_list_label(shown.field, language), names, more=terms.more, empty=not terms)


def match(key: str, subject: str, answer: Answer) -> Match:
    """How a card answers the criterion `key`, which is named `subject`."""
    return _match(key, subject, answer, get_language())


def day(at: dt.date) -> str:
    """A day as one writes it."""
    return _day(at, get_language())


def term_name(vocabulary: str, code: str) -> str:
    """A term in the reader's language, starting with a capital."""
    return _term_name(vocabulary, code, reference(), get_language())


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


@lru_cache(maxsize=MOST)
def _fact_line(name: str, code: str, data: Reference, _language: str | None) -> FactLine:
    value = str(data.labels[name][code].name) if code else _("niet bekend")
    return FactLine(label=fact_label(name), value=value, known=bool(code))


@lru_cache(maxsize=MOST)
def _term_name(vocabulary: str, code: str, data: Reference, _language: str | None) -> str:
    return capfirst(str(data.terms[vocabulary][code]))


@lru_cache(maxsize=MOST)
def _list_label(field: str, _language: str | None) -> str:
    return list_label(field)


@lru_cache(maxsize=MOST)
def _match(_key: str, subject: str, answer: Answer, _language: str | None) -> Match:
    texts = {
        Answer.MET: _("voldoet"),
        Answer.UNKNOWN: _("vraag na: %(subject)s") % {"subject": subject[:1].lower() + subject[1:]},
        Answer.NOT_MET: _("heeft dit niet"),
    }
    return Match(label=subject, state=answer.value, text=texts[answer])


@lru_cache(maxsize=MOST)
def _day(at: dt.date, _language: str | None) -> str:
    return formats.date_format(at, "j F Y")
