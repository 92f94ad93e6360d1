"""The demo's post box, so that one can read what the site mailed; exists in the demo only."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from explorer.mail.folder import posted


@require_safe
def post_box(request: HttpRequest) -> HttpResponse:
    """The newest mails; not found where mail really goes out."""
    if settings.EMAIL_BACKEND != settings.DEMO_POST_BOX:
        raise Http404
    return render(request, "explorer/post_box.html", {"mails": posted()})
