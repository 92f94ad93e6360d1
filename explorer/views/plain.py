"""Pages that are only text, and what machines ask about health."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from explorer.how_search_works import themes
from explorer.readiness import reason_to_wait


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is shown, what never, and what risk remains."""
    return render(request, "explorer/privacy.html", {"k": settings.ANONYMITY_K, "months": settings.AUDIT_MONTHS})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "explorer/accessibility.html")


@require_safe
def how_search_works(request: HttpRequest) -> HttpResponse:
    """The rule in words, with examples that the rule itself answers."""
    return render(request, "explorer/how_search_works.html", {"themes": themes()})


@require_safe
def for_candidates(request: HttpRequest) -> HttpResponse:
    """What candidates may know and ask: who sees what, who looked, how to leave."""
    about = {"k": settings.ANONYMITY_K, "months": settings.AUDIT_MONTHS}
    return render(request, "explorer/for_candidates.html", about)


@require_safe
def healthz(_request: HttpRequest) -> HttpResponse:
    """This process answers."""
    return JsonResponse({"ok": True})


@require_safe
def readyz(_request: HttpRequest) -> HttpResponse:
    """This process may be sent visitors; else 503 and the reason."""
    if reason := reason_to_wait():
        return JsonResponse({"ok": False, "reason": reason}, status=503)
    return JsonResponse({"ok": True})
