"""Tells everyone, the website included, how far the sync is."""

import datetime as dt

from profiles.models import Progress


def report(*, step: str, at: dt.datetime, done: int = 0, total: int = 0, message: str = "") -> None:
    """Writes the one progress row; `complete_at` stays what it was."""
    Progress.objects.update_or_create(
        id=1, defaults={"step": step, "done": done, "total": total, "message": message[:200], "changed_at": at}
    )


def report_complete(*, at: dt.datetime) -> None:
    """A complete feed was read and published: the data shown are as of now."""
    Progress.objects.update_or_create(
        id=1, defaults={"step": Progress.Step.DONE, "message": "", "changed_at": at, "complete_at": at}
    )


def complete_at() -> dt.datetime | None:
    """When the data that are shown now were complete; None before the first sync."""
    return Progress.objects.filter(pk=1).values_list("complete_at", flat=True).first()
