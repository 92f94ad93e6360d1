"""Bodies of calls: read by the serializer that declares them, with every reason at once when they are not valid."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.exceptions import NotAuthenticated, PermissionDenied
from rest_framework.request import Request

from explorer.acting import membership_of
from explorer.api.problems import Refused
from explorer.models import Membership


def body_of(request: Request, shape: type[serializers.Serializer[Any]]) -> dict[str, Any]:
    """What was sent, as the shape reads it.

    Raises:
        Refused: it has another shape; unknown fields are refused too.
    """
    if not isinstance(request.data, Mapping):
        raise Refused((_("De inhoud moet een JSON-object zijn."),))
    read = shape(data=request.data)
    unknown = [key for key in request.data if key not in read.fields]
    texts = [_("“%(key)s” is geen veld.") % {"key": str(key)[:40]} for key in unknown[:10]]
    if not read.is_valid() or texts:
        raise Refused((*texts, *_told(read.errors)))
    found: dict[str, Any] = read.validated_data
    return found


def member(request: Request) -> Membership:
    """For whom something is kept. The permission of the view has let nobody else in.

    Raises:
        NotAuthenticated, PermissionDenied: see there.
    """
    membership = membership_of(request)
    if membership is None:
        raise PermissionDenied if request.user.is_authenticated else NotAuthenticated
    return membership


def key_of(text: str) -> UUID:
    """Raises `Http404` for what is no key at all: nothing is kept under it either."""
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None


def _told(errors: Any, name: str = "") -> Iterator[str]:
    if isinstance(errors, Mapping):
        for key, found in errors.items():
            yield from _told(found, name or str(key))
        return
    for found in errors if isinstance(errors, list) else [errors]:
        if isinstance(found, Mapping):
            yield from _told(found, name)
        elif found:
            yield f"{name}: {found}" if name not in ("", "non_field_errors") else str(found)
