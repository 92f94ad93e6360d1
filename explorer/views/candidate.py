"""The pages for a candidate's own question: "Zo ziet een werkgever u", and not being shown any more."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from explorer import candidate
from explorer.access import Action, may
from explorer.acting import membership_of
from explorer.audience import audience_of
from explorer.candidate import Asker, NotOwnError, Objected
from explorer.candidate_page import candidate_page
from explorer.search.find import NotReadyError
from profiles.models import Origin

Answer = Callable[[HttpRequest, Asker, str], HttpResponse]


class NumberForm(forms.Form):
    """The number under which Sonar knows someone. It is sent by POST, so it is in no address and no log."""

    nummer = forms.CharField(
        label=gettext_lazy("Nummer in Sonar"),
        max_length=40,
        error_messages={"required": gettext_lazy("Vul het nummer in dat deze persoon in Sonar heeft.")},
    )


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def own_card(request: HttpRequest) -> HttpResponse:
    """Asks for a number; shows the card of whoever it is."""
    return _answered(request, _card)


@never_cache
@login_required
@require_POST
def stop_showing(request: HttpRequest) -> HttpResponse:
    """Asks whether that is really meant, and then hides the person."""
    return _answered(request, _stop)


@never_cache
@login_required
@require_POST
def show_again(request: HttpRequest) -> HttpResponse:
    """Asks whether that is really meant, and then takes the objection back."""
    return _answered(request, _again)


def _answered(request: HttpRequest, answer: Answer) -> HttpResponse:
    """What went wrong is said beside the form; unknown, not shown and of another region in the same words."""
    asker, form = _asker(request), NumberForm(request.POST or None)
    if not form.is_valid():
        return _form(request, form)
    try:
        return answer(request, asker, form.cleaned_data["nummer"])
    except (NotOwnError, NotReadyError):
        form.add_error("nummer", _("Wij vinden hier niemand bij. Klopt het nummer? Woont deze persoon in uw regio?"))
    except PermissionError:
        form.add_error("nummer", _("Dit kan niet op dit adres. Open de pagina voor adviseurs."))
    return _form(request, form)


def _card(request: HttpRequest, asker: Asker, number: str) -> HttpResponse:
    found = candidate.own_card(number=number, asker=asker, at=timezone.now())
    if isinstance(found, Objected):
        return render(request, "explorer/candidate_hidden.html", {"number": number, "made_at": found.made_at})
    return render(request, "explorer/candidate.html", {"number": number, "page": candidate_page(found)})


def _stop(request: HttpRequest, asker: Asker, number: str) -> HttpResponse:
    if "zeker" not in request.POST:
        return render(request, "explorer/candidate_sure.html", {"number": number, "stops": True})
    candidate.stop_showing(number=number, asker=asker, at=timezone.now())
    messages.success(request, _("Deze persoon wordt nu nergens meer getoond, ook niet na een nieuwe levering."))
    return redirect("candidate")


def _again(request: HttpRequest, asker: Asker, number: str) -> HttpResponse:
    if "zeker" not in request.POST:
        return render(request, "explorer/candidate_sure.html", {"number": number, "stops": False})
    candidate.show_again(number=number, asker=asker, at=timezone.now())
    messages.success(request, _("Het bezwaar is ingetrokken. Na de volgende levering is het profiel weer te zien."))
    return redirect("candidate")


def _asker(request: HttpRequest) -> Asker:
    membership = membership_of(request)
    if membership is None or not may(request, Action.HELP_CANDIDATES):
        raise PermissionDenied
    return Asker(membership, audience_of(request, origin=Origin.WEB))


def _form(request: HttpRequest, form: NumberForm) -> HttpResponse:
    return render(request, "explorer/candidate_number.html", {"form": form})
