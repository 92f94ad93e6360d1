"""The kinds of search parameters: what values each takes, what a card must show, and how its facet is counted."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, ClassVar, Self

import django_filters
from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from explorer.search.facets import Facet, LabelFacet, TermFacet
from explorer.search.matching import LabelTest, Test, label_test, term_test
from explorer.search.workplace import UnknownPlaceError, reachable
from profiles.display import LISTS
from profiles.vocabularies import COUNTRY, FactLabel, Reference, reference

MOST_VALUES = 50
HOUR_STEPS = ("12", "20", "28", "36")


class ValuesField(forms.MultipleChoiceField):
    """Several values of one key; the message for a wrong one says which and where to look."""

    default_error_messages: ClassVar = {"invalid_choice": gettext_lazy("%(value)s is geen waarde van dit filter.")}

    def __init__(self, *, names: Callable[[], Mapping[str, str]], **options: Any) -> None:
        self.names = names
        super().__init__(choices=lambda: list(names().items()), **options)

    def __deepcopy__(self, _memo: dict[int, Any]) -> Self:
        """One for all requests: nothing of a request is kept on it, and a form copies every field it has."""
        return self

    def valid_value(self, value: Any) -> bool:
        return value in self.names()

    def clean(self, value: Any) -> list[str]:
        value = [one.strip() for one in value or () if one.strip()]  # a form sends empty fields too
        if len(value) > MOST_VALUES:
            raise forms.ValidationError(_("Te veel waarden: hoogstens %(most)d per filter.") % {"most": MOST_VALUES})
        return list(dict.fromkeys(super().clean(value)))


class WorkplaceField(ValuesField):
    """Free text that must name one place."""

    def valid_value(self, value: Any) -> bool:
        try:
            reachable(str(value))
        except UnknownPlaceError as error:
            raise forms.ValidationError(str(error)) from None
        return True


class CriterionFilter(django_filters.MultipleChoiceFilter):
    """One search parameter: its values, its test on a card, and its facet if it has one."""

    field_class = ValuesField
    plus_by_default = False
    fact = ""
    """The one fact on the card that this parameter is about, if it is."""

    @property
    def about(self) -> str:
        """The field of the card that leaves this parameter open when it is empty."""
        return self.fact

    def __init__(self, legend: Any, **options: Any) -> None:
        super().__init__(label=legend, names=self.names, **options)

    def __deepcopy__(self, _memo: dict[int, Any]) -> Self:
        """One for all requests: a filter set copies every filter it has."""
        return self

    @property
    def parent(self) -> None:
        """No filter set: one filter serves them all."""
        return None

    @parent.setter
    def parent(self, _filter_set: Any) -> None:
        """The library tells each filter its filter set; keeping it would keep what someone asked."""

    def names(self) -> Mapping[str, str]:
        """Every value with its label in the reader's language, worked out once per language."""
        return _names(self, reference(), get_language())

    def choices(self) -> list[tuple[str, str]]:
        """The same, worked out anew."""
        raise NotImplementedError

    def test(self, values: Iterable[str]) -> Test:
        """What a card must show; any of the values will do."""
        raise NotImplementedError

    def facet(self, key: str) -> Facet | None:
        """How to count this parameter's values; None when it has none to show."""
        raise NotImplementedError

    def accepted_of(self, _values: Iterable[str]) -> frozenset[str]:
        """The fine values of its fact that meet any of these values; nothing where it is not about one fact."""
        return frozenset()


class PlaceFilter(CriterionFilter):
    """A region or a sub-region; a wider label on the card may still lie in it."""

    fact = "place"

    def __init__(self, legend: Any, *, finest: bool) -> None:
        self.finest = finest
        super().__init__(legend)

    def choices(self) -> list[tuple[str, str]]:
        data = reference()
        if self.finest:
            return [(code, str(name)) for code, (name, _region) in data.served_sub_regions.items()]
        return [(str(number), name) for number, name in data.served_regions.items()]

    def test(self, values: Iterable[str]) -> LabelTest:
        return label_test("place", _place_covers(), self.accepted_of(values))

    def facet(self, key: str) -> Facet:
        covers = _place_covers()
        met_by = {value: label_test("place", covers, self._parts(value)).met for value, _name in self.choices()}
        exact = [label for label in covers if "-" in label or (not self.finest and label != COUNTRY)]
        return LabelFacet(key, "place", met_by, frozenset(exact))

    def accepted_of(self, values: Iterable[str]) -> frozenset[str]:
        return frozenset().union(*map(self._parts, values))

    def _parts(self, value: str) -> frozenset[str]:
        return frozenset({value}) if self.finest else _place_covers()[f"R{value}"]


