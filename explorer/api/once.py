"""Calls that make something, made once however often they are sent under the same `Idempotency-Key`."""

import datetime as dt
import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response

from explorer.api.problems import KeyUsed, Refused
from explorer.locks import lock
from explorer.models import KeptAnswer, Membership

HEADER = "Idempotency-Key"
FORM = re.compile(r"[!-~]{1,100}")
PARAMETER = OpenApiParameter(
    HEADER,
    str,
    OpenApiParameter.HEADER,
    description="Drawn by the caller, at most 100 characters. Within a day the same key and body make nothing new: "
    "the first answer is given again.",
)
Body = Mapping[str, Any]


@dataclass(frozen=True)
class Call:
    """A call that makes something for a member; without a key it is made each time."""

    membership: Membership
    key: str
    asked: str


def call_of(request: Request, membership: Membership) -> Call:
    """Raises `Refused` when the key has no proper form."""
    key = request.headers.get(HEADER, "")
    if key and not FORM.fullmatch(key):
        raise Refused((_("Idempotency-Key: hoogstens 100 letters, cijfers en leestekens, zonder spaties."),))
    said = json.dumps([request.path, request.data], sort_keys=True)
    return Call(membership, key, hashlib.sha256(said.encode()).hexdigest())


def answered(call: Call) -> Response | None:
    """The answer that this call got before; None at the first time.

    Raises:
        KeyUsed: under this key something else was asked.
    """
    kept = KeptAnswer.objects.filter(membership=call.membership, key=call.key).first() if call.key else None
    if kept is None:
        return None
    if kept.asked != call.asked:
        raise KeyUsed
    return _response(kept.body)


def once(call: Call, make: Callable[[], Body], *, at: dt.datetime) -> Response:
    """Makes it and keeps the answer, in one transaction; of two calls at once the second waits and hears the same.

    Raises:
        KeyUsed: under this key something else was asked.
    """
    if not call.key:
        return _response(make())
    with transaction.atomic():
        lock([f"once {call.membership.pk} {call.key}"])
        before = answered(call)
        if before is not None:
            return before
        body = make()
        KeptAnswer.objects.create(membership=call.membership, key=call.key, asked=call.asked, body=body, kept_at=at)
    return _response(body)


def _response(body: Body) -> Response:
    return Response(body, status=201, headers={"Location": body["_links"]["self"]["href"]})
