"""A card as a job seeker of VUM 0.8.7, field by field: nothing that no card shows.

Names and codes: VNG-Realisatie, UM-Pilot. What VUM has no place for is left out, never bent: see `docs/api.md`.
"""

from typing import Any

from rest_framework import serializers

from explorer.search.find import Hit
from profiles.terms import Terms
from profiles.vocabularies import FactLabel, reference

YES, NO, UNKNOWN_DIPLOMA = 1, 2, 0
DUTCH = "nld"
LONGEST_NAME = 120
LICENCES = {"B": "B", "BMeer": "B"}
"""Both hold B. "Geen" says nothing of a moped or a tractor, so it has no place."""


class VumSerializer(serializers.Serializer[Any]):
    """A `Werkzoekende` of VUM 0.8.7; absent means unknown."""

    idWerkzoekende = serializers.CharField(max_length=200, help_text="The caller's own reference.")
    indicatieLdrRegistratie = serializers.IntegerField(help_text="1: everyone here is in the register.")
    indicatieBeschikbaarheidContactgegevens = serializers.IntegerField(help_text="2: there are none in the profile.")
    arbeidsmarktkwalificatie = serializers.DictField(required=False, help_text="Education, skills, competences, …")
    werktijden = serializers.DictField(required=False, help_text="Least and most hours a week.")
    flexibiliteit = serializers.DictField(required=False, help_text="The code of the radius, where it is precise.")
    bemiddelingsberoep = serializers.ListField(
        child=serializers.DictField(), required=False, help_text="Occupations wanted, by name."
    )


def vum_profile(hit: Hit) -> dict[str, Any]:
    """The card in VUM's names and codes; a part of which nothing is known is absent."""
    labels, lists = hit.card.labels, hit.card.lists
    qualification = {
        "opleiding": _education(_label("education", labels["education"])),
        "rijbewijs": [{"codeSoortRijbewijs": LICENCES[code]} for code in [labels["licence"]] if code in LICENCES],
        "taalbeheersing": _dutch(labels["dutch"]),
        "vakvaardigheid": [{"omschrijving": name} for name in _named("vaardigheid", lists["skills"])],
        "gedragscompetentie": _competences(lists["competences"]),
        "interesse": [{"naamInteresse": name} for name in _named("affiniteit", lists["affinities"])],
    }
    known = {
        "arbeidsmarktkwalificatie": _filled(qualification),
        "werktijden": _hours(_label("hours", labels["hours"])),
        "flexibiliteit": _radius(_label("travel", labels["travel"])),
        "bemiddelingsberoep": [{"naamBeroepOngecodeerd": name} for name in _named("beroep", lists["occupations"])],
    }
    return {
        "idWerkzoekende": hit.ref,
        "indicatieLdrRegistratie": YES,
        "indicatieBeschikbaarheidContactgegevens": NO,
        **_filled(known),
    }


def _education(label: FactLabel | None) -> list[dict[str, int]]:
    """Only an exact level; a diploma is never invented."""
    if label is None or label.level:
        return []
    return [{"codeNiveauOpleiding": int(label.code), "indicatieDiploma": UNKNOWN_DIPLOMA}]


def _hours(label: FactLabel | None) -> dict[str, int]:
    """The bounds of the band, coarse ones too."""
    hours = [int(one) for one in label.covers] if label else []
    return {"aantalWerkurenPerWeekMinimaal": min(hours), "aantalWerkurenPerWeekMaximaal": max(hours)} if hours else {}


def _radius(label: FactLabel | None) -> dict[str, int]:
    """Only a band that is one radius: a smaller or larger one would be invented."""
    return {"codeRegiostraal": int(next(iter(label.covers)))} if label and len(label.covers) == 1 else {}


def _dutch(level: str) -> list[dict[str, Any]]:
    return [{"codeTaal": DUTCH, "codeNiveauTaalbeheersingMondeling": int(level)}] if level else []


def _competences(terms: Terms) -> list[dict[str, Any]]:
    """How well each is mastered is not on the card."""
    names = zip(terms.codes, _named("competentie", terms), strict=True)
    return [{"codeGedragscompetentie": int(code), "omschrijvingGedragscompetentie": name} for code, name in names]


def _named(vocabulary: str, terms: Terms) -> list[str]:
    """In Dutch, whatever the caller's language: these are data."""
    return [reference().terms[vocabulary][code].nl[:LONGEST_NAME] for code in terms.codes]


def _label(fact: str, code: str) -> FactLabel | None:
    return reference().labels[fact].get(code)


def _filled(parts: dict[str, Any]) -> dict[str, Any]:
    return {name: part for name, part in parts.items() if part}
