"""Every code that cards and searches use, with its names: about nobody, so open to all."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from explorer.api.shapes import LABELS, RegionsSerializer, VocabulariesSerializer, VocabularySerializer
from explorer.api.versioned import Public
from profiles.models import Vocabulary
from profiles.vocabularies import Name, reference

FACTS = {name: field for field, (name, _text) in LABELS.items() if field != "place"}
NAMES = (*Vocabulary.values, *FACTS)


class Vocabularies(Public):
    """Which vocabularies there are."""

    @extend_schema(operation_id="vocabulaires", responses=VocabulariesSerializer, tags=["naslag"])
    def get(self, _request: Request) -> Response:
        """Names of all vocabularies."""
        return Response({"vocabulaires": NAMES})


class OneVocabulary(Public):
    """One of them."""

    @extend_schema(operation_id="vocabulaire", responses=VocabularySerializer, tags=["naslag"])
    def get(self, _request: Request, naam: str) -> Response:
        """Every code of a vocabulary with its names, in the order of display."""
        if naam not in NAMES:
            raise Http404
        values = _labels(FACTS[naam]) if naam in FACTS else _terms(naam)
        return Response({"naam": naam, "waarden": list(values)})


class Regions(Public):
    """The labour-market regions with their sub-regions."""

    @extend_schema(operation_id="regios", responses=RegionsSerializer, tags=["naslag"])
    def get(self, _request: Request) -> Response:
        """The regions that this site is for (all 35 unless it says so), and the sub-regions that cards show."""
        data = reference()
        parts: dict[int, list[dict[str, str]]] = {number: [] for number in data.served_regions}
        for code, (name, region) in data.served_sub_regions.items():
            parts[region].append(_named(code, name))
        found = ((number, name, parts[number]) for number, name in data.served_regions.items())
        return Response(
            {"regios": [dict(zip(("nummer", "naam", "deelgebieden"), one, strict=True)) for one in found]}
        )


def _labels(fact: str) -> Iterable[Mapping[str, Any]]:
    return ({**_named(code, label.name), "hoofdcode": None} for code, label in reference().labels[fact].items())


def _terms(vocabulary: str) -> Iterable[Mapping[str, Any]]:
    data = reference()
    above = data.parents[vocabulary]
    return ({**_named(code, name), "hoofdcode": above.get(code)} for code, name in data.terms[vocabulary].items())


def _named(code: str, name: Name) -> dict[str, str]:
    return {"code": code, "naam": name.nl, "naamEngels": name.en}
