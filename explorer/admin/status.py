"""The staff page "Status": how the site is, in plain words, what each line means and what to do."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from profiles.admin.read_only import ReadOnlyAdmin
from profiles.models import Progress
from profiles.readings import Reading, read

NAMES = {
    "celery": gettext_lazy("gewone taken"),
    "contact": gettext_lazy("contactverzoeken"),
    "audit": gettext_lazy("zegels van het logboek"),
    "mail": gettext_lazy("mail"),
}
"""What staff call the queues (`profiles/workers.py:QUEUES`)."""
SEAL_LATE, MAIL_LATE, RUN_LATE = 300, 3600, 4 * 3600
"""Seconds after which something is wrong; the first two as in deploy/alerts.yml."""
QUEUE_LONG, DISK_FULL = 500, 0.1


@dataclass(frozen=True)
class Line:
    """One line: what is measured, how it is, whether that is well, what it means, and what to do when it is not."""

    name: str
    value: str
    is_well: bool
    meaning: str
    advice: str


class Told:
    """The readings by name; a name that was not told is None."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        named = (((one.name, *(value for _name, value in one.labels)), one.value) for one in readings)
        self._values = dict(named)

    def of(self, name: str, *labels: str) -> float | None:
        return self._values.get((f"verkenner_{name}", *labels))


