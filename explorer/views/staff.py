"""The home of the staff process, which leads everybody to where they work."""

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from explorer.access import Action, may


@never_cache
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Advisers to their queue, staff to the admin, visitors to the door; who strayed here finds the search page."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if may(request, Action.HANDLE_CONTACT):
        return redirect("contact_queue")
    return redirect("admin:index" if admin.site.has_permission(request) else "search")
