"""Takes away what is kept too long: of visitors whose session ended, of people who withdrew, of idle accounts."""

import datetime as dt
from importlib import import_module

from django.conf import settings
from django.db.models import Exists, OuterRef, Q

from explorer.following.erasure import erase_gone
from explorer.models import OutgoingMail, ProfileReference, SavedSearch, SearchChange, ShortlistEntry
from explorer.search.index.store import erase_old_snapshots
from profiles.models import Route

IDLE = dt.timedelta(days=2 * 365)
MAIL_IS_COUNTED = dt.timedelta(days=30)
UNDO_FOR = dt.timedelta(hours=1)
CHANGES_ARE_KEPT = dt.timedelta(days=30)
TAKE_BACK = dt.timedelta(days=7)
BATCH = 2000  # rows in one transaction, so that no page waits


def forget_visitors(*, at: dt.datetime) -> int:
    """Erases what visitors and networks saw and kept, and sessions, past their term; how many references.

    The term is how long a session lasts without being changed (SESSION_COOKIE_AGE): two weeks.
    """
    before = at - dt.timedelta(seconds=settings.SESSION_COOKIE_AGE)
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    ShortlistEntry.objects.of_visits_before(before).delete()
    expired, erased = ProfileReference.objects.of_visitors().filter(first_shown_at__lt=before), 0
    while batch := list(expired.values_list("pk", flat=True)[:BATCH]):
        erased += ProfileReference.objects.filter(pk__in=batch).delete()[0]
    return erased


def erase_withdrawn() -> int:
    """Erases the references to people who are no longer published, and files that still hold them; how many went.

    On a shortlist nothing stays of them but that there was somebody: its holder is told so, and not why.
    """
    erase_old_snapshots()
    ShortlistEntry.objects.unpublished().removed().delete()
    ShortlistEntry.objects.unpublished().update(profile_key="", note="", query="")
    erase_gone()
    published = Route.objects.filter(profile_key=OuterRef("profile_key"))
    gone, erased = ProfileReference.objects.exclude(Exists(published)), 0
    while batch := list(gone.values_list("pk", flat=True)[:BATCH]):
        erased += ProfileReference.objects.filter(pk__in=batch).delete()[0]
    return erased


def forget_removed(*, at: dt.datetime) -> int:
    """Erases what was taken off a shortlist and can no longer be put back; how many."""
    return ShortlistEntry.objects.removed().filter(removed_at__lt=at - UNDO_FOR).delete()[0]


def forget_idle_shortlists(*, at: dt.datetime) -> int:
    """Erases shortlists of people who did not sign in for two years; how many entries."""
    before = at - IDLE
    idle = Q(owner__isnull=False) & (Q(owner__last_login=None) | Q(owner__last_login__lt=before))
    return ShortlistEntry.objects.filter(idle, kept_at__lt=before).delete()[0]


def forget_thrown_away(*, at: dt.datetime) -> int:
    """Erases saved searches that were thrown away a week ago, and changes of searches of a month ago; how many."""
    SearchChange.objects.filter(released_at__lt=at - CHANGES_ARE_KEPT).delete()
    return SavedSearch.objects.filter(thrown_away_at__lt=at - TAKE_BACK).delete()[0]


def forget_idle_searches(*, at: dt.datetime) -> int:
    """Erases saved searches of people who did not sign in for two years; how many."""
    before = at - IDLE
    idle = Q(owner__last_login=None) | Q(owner__last_login__lt=before)
    return SavedSearch.objects.filter(idle, saved_at__lt=before).delete()[0]


def forget_mail(*, at: dt.datetime) -> int:
    """Erases the rows of mail that ended a month ago (they hold no address or text any more); how many."""
    return OutgoingMail.objects.filter(ended_at__lt=at - MAIL_IS_COUNTED).delete()[0]
