"""Hides people at once: withdrawals do not wait for a release."""

from collections.abc import Iterable

from django.db import transaction

from profiles.models import Mask, Route


@transaction.atomic
def withdraw(*, people: Iterable[str]) -> int:
    """Masks these people (profile keys) in every generation that is still served; returns how many cards."""
    routes = Route.objects.filter(profile_key__in=list(people)).values_list("generation_id", "number")
    masks = [Mask(generation_id=generation, number=number) for generation, number in routes]
    Mask.objects.bulk_create(masks, ignore_conflicts=True)
    return len(masks)