@admin.register(Progress)
class StatusAdmin(ReadOnlyAdmin):
    """One page instead of the one row; it tells of no region, so everybody of staff may see it."""

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        self.allow(request)
        found = lines(read(timezone.now()))
        context = {
            **self.frame(request),
            "title": _("Status van de site"),
            "lines": found,
            "wrong": sum(not line.is_well for line in found),
        }
        return render(request, "admin/status.html", context)

    def change_view(self, request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
        """There is no more to it than the page."""
        return redirect("admin:profiles_progress_changelist")


def lines(readings: Sequence[Reading]) -> list[Line]:
    """All lines of which something is known, in the order of the page."""
    told = Told(readings)
    return [line for part in PARTS for line in part(told)]


def _generation(told: Told) -> Iterator[Line]:
    number, age, cards = (told.of(name) for name in ("generation", "generation_age_seconds", "generation_profiles"))
    value = _("Er is nog niets gepubliceerd")
    if number is not None:
        shown = {"number": _number(number), "cards": _number(cards or 0), "age": ago(age or 0)}
        value = _("nr. %(number)s met %(cards)s profielen, %(age)s") % shown
    meaning = _(
        "Alle profielen die nu te zien zijn. Na een synchronisatie met wijzigingen komt er een nieuwe uitgave."
    )
    advice = _("Start een synchronisatie, of kijk waarom de laatste mislukte.")
    yield Line(_("Uitgave"), value, number is not None, meaning, advice)


def _data(told: Told) -> Iterator[Line]:
    age = told.of("data_age_seconds")
    is_well = age is not None and age < settings.DATA_OLD_AFTER.total_seconds()
    meaning = _("Zo lang geleden is Sonar voor het laatst volledig gelezen en gepubliceerd.")
    advice = _(
        "Kijk bij Synchronisaties. Wacht er een op goedkeuring, beslis dan. Begint er geen, meld dit aan beheer."
    )
    yield Line(_("Laatste synchronisatie"), ago(age) if age is not None else _("nog nooit"), is_well, meaning, advice)


def _runs(told: Told) -> Iterator[Line]:
    failed, age, waits = (
        told.of(f"sync_{name}") for name in ("failed_runs", "run_age_seconds", "waits_for_approval")
    )
    if failed is None or age is None:
        return
    value = _("geen bezig") if not age else _("begonnen: %(age)s") % {"age": ago(age)}
    if waits:
        value = _("wacht op goedkeuring")
    if failed:
        value += ", " + ngettext("%(number)d mislukt", "%(number)d mislukt", int(failed)) % {"number": failed}
    meaning = _("Wat er nu gelezen wordt, en hoe vaak het mislukte sinds het voor het laatst lukte.")
    advice = _("Open de laatste synchronisatie: daar staat wat er mis is en wat u kunt doen.")
    yield Line(_("Synchronisatie nu"), value, not (failed or waits) and age < RUN_LATE, meaning, advice)


def _workers(told: Told) -> Iterator[Line]:
    if not told.of("broker_up"):
        meaning = _("Die verdeelt het werk over de processen. Zoeken gaat ook zonder door.")
        advice = _("Meld dit aan beheer: Redis of Valkey moet opnieuw gestart worden.")
        yield Line(_("Verdeler van taken"), _("antwoordt niet"), False, meaning, advice)
        return
    for queue, name in NAMES.items():
        number, waiting = int(told.of("workers", queue) or 0), int(told.of("queue_length", queue) or 0)
        alive = ngettext("%(number)d proces", "%(number)d processen", number) % {"number": number}
        value = _("%(alive)s, %(waiting)s taken wachten") % {"alive": alive, "waiting": _number(waiting)}
        meaning = _("Processen die in de laatste drie minuten iets lieten horen, en hun wachtrij.")
        advice = _("Meld dit aan beheer: er moet een proces gestart worden, of er moet er een bij.")
        yield Line(_("Werk: %(name)s") % {"name": name}, value, number > 0 and waiting < QUEUE_LONG, meaning, advice)


def _seal(told: Told) -> Iterator[Line]:
    age, number = told.of("audit_seal_age_seconds") or 0, told.of("audit_unsealed_events") or 0
    value = _("alles is verzegeld")
    if number:
        value = _("%(number)s nog niet verzegeld, de oudste: %(age)s") % {"number": _number(number), "age": ago(age)}
    meaning = _("Elke inzage krijgt binnen seconden een zegel, zodat niemand het logboek ongemerkt kan veranderen.")
    advice = _("Meld dit meteen aan beheer: het proces dat verzegelt werkt niet.")
    yield Line(_("Zegels van het logboek"), value, age < SEAL_LATE, meaning, advice)


def _mail(told: Told) -> Iterator[Line]:
    waiting, age, given_up = (told.of(f"mail_{name}") or 0 for name in ("waiting", "oldest_seconds", "given_up"))
    value = _("%(waiting)s in de wachtrij, %(given_up)s niet te bezorgen")
    meaning = _("Mail die nog verstuurd moet worden. Niet te bezorgen: het adres bestaat niet, of de server weigert.")
    advice = _("Meld dit aan beheer: de mailserver neemt geen mail aan.")
    shown = {"waiting": _number(waiting), "given_up": _number(given_up)}
    yield Line(_("Mail"), value % shown, age < MAIL_LATE, meaning, advice)


def _memory(told: Told) -> Iterator[Line]:
    number, size = told.of("web_processes") or 0, told.of("web_memory_bytes") or 0
    value = ngettext("%(size)s in %(number)d proces", "%(size)s in %(number)d processen", int(number))
    meaning = _("Geheugen van de website op deze computer. Elk proces houdt alle profielen in het geheugen.")
    yield Line(_("Geheugen"), value % {"size": filesizeformat(size), "number": number}, number > 0, meaning, "")


def _disk(told: Told) -> Iterator[Line]:
    free, size = told.of("disk_free_bytes") or 0, told.of("disk_size_bytes") or 1
    value = _("%(free)s vrij van %(size)s") % {"free": filesizeformat(free), "size": filesizeformat(size)}
    meaning = _("Is de schijf vol, dan kan de site geen inzage vastleggen. Dan toont zij ook geen profielen.")
    advice = _("Meld dit aan beheer: er moet ruimte komen.")
    yield Line(_("Schijf"), value, free / size > DISK_FULL, meaning, advice)


PARTS: tuple[Callable[[Told], Iterator[Line]], ...] = (
    _generation, _data, _runs, _workers, _seal, _mail, _memory, _disk,
)  # fmt: skip


def ago(seconds: float) -> str:
    """How long ago, in the largest unit that fits."""
    age = timedelta(seconds=seconds)
    if age < timedelta(minutes=2):
        return _("net")
    if age < timedelta(hours=2):
        return _("%(number)d minuten geleden") % {"number": seconds // 60}
    if age < timedelta(days=2):
        return _("%(number)d uur geleden") % {"number": seconds // 3600}
    return _("%(number)d dagen geleden") % {"number": age.days}


def _number(value: float) -> str:
    return str(number_format(int(value), force_grouping=True))
