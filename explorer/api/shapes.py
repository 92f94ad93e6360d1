"""The shape of every answer of the API, declared once: the OpenAPI document is made of it, and the answers too."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers

from explorer.filters import KEYS, PLUS_BY_DEFAULT
from explorer.search.engine import Outcome, Totals
from explorer.search.find import Found, Hit
from explorer.search.matching import Answer
from profiles.calendar import day_of
from profiles.display import LISTS
from profiles.terms import Terms

LABELS = {
    "place": ("plaats", "The place label: a sub-region (`04-1`), a region (`R4`) or the country (`NL`)."),
    "education": ("opleidingsniveau", "Level of education."),
    "hours": ("urenPerWeek", "Hours a week."),
    "licence": ("rijbewijs", "Driving licence."),
    "travel": ("reisafstand", "How far someone can travel to work."),
    "availability": ("beschikbaarheid", "Available at once or by arrangement."),
    "dutch": ("niveauNederlands", "Level of spoken Dutch."),
    "freshness": ("bijgewerkt", "When the profile was last brought up to date."),
}
"""Field names of the API with what they mean, by the card's own field."""
KINDS = ("moet", "pluspunt")
NULL = " A code of the vocabulary of this name; null: not filled in or not shown."
NAMED = tuple(LABELS.values())
ANSWERS = {Answer.MET: "voldoet", Answer.UNKNOWN: "onbekend", Answer.NOT_MET: "voldoetNiet"}


class ListedSerializer(serializers.Serializer[Terms]):
    """A list of terms on a card."""

    codes = serializers.ListField(child=serializers.CharField(), help_text="Codes of the vocabulary of this name.")
    enMeer = serializers.BooleanField(help_text="Some terms of this list are not shown: absence is unknown.")


class CandidateSerializer(serializers.Serializer[Hit]):
    """One card, under the caller's own reference, with its answer to every criterion."""

    referentie = serializers.RegexField(
        r"^[0-9A-Z]{3}-[0-9A-Z]{4}$", help_text="The reference by which the caller, and only the caller, knows them."
    )
    getoondSinds = serializers.DateField(help_text="Since when the caller has known this profile.")
    voldoetZeker = serializers.BooleanField(help_text="Whether every requirement is certainly met.")
    criteria = serializers.DictField(
        child=serializers.ChoiceField(choices=list(ANSWERS.values())),
        help_text="By search parameter: met (voldoet), unknown (onbekend) or not met (voldoetNiet).",
    )

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        own = super().get_fields()
        labels = {name: serializers.CharField(allow_null=True, help_text=text + NULL) for name, text in NAMED}
        return {**own, **labels, **{shown.vocabulary: ListedSerializer() for shown in LISTS}}

    def to_representation(self, hit: Hit) -> dict[str, Any]:
        labels = {name: hit.card.labels[field] or None for field, (name, _text) in LABELS.items()}
        lists = {one.vocabulary: _listed(hit.card.lists[one.field]) for one in LISTS}
        answers = {key: ANSWERS[answer] for key, answer in hit.answers}
        own = {"referentie": hit.ref, "getoondSinds": day_of(hit.since).isoformat()}
        return {**own, **labels, **lists, "voldoetZeker": hit.is_certain, "criteria": answers}


class FacetSerializer(serializers.Serializer[Any]):
    """How many candidates have each value, among those that the other facets leave."""

    waarden = serializers.DictField(
        child=serializers.IntegerField(min_value=0), help_text="Exact number of candidates by code."
    )
    onbekend = serializers.IntegerField(min_value=0, help_text="How many are not filled in or not precisely known.")


class WhatIfSerializer(serializers.Serializer[Any]):
    """The exact totals if one requirement were dropped or loosened."""

    criterium = serializers.CharField(help_text="The search parameter of the requirement.")
    verandering = serializers.ChoiceField(
        choices=["zonder", "losser"], help_text="Dropped (zonder), or one step looser (losser)."
    )
    zeker = serializers.IntegerField(min_value=0, help_text="How many would certainly meet all requirements.")
    mogelijk = serializers.IntegerField(min_value=0, help_text="How many more may meet them.")


class LinkSerializer(serializers.Serializer[Any]):
    """An address."""

    href = serializers.CharField(help_text="Relative to this server.")


class LinksSerializer(serializers.Serializer[Any]):
    """Addresses of this page and those around it."""

    self = LinkSerializer()
    first = LinkSerializer()
    last = LinkSerializer()
    prev = LinkSerializer(required=False)
    next = LinkSerializer(required=False)


