"""Who may use the API: whoever may do the same on the website."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from explorer.access import Action, may, stop_for
from explorer.accounts.tokens import Presented

if TYPE_CHECKING:  # the views module reads this class while it is being imported
    from rest_framework.views import APIView


class MaySearch(BasePermission):
    """May search; whether cards are shown too is up to the view. A stopped organisation hears why it may not."""

    message = ""

    def has_permission(self, request: Request, view: "APIView") -> bool:
        if (stop := stop_for(request)) is not None:
            self.message = f"{stop.what} {stop.advice}"
        scope = getattr(view, "scope", "")
        if isinstance(request.auth, Presented) and scope not in request.auth.scopes:
            self.message = _("Deze sleutel is niet voor “%(scope)s”.") % {"scope": scope}
            return False
        return may(request, Action.SEARCH)


class MayKeep(MaySearch):
    """May search, and keeps things for an organisation."""

    def has_permission(self, request: Request, view: "APIView") -> bool:
        return super().has_permission(request, view) and may(request, Action.KEEP)


class MaySeeCards(MaySearch):
    """May search and may see cards."""

    def has_permission(self, request: Request, view: "APIView") -> bool:
        return super().has_permission(request, view) and may(request, Action.SEE_CARDS)
