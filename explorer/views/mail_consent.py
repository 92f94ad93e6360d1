"""The links in mail: yes to mail about saved searches, and no more of it. Both work without signing in."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from explorer.following import consent


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, key: UUID) -> HttpResponse:
    """A button; only pressing it says yes, for mail programs follow links by themselves."""
    if request.method != "POST":
        return render(request, "explorer/mail_consent.html", {"step": "confirm"})
    try:
        consent.confirm(key=key, at=timezone.now())
    except consent.TooLateError:
        return render(request, "explorer/mail_consent.html", {"step": "too_late"}, status=410)
    return render(request, "explorer/mail_consent.html", {"step": "confirmed"})


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, key: UUID) -> HttpResponse:
    """A button for people; a mail program's own button posts without a page before it (RFC 8058)."""
    if request.method != "POST":
        return render(request, "explorer/mail_consent.html", {"step": "stop"})
    consent.stop(key=key)
    return render(request, "explorer/mail_consent.html", {"step": "stopped"})
