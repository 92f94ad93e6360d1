"""From a request of the API to a valid search: the same parameters and reasons as the website."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from rest_framework.request import Request

from explorer import word_box
from explorer.api.problems import Refused
from explorer.filters import CandidateFilterSet


@dataclass(frozen=True)
class Search:
    """A valid search, and which words of `q` were not understood."""

    filters: CandidateFilterSet
    not_understood: tuple[str, ...] = ()


def from_address(request: Request) -> Search:
    """The search in the query string.

    Raises:
        Refused: it is not valid; all reasons are in it.
    """
    return valid(request.query_params)


def from_body(request: Request) -> Search:
    """The search in a JSON object, for those who keep criteria out of addresses.

    Raises:
        Refused: see there.
    """
    return valid(_parameters(request.data))


def valid(asked: QueryDict) -> Search:
    """Raises `Refused` with every reason when it is not."""
    missed: tuple[str, ...] = ()
    if word_box.PARAMETER in asked:
        try:
            asked, understood = word_box.read(asked)
        except word_box.TooManyWordsError as error:
            raise Refused((str(error),)) from None
        missed = tuple(understood.not_understood)
    filters = CandidateFilterSet(asked)
    if not filters.form.is_valid():
        raise Refused(filters.reasons)
    return Search(filters, missed)


def _parameters(body: object) -> QueryDict:
    if not isinstance(body, Mapping):
        raise Refused((_("De inhoud moet een JSON-object zijn, met een zoekparameter per veld."),))
    found = QueryDict(mutable=True)
    for key, value in body.items():
        found.setlist(str(key), [_text(str(key), one) for one in (value if isinstance(value, list) else [value])])
    return found


def _text(key: str, value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise Refused((_("%(key)s: geef een tekst of geheel getal, of een lijst daarvan.") % {"key": key[:40]},))
    return str(value)
