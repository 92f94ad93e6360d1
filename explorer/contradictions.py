"""Demands that nobody can ever meet, whatever is on any card: refused with the reason, not answered with nobody."""

from collections.abc import Collection, Iterator, Mapping

from django.utils.translation import gettext as _

from explorer.filter_kinds import CriterionFilter


def two_kinds(required: Collection[str], wished: Collection[str], filters: Mapping[str, CriterionFilter]) -> str:
    """What to say when something is called a requirement and a plus point at once; empty when nothing is."""
    both = [str(filters[key].label) for key in required if key in wished]
    text = _("Kies voor “%(names)s” één van beide: moet of pluspunt.")
    return text % {"names": ", ".join(both)} if both else ""


def impossible(
    required: Mapping[str, Collection[str]], filters: Mapping[str, CriterionFilter]
) -> Iterator[tuple[str, str]]:
    """The later of two requirements about the same fact that accept no value in common, with the reason.

    `required` are the requirements with their values. Someone whose fact is unknown would answer "unknown" to both,
    but no value that they may have meets both.
    """
    seen: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for key, values in required.items():
        fact, accepted = filters[key].fact, filters[key].accepted_of(values)
        for other, also in seen.get(fact, []) if fact else []:
            if accepted.isdisjoint(also):
                yield key, _said(key, other, filters)
        seen.setdefault(fact, []).append((key, accepted))


def _said(key: str, other: str, filters: Mapping[str, CriterionFilter]) -> str:
    names = {"one": filters[other].label, "other": filters[key].label}
    return _("Dit gaat niet samen met wat u koos bij “%(one)s”. Niemand kan aan allebei voldoen.") % names
