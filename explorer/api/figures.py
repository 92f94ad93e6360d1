"""Published transparency figures as JSON: the stored file of an edition, as it was published."""

import json
from typing import Any

from django.http import Http404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from explorer.api.versioned import Public
from profiles.quarters import NotAQuarterError, Quarter
from profiles.transparency.output import published_json

REGION = OpenApiParameter(
    "regio", int, description="UWV's number of the region, 1 to 35; without it the whole country."
)


class Figures(Public):
    """How many people UWV and municipalities know in Sonar, in one quarter."""

    @extend_schema(
        operation_id="transparantie", parameters=[REGION], responses=OpenApiTypes.OBJECT, tags=["transparantie"]
    )
    def get(self, request: Request, kwartaal: str) -> Response:
        """The newest published edition of a quarter, such as 2020-Q4; 404 when there is none."""
        try:
            found = published_json(Quarter.parse(kwartaal), _region(request.query_params.get("regio", "")))
        except NotAQuarterError:
            raise Http404 from None
        if found is None:
            raise Http404
        document: dict[str, Any] = json.loads(found)
        return Response(document)


def _region(text: str) -> int | None:
    if not text:
        return None
    if text.isascii() and text.isdecimal() and 0 < int(text) < 36:
        return int(text)
    raise Http404
