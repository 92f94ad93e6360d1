"""The page on which advisers find a profile by the number that an employer gives them."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from explorer import lookup
from explorer.access import Action, may
from explorer.audience import audience_of
from explorer.models import Organisation
from profiles.calendar import day_of
from profiles.models import Origin


class LookupForm(forms.Form):
    """Whose number it is, and the number."""

    organisatie = forms.CharField(label=gettext_lazy("Organisatie"), max_length=80, required=False)
    nummer = forms.CharField(
        label=gettext_lazy("Profielnummer"),
        max_length=20,
        error_messages={"required": gettext_lazy("Vul het profielnummer in, bijvoorbeeld D7K-4MPQ.")},
    )


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def look_up(request: HttpRequest) -> HttpResponse:
    """Asks for an organisation and a number; a number that is found leads to the profile."""
    if not may(request, Action.LOOK_UP):
        raise PermissionDenied
    form = LookupForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        own = _found(request, form)
        if own:
            return redirect("profile", ref=own)
    names = (
        Organisation.objects.active(day_of(timezone.now())).order_by("name").values_list("name", flat=True).distinct()
    )
    return render(request, "explorer/lookup.html", {"form": form, "organisations": names})


def _found(request: HttpRequest, form: LookupForm) -> str:
    """The adviser's own reference; empty when it was not found, with the reason in the form."""
    asked, audience = form.cleaned_data, audience_of(request, origin=Origin.WEB)
    try:
        return lookup.look_up(
            organisation=asked["organisatie"], code=asked["nummer"], audience=audience, at=timezone.now()
        )
    except lookup.NothingFoundError:
        form.add_error("nummer", _("Dit nummer is niet gevonden. Vraag nog eens naar het nummer en de organisatie."))
    except lookup.SeveralFoundError:
        form.add_error("nummer", _("Dit nummer hoort bij meer profielen. Vul de organisatie in."))
    return ""
