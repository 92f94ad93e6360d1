"""What staff do with an edition, by POST: thin views around `profiles/transparency/editions.py`."""

from collections.abc import Callable

from celery import current_app
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from kombu.exceptions import OperationalError

from explorer.admin.edition_forms import CheckForm, CorrectionForm
from explorer.admin.figure_access import hold_to_regions
from profiles.models import Edition
from profiles.transparency.editions import RefusedError, approve, check, correct, discard

Act = Callable[[HttpRequest, Edition], Edition | None]
OVERVIEW = "admin:profiles_edition_changelist"


def act(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """Does it, says how it went, and goes back to the edition; whoever is bound to regions decides nothing.

    Raises:
        PermissionDenied: the person may not do this.
        Http404: no such action or edition.
    """
    if action not in ACTIONS:
        raise Http404
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    permission, do = ACTIONS[action]
    if not request.user.has_perm(permission):
        raise PermissionDenied
    hold_to_regions(request, None)
    edition: Edition | None = get_object_or_404(Edition, pk=pk)
    try:
        edition = do(request, edition) if edition else None
    except RefusedError as error:
        messages.error(request, str(error))
    return redirect("admin:profiles_edition_change", edition.pk) if edition else redirect(OVERVIEW)


def _check(request: HttpRequest, edition: Edition) -> Edition:
    form = CheckForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Vul het aantal afgekeurde records in."))
        return edition
    check(edition=edition, by=_by(request), at=timezone.now(), **form.cleaned_data)
    messages.success(request, _("Nagekeken. Een ander kan deze editie nu goedkeuren."))
    return edition


def _approve(request: HttpRequest, edition: Edition) -> Edition:
    approve(edition=edition, by=_by(request), at=timezone.now())
    messages.success(request, _("Goedgekeurd. Deze editie verandert niet meer."))
    return edition


def _publish(request: HttpRequest, edition: Edition) -> Edition:
    if edition.state != Edition.State.APPROVED:
        raise RefusedError(_("Deze editie is nog niet goedgekeurd. Een tweede persoon moet dat doen."))
    if _ask(request, "profiles.publish_edition", edition.pk, _by(request)):
        messages.success(request, _("De bestanden worden gemaakt. Ververs deze pagina om te zien hoe ver het is."))
    return edition


def _recount(request: HttpRequest, edition: Edition) -> Edition | None:
    if edition.state != Edition.State.DRAFT or edition.number > 1:
        raise RefusedError(_("Na goedkeuring wordt een kwartaal niet meer geteld."))
    if _ask(request, "sync.recount", edition.quarter, _by(request)):
        messages.success(request, _("Het kwartaal wordt opnieuw geteld. Het concept wordt daarna vervangen."))
    return None


def _correct(request: HttpRequest, edition: Edition) -> Edition:
    form = CorrectionForm(edition.as_quarter, request.POST)
    if not form.is_valid():
        messages.error(request, _("Vul gemeente, kolom, aantal en reden in."))
        return edition
    draft = correct(quarter=edition.as_quarter, by=_by(request), at=timezone.now(), **form.cleaned_data)
    messages.success(request, _("De correctie staat in een nieuwe editie. Laat die nakijken en goedkeuren."))
    return draft


def _discard(request: HttpRequest, edition: Edition) -> None:
    discard(edition=edition, by=_by(request), at=timezone.now())
    messages.success(request, _("Het concept is weggegooid."))


def _ask(request: HttpRequest, task: str, *arguments: object) -> bool:
    """Hands work to the workers; says so when the broker does not answer."""
    try:
        current_app.send_task(task, args=arguments, retry=False)
    except OperationalError:
        messages.error(request, _("De werkers zijn niet bereikbaar. Probeer het over een paar minuten opnieuw."))
        return False
    return True


def _by(request: HttpRequest) -> str:
    return request.user.get_username()


ACTIONS: dict[str, tuple[str, Act]] = {
    "nakijken": ("profiles.add_edition", _check),
    "goedkeuren": ("profiles.approve_edition", _approve),
    "publiceren": ("profiles.publish_edition", _publish),
    "hertellen": ("profiles.add_edition", _recount),
    "corrigeren": ("profiles.add_edition", _correct),
    "weggooien": ("profiles.add_edition", _discard),
}
"""Permission and action by their word in the address."""
