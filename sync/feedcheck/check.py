"""Conducts the checks of a feed, one after another, and says what each found and what to do next."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from sync.feedcheck import access, questions, reading
from sync.feedcheck.trial import Trial, WrongError
from sync.sonar.client import FeedError


class State(StrEnum):
    RIGHT = "right"
    WRONG = "wrong"
    NOT_TRIED = "not tried"


@dataclass(frozen=True)
class Finding:
    """What one check found; `then` is what to do next, if something is wrong."""

    check: str
    state: State
    found: str
    then: str = ""


@dataclass(frozen=True)
class Check:
    """`look` says what is right or raises WrongError or FeedError; what follows a needed check is not tried then."""

    name: str
    look: Callable[[Trial], str]
    then: str
    is_needed: bool = False


SEE = "see docs/feed.openapi.json"
CHECKS = (
    Check("address", access.address, "Give the feed an address that begins with https://.", is_needed=True),
    Check(
        "token",
        access.token,
        f"Check host, port and certificate, SONAR_CLIENT_ID and SONAR_CLIENT_SECRET, and /oauth/token; {SEE}.",
        is_needed=True,
    ),
    Check("wrong secret", access.other_secret, "Have /oauth/token answer 401 to a wrong secret."),
    Check("no token", access.without_token, "Have the feed answer 401 to who has no token, or one that is over."),
    Check(
        "first page", questions.first_page, f"Bring the answer in the agreed form; {SEE}, Bladzijde.", is_needed=True
    ),
    Check("questions", questions.refusals, "Answer 400 (410 to an old momentopname) instead of something else."),
    Check("parts", questions.parts, f"Heed regio and momentopname; {SEE}, /v1/klanten.", is_needed=True),
    Check("pages", reading.pages, "Serve pages of one momentopname, every record on one of them; or raise --pages."),
    Check("records", reading.records, f"Correct these in the source; {SEE}, Klant and Onbruikbaar."),
    Check("changes", reading.changes, "Heed gewijzigdSinds: all that changed since, withdrawn records too."),
    Check("withdrawn", reading.withdrawn, f"Leave all else out: these people asked to be forgotten; {SEE}."),
    Check("register", questions.register, f"Answer the counts or an empty list; {SEE}, Register."),
)


def findings(trial: Trial) -> Iterator[Finding]:
    """One for each check, in order."""
    stopped = False
    for check in CHECKS:
        if stopped:
            yield Finding(check.name, State.NOT_TRIED, "Something before it must be right first.")
            continue
        found = _finding(check, trial)
        stopped = check.is_needed and found.state is State.WRONG
        yield found


def _finding(check: Check, trial: Trial) -> Finding:
    try:
        return Finding(check.name, State.RIGHT, check.look(trial))
    except (WrongError, FeedError) as error:
        return Finding(check.name, State.WRONG, str(error), check.then)


def is_fit(found: list[Finding]) -> bool:
    """Whether the feed may be connected."""
    return all(one.state is State.RIGHT for one in found)
