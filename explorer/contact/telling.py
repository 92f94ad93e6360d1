"""Mail to the asker: that something happened, once it is quiet, with a link and nothing else."""

import datetime as dt

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from explorer.contact.states import State
from explorer.mail.links import address_of
from explorer.mail.outbox import post
from explorer.models import ContactRequest

QUIET = dt.timedelta(minutes=5)
"""So long nothing more has happened: an adviser who goes through ten candidates causes one mail."""


def note_news(request: ContactRequest, at: dt.datetime) -> None:
    """There is something to tell; within the transaction that made it happen."""
    ContactRequest.objects.filter(pk=request.pk).update(news_at=at)


def tell_askers(*, at: dt.datetime) -> int:
    """Posts a mail about every request with news; how many."""
    waiting = ContactRequest.objects.with_news_before(at - QUIET).order_by("pk")
    return sum(_tell(key, at) for key in waiting.values_list("pk", flat=True))


@transaction.atomic
def _tell(key: int, at: dt.datetime) -> bool:
    """The mail and the note that it was told are written together; of two workers, one finds it told already."""
    waiting = ContactRequest.objects.with_news_before(at - QUIET).select_for_update(of=("self",))
    request = waiting.select_related("asker").filter(pk=key).first()
    if request is None:
        return False
    ContactRequest.objects.filter(pk=key).update(news_at=None)
    address = _address(request)
    if address:
        with translation.override(request.language):
            _post(request, address)
    return bool(address)


def _address(request: ContactRequest) -> str:
    if request.organisation_id is None:
        return request.address
    return request.asker.email if request.asker and request.asker.is_active else ""


def _post(request: ContactRequest, address: str) -> None:
    is_new = not request.candidates.exclude(state=State.RECEIVED.value).exists()
    subject = _("Uw contactverzoek is ontvangen") if is_new else _("Nieuws over uw contactverzoek")
    text = _("Hallo,\n\nHier ziet u hoe het met uw contactverzoek staat:\n\n%(link)s") % {
        "link": address_of(reverse("contact_request", args=[request.key]))
    }
    post(to=address, subject=subject, text=text, kind="contact")
