"""What the words on a profile mean, for whoever wants to know: a subject, its meaning, and where its terms belong."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from explorer.card_words import fact_label, list_label, term_name
from explorer.search.matching import CardFacts
from profiles.display import ATTRIBUTES, FACTS, LISTS, TermList
from profiles.terms import Terms
from profiles.vocabularies import reference


@dataclass(frozen=True)
class Belonging:
    """A term of the profile and the wider term that it is part of."""

    term: str
    wider: str


@dataclass(frozen=True)
class Explanation:
    """One subject in plain words; `belongings` only where the vocabulary knows a wider term."""

    subject: str
    text: str
    belongings: tuple[Belonging, ...] = ()


def explanations(card: CardFacts) -> tuple[Explanation, ...]:
    """Of everything that the card shows, in the order of the page."""
    texts = _texts()
    facts = (Explanation(fact_label(name), texts[name]) for name in (*FACTS, *ATTRIBUTES))
    lists = (
        Explanation(list_label(shown.field), texts[shown.field], _belongings(shown, card.lists[shown.field]))
        for shown in LISTS
    )
    return (*facts, *lists)


def _belongings(shown: TermList, terms: Terms) -> tuple[Belonging, ...]:
    parents = reference().parents[shown.vocabulary]
    known = ((code, parents[code]) for code in terms.codes if code in parents)
    return tuple(
        Belonging(term_name(shown.vocabulary, code), term_name(shown.vocabulary, wider)) for code, wider in known
    )


def _texts() -> dict[str, str]:
    return {
        "place": _("De omgeving waarin iemand woont: een gebied met minstens 100.000 inwoners, of ruimer."),
        "education": _("Het hoogste niveau dat iemand volgde. ‘Havo, vwo of mbo’ betekent: een van die drie."),
        "hours": _("Hoeveel uur per week iemand wil en kan werken. U ziet een ruimte, geen precies aantal."),
        "licence": _("Of iemand een rijbewijs B heeft. ‘En meer’ betekent: ook een aanhanger, vrachtauto of bus."),
        "travel": _("Hoe ver iemand naar het werk kan reizen, in kilometers."),
        "availability": _("‘Direct’: iemand kan meteen beginnen. ‘In overleg’: vraag de adviseur wanneer."),
        "dutch": _("Hoe goed iemand Nederlands spreekt en verstaat. Over lezen en schrijven zegt dit niets."),
        "freshness": _("Wanneer het profiel voor het laatst is bijgewerkt: dit kwartaal, dit jaar of eerder."),
        "task_types": _("Het soort taken dat iemand wil doen."),
        "occupations": _("De beroepen waarin iemand wil werken, met de namen van de Europese lijst ESCO."),
        "sectors": _("Het soort bedrijf waar iemand wil werken."),
        "skills": _("Wat iemand kan of weet, met de namen van de Europese lijst ESCO."),
        "competences": _("Hoe iemand werkt. Een competentie staat er alleen als iemand die goed beheerst."),
        "affinities": _("Wat iemand prettig vindt in het werk. Het is geen eis."),
    }
