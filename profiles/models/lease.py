"""Work that one process at a time may do."""

import datetime as dt

from django.db import models
from django.db.models import Q


class LeaseQuerySet(models.QuerySet["Lease"]):
    """Taking and giving back."""

    def take(self, name: str, *, holder: str, at: dt.datetime, term: dt.timedelta) -> bool:
        """Whether this holder may go on: the lease was free, ran out, or was its own already."""
        self.get_or_create(name=name, defaults={"holder": "", "until": at})
        free = self.filter(Q(until__lte=at) | Q(holder=holder), name=name)
        return free.update(holder=holder, until=at + term) == 1

    def give_back(self, name: str, *, holder: str, at: dt.datetime) -> None:
        self.filter(name=name, holder=holder).update(until=at)


class Lease(models.Model):
    """Who does the work of this name, and until when at most; a process that died loses it by itself."""

    name = models.CharField(max_length=20, primary_key=True)
    holder = models.CharField(max_length=32)
    until = models.DateTimeField()

    objects = LeaseQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name
