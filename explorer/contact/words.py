"""Contact requests in words, for the asker's pages."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from explorer.contact.states import MEANWHILE, Outcome, Reason, Sentence, State
from explorer.models import ContactCandidate


@dataclass(frozen=True)
class Step:
    """One of the steps on the way to a job; `place` is done, now or next."""

    label: str
    place: str


@dataclass(frozen=True)
class CandidateView:
    """One candidate as the asker sees it: reference and state; nothing of region or person."""

    code: str
    state: str
    text: str
    is_over: bool
    questions: tuple[str, ...]
    steps: tuple[Step, ...] = ()
    sentence: str = ""
    is_suggested: bool = False
    can_be_seen: bool = False
    """Whether the card may still be looked at."""


def candidate_view(row: ContactCandidate) -> CandidateView:
    """In words of the asker."""
    state = State(row.state)
    return CandidateView(
        code=row.code,
        state=state.value,
        text=asker_text(row),
        is_over=state in (State.IMPOSSIBLE, State.CLOSED),
        questions=tuple(row.questions),
        steps=_steps(state),
        sentence=sentence_text(Sentence(row.sentence)) if row.sentence else "",
        is_suggested=row.is_suggested,
        can_be_seen=state in MEANWHILE,
    )


def asker_text(row: ContactCandidate) -> str:
    """Where a candidate is, and why when it was not possible."""
    if row.state == State.IMPOSSIBLE.value:
        return reason_text(Reason(row.reason))
    if row.state == State.CLOSED.value:
        return outcome_text(Outcome(row.outcome))
    return {
        State.RECEIVED: _("Ontvangen. Binnen twee werkdagen hoort u iets."),
        State.TAKEN: _("Een adviseur is ermee bezig."),
        State.ASKED: _("Aan de kandidaat gevraagd. Wij wachten op antwoord."),
        State.INTRODUCED: _("U hebt kennisgemaakt."),
    }[State(row.state)]


def _steps(state: State) -> tuple[Step, ...]:
    """The way of a candidate; none where it ended early, so that it does not show how far it came."""
    labels = {
        State.RECEIVED: _("Ontvangen"),
        State.TAKEN: _("Opgepakt"),
        State.ASKED: _("Kandidaat gevraagd"),
        State.INTRODUCED: _("Kennisgemaakt"),
        State.CLOSED: _("Afgerond"),
    }
    if state not in labels:
        return ()
    order = list(labels)
    now = order.index(state)
    places = ["done" if place < now else "now" if place == now else "next" for place in range(len(order))]
    return tuple(Step(labels[one], place) for one, place in zip(order, places, strict=True))


def sentence_text(sentence: Sentence) -> str:
    """What an adviser can tell the asker meanwhile."""
    return {
        Sentence.TRYING: _("Wij proberen de kandidaat te bereiken."),
        Sentence.WILL_CALL: _("Een adviseur neemt contact met u op over het werk."),
        Sentence.LATER: _("Het duurt iets langer. U hoort binnen een week meer."),
        Sentence.TRIAL: _("Een proefplaatsing kan. De adviseur bespreekt dit met u."),
    }[sentence]


def reason_text(reason: Reason) -> str:
    """The fixed sentences with which something is not possible."""
    return {
        Reason.UNAVAILABLE: _("Deze kandidaat is nu niet beschikbaar."),
        Reason.WORK_DIFFERS: _("Het werk past nu niet bij deze kandidaat."),
        Reason.FILLED: _("Het werk is al vergeven."),
    }[reason]


def outcome_text(outcome: Outcome) -> str:
    """How it ended."""
    return {
        Outcome.HIRED: _("Aangenomen."),
        Outcome.TRIAL: _("Op proef aan het werk."),
        Outcome.NOT_HIRED: _("Niet aangenomen."),
    }[outcome]
