"""The search parameters for the OpenAPI document, made of the one filter set that reads them."""

from collections.abc import Iterable

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter

from explorer.api.shapes import LABELS
from explorer.filter_kinds import CriterionFilter, HoursFilter, TermFilter, WorkplaceFilter
from explorer.filters import KEYS, CandidateFilterSet

OR = "Several values mean OR; different parameters mean AND."
ENGLISH = {
    "werkplek": "Can travel to this workplace: a postcode, municipality or place. One value.",
    "regio": "Labour-market region, by UWV's number.",
    "deelgebied": "Sub-region: the finest place that a card shows.",
    "taaksoort": "Kind of tasks wanted.",
    "sector": "Sector wanted.",
    "beroep": "Occupation or group of occupations wanted.",
    "urenPerWeekMinimaal": "At least so many hours a week.",
    "beschikbaarheid": "Availability.",
    "opleidingsniveauMinimaal": "At least this level of education.",
    "opleidingsniveau": "Exactly this level of education.",
    "rijbewijs": "Driving licence.",
    "niveauNederlands": "At least this level of spoken Dutch.",
    "vaardigheid": "Skill; a plus point unless `moet` names it.",
    "competentie": "Competence; a plus point unless `moet` names it.",
    "affiniteit": "Affinity; a plus point unless `moet` names it.",
    "bijgewerkt": "When the profile was last brought up to date.",
}
EXAMPLES = {"werkplek": "7811", "regio": "4", "urenPerWeekMinimaal": "24", "rijbewijs": "B"}


def search_parameters() -> list[OpenApiParameter]:
    """All parameters of a search, its page and its stand."""
    return [
        *map(_criterion, CandidateFilterSet.base_filters.items()),
        _parameter("q", "Words in Dutch, turned into criteria; what is not understood is left out."),
        _several("moet", "Parameters that are requirements, where they would be plus points.", enum=KEYS),
        _several("pluspunt", "Parameters that only order, where they would be requirements.", enum=KEYS),
        _parameter("pagina", "Number of the page, from 1.", kind=OpenApiTypes.INT),
        _parameter("stand", "The `stand` of an earlier page; an older one begins at page 1 again."),
    ]


def criteria_parameters() -> list[OpenApiParameter]:
    """Those that a single card answers."""
    return [one for one in search_parameters() if one.name not in ("q", "pagina", "stand")]


def _criterion(named: tuple[str, CriterionFilter]) -> OpenApiParameter:
    key, found = named
    listed = "" if isinstance(found, WorkplaceFilter | HoursFilter) else f"{_source(found)} {OR}"
    return _several(key, f"{ENGLISH[key]} {listed}".strip())


def _source(found: CriterionFilter) -> str:
    """Where the values of a parameter are listed."""
    if found.about == "place":
        return "Codes: `/regios`."
    name = found.shown.vocabulary if isinstance(found, TermFilter) else LABELS[found.about][0]
    return f"Codes: `/vocabulaires/{name}`."


def _several(name: str, text: str, enum: Iterable[str] | None = None) -> OpenApiParameter:
    values = {"type": "string", **({"enum": list(enum)} if enum else {})}
    examples = [OpenApiExample("voorbeeld", value=[EXAMPLES[name]])] if name in EXAMPLES else []
    return OpenApiParameter(
        name, {"type": "array", "items": values}, description=text, explode=True, style="form", examples=examples
    )


def _parameter(name: str, text: str, kind: OpenApiTypes = OpenApiTypes.STR) -> OpenApiParameter:
    return OpenApiParameter(name, kind, description=text)
