"""Checks of single questions: the form of a page, parts that add up, refusals, and the register."""

from functools import partial

from profiles.calendar import day_of
from profiles.quarters import Quarter
from sync.feedcheck.access import status_of
from sync.feedcheck.document import differences
from sync.feedcheck.trial import Trial, WrongError
from sync.run import REGIONS

CLIENTS, REGISTER = "/v1/klanten", "/v1/doelgroepregister"
FEW = 3
CLIENT_ERRORS = range(400, 500)
SENSELESS = {
    "an unknown parameter": {"onbekend": "1"},
    "region 36": {"regio": "36"},
    "an unknown cursor": {"cursor": "no-such-page"},
    "an unknown momentopname": {"momentopname": "no-such-snapshot"},
    "a gewijzigdSinds that is no moment": {"gewijzigdSinds": "gisteren"},
}


def first_page(trial: Trial) -> str:
    page = trial.client.ask(CLIENTS, {"limit": str(FEW)})
    if names := differences("Bladzijde", page):
        raise WrongError(f"The answer is not as the document says: {', '.join(names)}.")
    if len(page["items"]) > FEW:
        raise WrongError(f"limit is not heeded: {FEW} records were asked, {len(page['items'])} came.")
    trial.whole = trial.client.page(size=1)
    if not trial.whole.total:
        raise WrongError("The feed holds no records, so that nothing can be tried.")
    return f"In the agreed form; the feed holds {trial.whole.total} records."


def parts(trial: Trial) -> str:
    """Asks for every part as a full run does, of one snapshot."""
    for region in REGIONS:
        page = trial.client.page(region=region, snapshot=trial.whole.snapshot, size=1)
        if page.snapshot != trial.whole.snapshot:
            raise WrongError(f"Asked for a momentopname, part {region} answers with another one.")
        trial.parts[region] = page.total
    found = sum(trial.parts.values())
    if found != trial.whole.total:
        raise WrongError(f"The {len(REGIONS)} parts hold {found} records together, the whole {trial.whole.total}.")
    filled = sum(1 for total in trial.parts.values() if total)
    return f"{len(REGIONS)} parts add up to the whole; {filled} of them hold records."


def refusals(trial: Trial) -> str:
    """A question that is not understood must not be answered as if it was another one."""
    accepted = [
        name
        for name, query in SENSELESS.items()
        if status_of(partial(trial.client.ask, CLIENTS, {"limit": "1", **query})) not in CLIENT_ERRORS
    ]
    if accepted:
        raise WrongError(f"Not refused: {', '.join(accepted)}.")
    return f"{len(SENSELESS)} senseless questions are refused."


def register(trial: Trial) -> str:
    today = day_of(trial.at)
    day = Quarter(today.year, (today.month + 2) // 3).previous().last_day
    body = trial.client.ask(REGISTER, {"peildatum": day.isoformat()})
    if names := differences("Register", body):
        raise WrongError(f"The answer is not as the document says: {', '.join(names)}.")
    return f"Counts of {len(trial.client.register(day))} of 35 regions on {day}; the others are unknown."
