"""What can become of a candidate in a contact request, step by step. Plain Python: no Django, no clock."""

from enum import Enum


class State(Enum):
    """Where one candidate of a request is; the values are stored."""

    RECEIVED = "received"
    TAKEN = "taken"
    ASKED = "asked"
    INTRODUCED = "introduced"
    IMPOSSIBLE = "impossible"
    CLOSED = "closed"


class Reason(Enum):
    """Why it was not possible, as the employer reads it.

    `UNAVAILABLE` is said of whoever withdrew, refused, or is published no more: nobody can tell which.
    """

    UNAVAILABLE = "unavailable"
    WORK_DIFFERS = "work_differs"
    FILLED = "filled"


class Outcome(Enum):
    """How it ended after the introduction."""

    HIRED = "hired"
    TRIAL = "trial"
    NOT_HIRED = "not_hired"


class Sentence(Enum):
    """What an adviser can tell an asker meanwhile: fixed sentences, so that nothing slips in about a person."""

    TRYING = "trying"
    WILL_CALL = "will_call"
    LATER = "later"
    TRIAL = "trial"


class StepError(ValueError):
    """This step cannot follow on that state: somebody was first."""


NEXT: dict[State, frozenset[State]] = {
    State.RECEIVED: frozenset({State.TAKEN, State.IMPOSSIBLE}),
    State.TAKEN: frozenset({State.RECEIVED, State.TAKEN, State.ASKED, State.IMPOSSIBLE}),
    State.ASKED: frozenset({State.TAKEN, State.ASKED, State.INTRODUCED, State.IMPOSSIBLE}),
    State.INTRODUCED: frozenset({State.CLOSED}),
    State.IMPOSSIBLE: frozenset(),
    State.CLOSED: frozenset(),
}
"""From each state to where. `RECEIVED` again hands it back, `TAKEN` again hands it over, `ASKED` again reminds."""
MEANWHILE = frozenset({State.RECEIVED, State.TAKEN, State.ASKED})
"""In these an adviser can tell the asker something, and the asker can still look at the card."""
OPEN = frozenset({State.RECEIVED, State.TAKEN, State.ASKED, State.INTRODUCED})
UNANSWERED = frozenset({State.RECEIVED, State.TAKEN})
"""Until here the clock of the first answer runs."""


def require_step(before: State, after: State) -> None:
    """Raises StepError where this is no step."""
    if after not in NEXT[before]:
        raise StepError(f"{before.value} → {after.value}")
