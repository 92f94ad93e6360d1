"""For which of one's organisations one acts."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from explorer.acting import choices, choose
from explorer.views.organisation.page import acting


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def switch(request: HttpRequest) -> HttpResponse:
    """Shows the choice; a POST makes it, for the rest of the session."""
    own, mine = acting(request), choices(request).select_related("organisation").order_by("pk")
    if request.method != "POST":
        return render(request, "organisation/switch.html", {"own": own, "choices": mine})
    wanted = request.POST.get("membership", "")
    if not wanted.isdecimal() or len(wanted) > 18 or not choose(request, membership=int(wanted)):
        raise Http404
    chosen = mine.get(pk=int(wanted))
    messages.success(request, _("U werkt nu voor %(name)s.") % {"name": chosen.organisation.name})
    return redirect("organisation")
