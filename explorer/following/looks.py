"""What changed since someone looked, and saying that one has looked."""

import datetime as dt

from django.db import transaction

from explorer.following.evaluate import current
from explorer.following.members import Difference, Members, difference, read
from explorer.models import SavedSearch, SearchState


def since_looked(state: SearchState) -> Difference:
    """What is different from when the owner last looked."""
    before = Members(read(state.looked_certain), read(state.looked_possible))
    return difference(before, current(state), state.looked_erased)


def since_told(state: SearchState) -> Difference:
    """What is different from the last mail about it."""
    before = Members(read(state.told_certain), read(state.told_possible))
    return difference(before, current(state), state.told_erased)


@transaction.atomic
def note_look(*, search: SavedSearch, generation: int, at: dt.datetime) -> bool:
    """The owner has seen all that changed up to this generation. False when there is a newer one by now."""
    state = SearchState.objects.select_for_update().filter(search=search, generation=generation).first()
    if state is None:
        return False
    state.looked_certain = state.told_certain = state.certain
    state.looked_possible = state.told_possible = state.possible
    state.looked_erased = state.told_erased = 0
    state.looked_at = at
    state.save()
    return True
