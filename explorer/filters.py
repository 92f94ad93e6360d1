"""The search parameters of page and API alike: the one place that says which there are and what each means."""

from collections.abc import Mapping
from functools import cache, cached_property, lru_cache
from typing import Any

import django_filters
from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from explorer.contradictions import impossible, two_kinds
from explorer.filter_kinds import (
    CriterionFilter,
    HoursFilter,
    LabelFilter,
    MinimumFilter,
    PlaceFilter,
    TermFilter,
    ValuesField,
    WorkplaceFilter,
)
from explorer.search import orm
from explorer.search.engine import Asked
from explorer.search.facets import Facet
from explorer.search.query import Criterion, Kind, SearchQuery
from profiles.models import Card, Fact
from profiles.models.profile import CardQuerySet
from profiles.vocabularies import Reference, reference

TRACKING_KEYS = frozenset(
    [
        "fbclid",
        "gclid",
        "msclkid",
        "mc_cid",
        "mc_eid",
        "utm_source",
        "utm_medium",
        "utm_campaign",
        "utm_term",
        "utm_content",
    ]
)
MOST_TOLD = 10
"""So many unknown keys are named; whoever sent more has seen enough to know what is wrong."""
LOOSENED = ("urenPerWeekMinimaal", "opleidingsniveauMinimaal")


class SearchForm(forms.Form):
    """Adds what belongs to a search without being a criterion, and refuses what it does not know."""

    moet = ValuesField(required=False, names=lambda: _KEY_NAMES)
    pluspunt = ValuesField(required=False, names=lambda: _KEY_NAMES)
    q = forms.CharField(required=False)
    pagina = forms.IntegerField(required=False, min_value=1, max_value=1_000_000)
    stand = forms.RegexField(r"^\d{1,9}-\d{8}$", required=False)

    def clean(self) -> dict[str, Any]:
        unknown = [key for key in self.data if key not in self.fields and key not in TRACKING_KEYS]
        for key in unknown[:MOST_TOLD]:
            self.add_error(None, _("“%(key)s” is geen filter.") % {"key": key[:40]})
        if len(self.cleaned_data.get("werkplek") or ()) > 1:
            self.add_error("werkplek", _("Vul één werkplek in."))
        self._refuse_contradictions(CandidateFilterSet.base_filters)
        return self.cleaned_data

    def kind(self, key: str) -> Kind:
        """Whether a criterion is a requirement or a plus point."""
        required, wished = self.cleaned_data.get("moet", ()), self.cleaned_data.get("pluspunt", ())
        if key in required or key in wished:
            return Kind.REQUIREMENT if key in required else Kind.PLUS
        return Kind.PLUS if key in PLUS_BY_DEFAULT else Kind.REQUIREMENT

    def _refuse_contradictions(self, filters: Mapping[str, CriterionFilter]) -> None:
        asked = self.cleaned_data
        if found := two_kinds(asked.get("moet", ()), asked.get("pluspunt", ()), filters):
            self.add_error("pluspunt", found)
        chosen = {key: asked[key] for key in filters if asked.get(key) and self.kind(key) is Kind.REQUIREMENT}
        for key, reason in dict(impossible(chosen, filters)).items():
            self.add_error(key, reason)