class PageSerializer(serializers.Serializer[Found]):
    """A page of results with exact totals, every facet's counts and the what-ifs."""

    stand = serializers.RegexField(
        r"^\d+-\d{8}$", help_text="The data that this page belongs to. Within one `stand` pages never repeat or skip."
    )
    totaal = serializers.IntegerField(min_value=0, help_text="All visible candidates.")
    zeker = serializers.IntegerField(min_value=0, help_text="Certainly meet all requirements.")
    mogelijk = serializers.IntegerField(min_value=0, help_text="May meet them: something is not known.")
    niet = serializers.IntegerField(min_value=0, help_text="Do not meet some requirement.")
    pagina = serializers.IntegerField(min_value=1, help_text="The number of this page.")
    paginas = serializers.IntegerField(min_value=1, help_text="How many pages there are.")
    kandidaten = CandidateSerializer(many=True)
    facetten = serializers.DictField(child=FacetSerializer(), help_text="Counts by search parameter.")
    watAls = WhatIfSerializer(many=True)
    nietBegrepen = serializers.ListField(
        child=serializers.CharField(), help_text="Words of `q` that were not understood and so not asked."
    )
    _links = LinksSerializer()

    def to_representation(self, found: Found) -> dict[str, Any]:
        outcome = found.outcome
        card = CandidateSerializer()
        facets = {
            key: {"waarden": dict(one.counts.items()), "onbekend": one.unknown} for key, one in outcome.facets.items()
        }
        return {
            "stand": str(found.stand),
            **totals(outcome),
            "pagina": found.query.page,
            "paginas": outcome.pages,
            "kandidaten": [card.to_representation(hit) for hit in found.hits],
            "facetten": facets,
            "nietBegrepen": list(self.context["not_understood"]),
            "watAls": [*_what_ifs("zonder", outcome.without), *_what_ifs("losser", outcome.looser)],
            "_links": links(found, self.context["path"]),
        }


class SearchSerializer(serializers.Serializer[Any]):
    """A search: each field is a search parameter of `GET /kandidaten`, with one value or several."""

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        several = {key: serializers.ListField(child=serializers.CharField(), required=False) for key in KEYS}
        kinds = {key: serializers.ListField(child=serializers.CharField(), required=False) for key in KINDS}
        page = {"pagina": serializers.IntegerField(required=False, min_value=1)}
        return {**several, **kinds, **page, **{key: serializers.CharField(required=False) for key in ("q", "stand")}}


class NamedSerializer(serializers.Serializer[Any]):
    """A code with its name in Dutch and English."""

    code = serializers.CharField()
    naam = serializers.CharField(help_text="In Dutch.")
    naamEngels = serializers.CharField(help_text="In English.")


class TermSerializer(NamedSerializer):
    """A term or label of a vocabulary."""

    hoofdcode = serializers.CharField(
        allow_null=True, help_text="The broader term of the same vocabulary, for skills and occupations."
    )


class VocabularySerializer(serializers.Serializer[Any]):
    """Every code that a field or parameter can have."""

    naam = serializers.CharField(help_text="The name of the vocabulary: that of the field or parameter.")
    waarden = TermSerializer(many=True)


class VocabulariesSerializer(serializers.Serializer[Any]):
    """The names of all vocabularies."""

    vocabulaires = serializers.ListField(child=serializers.CharField())


class SubRegionSerializer(NamedSerializer):
    """A part of a region: the finest place that a card shows."""


class RegionSerializer(serializers.Serializer[Any]):
    """A labour-market region (UWV)."""

    nummer = serializers.IntegerField(min_value=1, max_value=35, help_text="The number that UWV gives it.")
    naam = serializers.CharField()
    deelgebieden = SubRegionSerializer(many=True)


class RegionsSerializer(serializers.Serializer[Any]):
    """All labour-market regions."""

    regios = RegionSerializer(many=True)


def totals(outcome: Outcome) -> dict[str, int]:
    """How many there are, and how many meet all requirements, may, or do not."""
    return {
        "totaal": outcome.total,
        "zeker": outcome.certain,
        "mogelijk": outcome.possible,
        "niet": outcome.excluded,
    }


def links(found: Found, path: str) -> dict[str, dict[str, str]]:
    """Where this page and those around it are."""
    query, pages = found.query, found.outcome.pages
    numbers = {"self": query.page, "first": 1, "last": pages}
    numbers |= {"prev": query.page - 1} if query.page > 1 else {}
    numbers |= {"next": query.page + 1} if query.page < pages else {}
    asked = query.query_string(PLUS_BY_DEFAULT)
    start = f"{path}?{asked}&" if asked else f"{path}?"
    return {name: {"href": f"{start}pagina={number}&stand={found.stand}"} for name, number in numbers.items()}


def _listed(terms: Terms) -> dict[str, Any]:
    """As `ListedSerializer` declares it; a serializer for each list of each card would take longer than all else."""
    return {"codes": terms.codes, "enMeer": terms.more}


def _what_ifs(change: str, totals: Mapping[str, Totals]) -> list[dict[str, Any]]:
    return [
        {"criterium": key, "verandering": change, "zeker": one.certain, "mogelijk": one.possible}
        for key, one in totals.items()
    ]
