"""The lexicon of today's reference data: the one place where the word box meets the database."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from explorer.search.words.lexicon import Lexicon, build_lexicon
from explorer.search.words.values import Sources
from profiles.models import Fact, Postcode, Term, Vocabulary
from profiles.vocabularies import Reference, reference

PARAMETERS = {
    "opleidingsniveauMinimaal": Fact.EDUCATION,
    "opleidingsniveau": Fact.EDUCATION,
    "rijbewijs": Fact.LICENCE,
    "beschikbaarheid": Fact.AVAILABILITY,
    "niveauNederlands": Fact.DUTCH,
    "bijgewerkt": Fact.FRESHNESS,
}
MOST_HOURS = 40


def todays_lexicon() -> Lexicon:
    """Built at the first call after the reference data were read, then kept."""
    return _built(reference())


@lru_cache(maxsize=1)
def _built(data: Reference) -> Lexicon:
    synonyms = Term.objects.filter(vocabulary=Vocabulary.OCCUPATION).exclude(synonyms="")
    postcodes = Postcode.objects.order_by("digits").values_list("digits", "place", "municipality")
    return build_lexicon(sources_of(data, dict(synonyms.values_list("code", "synonyms")), postcodes))


def sources_of(data: Reference, synonyms: Mapping[str, str], postcodes: Iterable[tuple[str, str, str]]) -> Sources:
    """What the lexicon needs. `synonyms` by code of an occupation, one a line; `postcodes` as in `Sources`."""
    return Sources(
        terms={key: {code: name.nl for code, name in terms.items()} for key, terms in data.terms.items()},
        unit_groups={code: above for code, above in data.parents["beroep"].items() if "." in code},
        synonyms=synonyms,
        labels={
            "urenPerWeekMinimaal": _hours(),
            **{key: _labels(data, key, fact) for key, fact in PARAMETERS.items()},
        },
        regions=data.served_regions,
        sub_regions={code: place.nl for code, (place, _region) in data.served_sub_regions.items()},
        towns={code: town.name for code, town in data.towns.items()},
        postcodes=tuple(postcodes),
    )


def _labels(data: Reference, key: str, fact: str) -> dict[str, str]:
    found = {code: label.name.nl for code, label in data.labels[fact].items() if label.level == 0}
    if key != "opleidingsniveauMinimaal":
        return found
    return {code: f"Minimaal {name[:1].lower()}{name[1:]}" for code, name in found.items() if code != "9"}


def _hours() -> dict[str, str]:
    return {str(hours): f"Minimaal {hours} uur per week" for hours in range(MOST_HOURS + 1)}
