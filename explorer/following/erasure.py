"""Takes people who are no longer published out of the sets of saved searches."""

from django.db import transaction
from pyroaring import BitMap

from explorer.following.members import Members, read, stored
from explorer.models import ProfileNumber, SearchState

BATCH = 100
MOMENTS = ("", "looked_", "told_")


def erase_gone() -> int:
    """Erases numbers of people who are gone, after every set that holds them; how many people."""
    gone = BitMap(ProfileNumber.objects.gone().values_list("pk", flat=True))
    last, states = 0, SearchState.objects.order_by("pk")
    while gone and (batch := list(states.filter(pk__gt=last).values_list("pk", flat=True)[:BATCH])):
        _take_out(batch, gone)
        last = batch[-1]
    numbers = list(gone)
    for start in range(0, len(numbers), BATCH):
        ProfileNumber.objects.filter(pk__in=numbers[start : start + BATCH]).delete()
    return len(numbers)


@transaction.atomic
def _take_out(states: list[int], gone: BitMap) -> None:
    for state in SearchState.objects.select_for_update().filter(pk__in=states):
        if changed := [name for moment in MOMENTS for name in _without(state, moment, gone)]:
            state.save(update_fields=changed)


def _without(state: SearchState, moment: str, gone: BitMap) -> list[str]:
    """Takes them out of one pair of sets; the names of the fields that changed."""
    names = [f"{moment}certain", f"{moment}possible"]
    members = Members(*(read(getattr(state, name)) for name in names))
    leaving = len(members.found & gone)
    if not leaving:
        return []
    rest = members.without(gone)
    setattr(state, names[0], stored(rest.certain))
    setattr(state, names[1], stored(rest.possible))
    if moment:
        counted = f"{moment}erased"
        setattr(state, counted, getattr(state, counted) + leaving)
        names.append(counted)
    return names
