"""Which values each search parameter may take in the workload, and how often each is asked."""

from collections import Counter
from collections.abc import Mapping

from explorer.bench.cards import inhabitants
from explorer.filters import CandidateFilterSet
from profiles.display import LISTS
from profiles.models import Card, Postcode
from profiles.vocabularies import reference

Weights = Mapping[str, float]

HOURS: Weights = {"8": 1, "12": 2, "16": 4, "20": 4, "24": 5, "28": 2, "32": 4, "36": 3, "40": 1}
SAMPLE = 2000
"""So many cards stand for what people have."""
NAMED = 0.5
"""The share of terms that are asked because people have them; the others are any term of the vocabulary."""
BY_NAME = 0.5
"""The share of workplaces that are the name of a municipality; the others are a postcode."""


def weights_of(key: str, generation: int) -> Weights:
    """The values of one search parameter with their weights."""
    match key:
        case "werkplek":
            return _workplaces()
        case "regio":
            return _regions()
        case "deelgebied":
            return inhabitants()
        case "urenPerWeekMinimaal":
            return HOURS
    choices = [code for code, _name in CandidateFilterSet.base_filters[key].choices()]
    field = next((one.field for one in LISTS if one.vocabulary == key), None)
    return _terms(field, choices, generation) if field else dict.fromkeys(choices, 1)


def _terms(field: str, choices: list[str], generation: int) -> Weights:
    """Half by how often cards show them, half evenly."""
    sample = Card.objects.of(generation).filter(number__lt=SAMPLE).values_list(field, flat=True)
    shown = Counter(code for terms in sample for code in terms.codes)
    number = max(1, shown.total())
    return {code: NAMED * shown[code] / number + (1 - NAMED) / len(choices) for code in choices}


def _workplaces() -> Weights:
    towns = [town.name for town in reference().towns.values()]
    postcodes = list(Postcode.objects.order_by("digits").values_list("digits", flat=True))
    by_name, by_postcode = BY_NAME / len(towns), (1 - BY_NAME) / len(postcodes)
    return {**dict.fromkeys(towns, by_name), **dict.fromkeys(postcodes, by_postcode)}


def _regions() -> Weights:
    people: Counter[str] = Counter()
    for code, number in inhabitants().items():
        people[str(reference().sub_regions[code][1])] += number
    return people