class CandidateFilterSet(django_filters.FilterSet):
    """All search parameters; `query` is what was asked, `qs` the candidates by the same rules in SQL."""

    werkplek = WorkplaceFilter(gettext_lazy("Kan reizen naar de werkplek"))
    regio = PlaceFilter(gettext_lazy("Arbeidsmarktregio"), finest=False)
    deelgebied = PlaceFilter(gettext_lazy("Deelgebied"), finest=True)
    taaksoort = TermFilter(gettext_lazy("Soort taken"), field="task_types")
    sector = TermFilter(gettext_lazy("Sector"), field="sectors")
    beroep = TermFilter(gettext_lazy("Beroep"), field="occupations")
    urenPerWeekMinimaal = HoursFilter(
        gettext_lazy("Uren per week"), fact=Fact.HOURS, worded=gettext_lazy("minimaal %(hours)d uur per week")
    )
    beschikbaarheid = LabelFilter(gettext_lazy("Beschikbaarheid"), fact=Fact.AVAILABILITY)
    opleidingsniveauMinimaal = MinimumFilter(
        gettext_lazy("Opleiding"), fact=Fact.EDUCATION, worded=gettext_lazy("minimaal %(label)s")
    )
    opleidingsniveau = LabelFilter(gettext_lazy("Opleidingsniveau, precies"), fact=Fact.EDUCATION)
    rijbewijs = LabelFilter(gettext_lazy("Rijbewijs"), fact=Fact.LICENCE)
    niveauNederlands = MinimumFilter(
        gettext_lazy("Niveau Nederlands"), fact=Fact.DUTCH, worded=gettext_lazy("%(label)s of beter")
    )
    vaardigheid = TermFilter(gettext_lazy("Vaardigheden"), field="skills")
    competentie = TermFilter(gettext_lazy("Competenties"), field="competences")
    affiniteit = TermFilter(gettext_lazy("Affiniteiten"), field="affinities")
    bijgewerkt = LabelFilter(gettext_lazy("Profiel bijgewerkt"), fact=Fact.FRESHNESS)

    class Meta:
        model = Card
        fields: tuple[str, ...] = ()
        form = SearchForm

    def get_form_class(self) -> type[SearchForm]:
        return _form_class()

    @cached_property
    def query(self) -> SearchQuery:
        """What was asked. Only on valid data."""
        asked = self.form.cleaned_data
        return SearchQuery(self.rest.criteria, page=asked["pagina"] or 1, stand=asked["stand"] or "")

    @cached_property
    def asked(self) -> tuple[Asked, ...]:
        """Every criterion with its test."""
        return tuple(Asked(one, self.filters[one.key].test(one.values)) for one in self.query.criteria)

    @cached_property
    def looser(self) -> tuple[Asked, ...]:
        """Each required minimum of hours or education, one step looser."""
        minimums = [one for one in self.query.requirements if one.key in LOOSENED]
        steps = ((one, self.filters[one.key].looser(one.values)) for one in minimums)
        return tuple(self._replaced(one, value) for one, value in steps if value is not None)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why the data are not valid, in words."""
        named = (
            (self.filters[key].label if key in self.filters else key, found)
            for key, found in self.form.errors.items()
        )
        return tuple(f"{name}: {text}" if name != "__all__" else text for name, found in named for text in found)

    @property
    def rest(self) -> SearchQuery:
        """All criteria that are valid; of data that are not, what remains without the mistakes."""
        asked = self.form.cleaned_data
        keys = (key for key in self.filters if asked.get(key))
        return SearchQuery(tuple(Criterion(key, tuple(asked[key]), self.form.kind(key)) for key in keys))

    def filter_queryset(self, queryset: CardQuerySet) -> CardQuerySet:
        return orm.candidates(queryset, self.asked)

    def _replaced(self, criterion: Criterion, value: str) -> Asked:
        looser = Criterion(criterion.key, (value,), criterion.kind)
        return Asked(looser, self.filters[looser.key].test(looser.values))


KEYS = tuple(CandidateFilterSet.base_filters)
_KEY_NAMES: Mapping[str, str] = {key: key for key in KEYS}
PLUS_BY_DEFAULT = frozenset(key for key, found in CandidateFilterSet.base_filters.items() if found.plus_by_default)


@cache
def _form_class() -> type[SearchForm]:
    """Made once: the fields are the same for every request."""
    fields = {key: one.field for key, one in CandidateFilterSet.base_filters.items()}
    return type("CandidateForm", (SearchForm,), fields)


def searched(query_string: str) -> CandidateFilterSet:
    """The filter set of a stored query string."""
    return CandidateFilterSet(QueryDict(query_string))


def searched_if_valid(query_string: str) -> CandidateFilterSet:
    """The same; one that asks nothing when a filter of it exists no more."""
    filters = searched(query_string)
    return filters if filters.form.is_valid() else searched_if_valid("")


def facets() -> tuple[Facet, ...]:
    """Every facet that has values to count."""
    return _facets(reference())


@lru_cache(maxsize=2)
def _facets(_data: Reference) -> tuple[Facet, ...]:
    found = (one.facet(key) for key, one in CandidateFilterSet.base_filters.items())
    return tuple(facet for facet in found if facet is not None)