class LabelFilter(CriterionFilter):
    """One of the labels of a fact."""

    def __init__(self, legend: Any, *, fact: str) -> None:
        self.fact = str(fact)
        super().__init__(legend)

    def labels(self) -> list[FactLabel]:
        return [label for label in reference().labels[self.fact].values() if label.level == 0]

    def choices(self) -> list[tuple[str, str]]:
        return [(label.code, str(label.name)) for label in self.labels()]

    def test(self, values: Iterable[str]) -> LabelTest:
        return label_test(self.fact, self._covers(), self.accepted_of(values))

    def facet(self, key: str) -> Facet:
        met_by = {value: self.test([value]).met for value in self.shown_values()}
        return LabelFacet(key, self.fact, met_by, frozenset(label.code for label in self.labels()))

    def accepted_of(self, values: Iterable[str]) -> frozenset[str]:
        return frozenset().union(*map(self.accepted, values))

    def accepted(self, value: str) -> frozenset[str]:
        """The fine values that meet one value of this parameter."""
        return reference().labels[self.fact][value].accepts

    def shown_values(self) -> list[str]:
        return list(self.names())

    def _covers(self) -> dict[str, frozenset[str]]:
        return {code: label.covers for code, label in reference().labels[self.fact].items()}


class MinimumFilter(LabelFilter):
    """At least this level; fine values are numbers. A level "9n" (another education) compares as n."""

    def __init__(self, legend: Any, *, fact: str, worded: Any) -> None:
        self.worded = worded
        super().__init__(legend, fact=fact)

    def choices(self) -> list[tuple[str, str]]:
        labels = (label for label in self.labels() if _levels(label.covers))
        return [(label.code, self.worded % {"label": _lowered(str(label.name))}) for label in labels]

    def accepted(self, value: str) -> frozenset[str]:
        fine = frozenset().union(*self._covers().values())
        return frozenset(one for one in fine if _level(one) >= int(value))

    def looser(self, values: Sequence[str]) -> str | None:
        """The next lower level; None when there is none."""
        lowest = min(map(int, values))
        return str(lowest - 1) if lowest > 1 else None


class HoursFilter(MinimumFilter):
    """At least so many hours a week: any whole number, of which a few are offered."""

    def choices(self) -> list[tuple[str, str]]:
        return [(str(hours), self.worded % {"hours": hours}) for hours in range(41)]

    def shown_values(self) -> list[str]:
        return list(HOUR_STEPS)

    def looser(self, values: Sequence[str]) -> str | None:
        """The next lower bound of a band of hours."""
        lower = [int(step) for step in ("0", *HOUR_STEPS) if int(step) < min(map(int, values))]
        return str(max(lower)) if lower else None


class TermFilter(CriterionFilter):
    """Terms of one list on the card. A "can" list is a plus point unless one asks otherwise."""

    def __init__(self, legend: Any, *, field: str) -> None:
        self.shown = next(shown for shown in LISTS if shown.field == field)
        self.plus_by_default = not self.shown.wanted
        super().__init__(legend)

    def choices(self) -> list[tuple[str, str]]:
        return [(code, str(name)) for code, name in reference().terms[self.shown.vocabulary].items()]

    def test(self, values: Iterable[str]) -> Test:
        ancestors = reference().ancestors[self.shown.vocabulary]
        return term_test(self.shown.field, frozenset(values), ancestors, wanted=self.shown.wanted)

    def facet(self, key: str) -> Facet:
        return TermFacet(key, self.shown.field)

    @property
    def about(self) -> str:
        return self.shown.field


class WorkplaceFilter(CriterionFilter):
    """Can travel to this workplace, by the card's place label and travel band."""

    field_class = WorkplaceField

    @property
    def about(self) -> str:
        return "travel"

    def choices(self) -> list[tuple[str, str]]:
        return []

    def test(self, values: Iterable[str]) -> Test:
        (workplace,) = list(values)[:1]
        return reachable(workplace)

    def facet(self, _key: str) -> None:
        return None


def _place_covers() -> Mapping[str, frozenset[str]]:
    """Place labels as sets of sub-regions."""
    return _covers_of_places(reference())


@lru_cache(maxsize=2)
def _covers_of_places(data: Reference) -> Mapping[str, frozenset[str]]:
    covers = {code: frozenset({code}) for code in data.sub_regions}
    for number in data.regions:
        covers[f"R{number}"] = frozenset(code for code, (_n, region) in data.sub_regions.items() if region == number)
    covers[COUNTRY] = frozenset(data.sub_regions)
    return covers


def _level(fine: str) -> int:
    """A fine value as a number; `94` is another education, comparable with level 4."""
    return int(fine) - 90 if int(fine) > 90 else int(fine)


def _levels(covers: frozenset[str]) -> frozenset[str]:
    return frozenset(value for value in covers if int(value) <= 90)


def _lowered(label: str) -> str:
    return label[:1].lower() + label[1:]


@lru_cache(maxsize=64)
def _names(one: CriterionFilter, _data: Reference, _language: str | None) -> Mapping[str, str]:
    """Kept for every filter and language; some have thousands of values."""
    return dict(one.choices())
