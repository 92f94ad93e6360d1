"""Hides people at once: withdrawals do not wait for a release, and what they leave too small is covered too."""

from collections.abc import Collection, Iterable

from django.db import transaction

from profiles.anonymity.fallen import fallen
from profiles.gate import parents, seen
from profiles.models import Card, Generation, Live, Mask, Objection, Route, Withdrawal


@transaction.atomic
def withdraw(*, people: Iterable[str]) -> int:
    """Masks these people (profile keys) in every generation that is still served; returns how many cards.

    Who calls this calls `cover_fallen` after the transaction, which takes longer than others may wait for.
    """
    gone = set(people)
    routes = Route.objects.filter(profile_key__in=gone).values_list("generation_id", "number", "profile_key")
    published = {key for _generation, _number, key in routes}
    Withdrawal.objects.bulk_create([Withdrawal(profile_key=key) for key in sorted(published)], ignore_conflicts=True)
    return _mask((generation, number) for generation, number, _key in routes)


def cover_fallen(*, people: Collection[str]) -> int:
    """Masks who stays behind in a class or with a term that withdrawing these people left with fewer than k.

    They are hidden in the generations still served, until the next release gives them other labels. Returns how many.
    """
    places: dict[int, set[str]] = {}
    for generation, number in Route.objects.filter(profile_key__in=people).values_list("generation_id", "number"):
        card = Card.objects.of(generation).get(number=number)
        places.setdefault(generation, set()).add(card.place)
    return sum(_cover(Generation.objects.get(pk=generation), found) for generation, found in places.items())


def release_is_wanted() -> bool:
    """Whether somebody who may not be shown is still in the live generation: a release must leave them out."""
    live = Live.objects.filter(pk=1).first()
    return live is not None and Route.objects.filter(generation=live.generation_id, profile_key__in=hidden()).exists()


def hidden() -> set[str]:
    """The profile keys of everyone who may not be shown."""
    return {
        *Objection.objects.values_list("profile_key", flat=True),
        *Withdrawal.objects.values_list("profile_key", flat=True),
    }


def _cover(generation: Generation, places: set[str]) -> int:
    cards = dict(seen(Card.objects.of(generation.pk).visible().filter(place__in=places)))
    return _mask((generation.pk, number) for number in fallen(cards, parents(), generation.k))


def _mask(cards: Iterable[tuple[int, int]]) -> int:
    masks = [Mask(generation_id=generation, number=number) for generation, number in cards]
    Mask.objects.bulk_create(masks, ignore_conflicts=True)
    return len(masks)
