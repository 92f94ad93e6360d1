"""What people ask of the site under load: a mix of calls, drawn for a crowd of members and staff."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from explorer.bench.open_loop import Call

WEBSITE = {"search": 60, "profile": 25, "words": 5, "write": 5, "staff": 5}
"""The mix of the website, with weights."""
API = {"api": 1}
"""Programs that search, and nothing else."""
CSRF = "benchmarkbenchmarkbenchmarkbench"
"""Any 32 letters will do, as long as cookie and header agree."""
SAVED = 0.3
"""The share of writes that keep a search; the others keep a candidate."""


@dataclass(frozen=True)
class Member:
    """One person of an organisation, signed in, and their program; `references` are of profiles seen before."""

    session: str
    token: str
    references: Sequence[str]


@dataclass(frozen=True)
class Staff:
    """An adviser or someone of UWV, signed in, and the pages they open."""

    session: str
    pages: Sequence[str]


@dataclass(frozen=True)
class Crowd:
    """Who calls, and what they search and type."""

    members: Sequence[Member]
    staff: Sequence[Staff]
    searches: Sequence[str]
    words: Sequence[str]


def drawn_calls(crowd: Crowd, mix: Mapping[str, int], number: int, seed: int) -> Iterator[Call]:
    """So many calls; equal seeds, equal calls."""
    dice = random.Random(seed)  # noqa: S311 - invented calls, no secret
    makers = {"search": _search, "profile": _profile, "words": _words, "write": _write, "staff": _staff, "api": _api}
    for kind in dice.choices(list(mix), list(mix.values()), k=number):
        yield makers[kind](crowd, dice)


def _search(crowd: Crowd, dice: random.Random) -> Call:
    return Call("search", f"/kandidaten/?{dice.choice(crowd.searches)}", _signed_in(dice.choice(crowd.members)))


def _profile(crowd: Crowd, dice: random.Random) -> Call:
    member = dice.choice(crowd.members)
    return Call("profile", f"/kandidaten/{dice.choice(member.references)}/", _signed_in(member))


def _words(crowd: Crowd, dice: random.Random) -> Call:
    begin = quote(dice.choice(crowd.words)[: dice.randint(2, 12)])
    return Call("words", f"/woorden/?begin={begin}", _signed_in(dice.choice(crowd.members)))


def _write(crowd: Crowd, dice: random.Random) -> Call:
    member = dice.choice(crowd.members)
    if dice.random() < SAVED:
        form = {"name": f"Zoekopdracht {dice.randrange(10**6)}", "query": dice.choice(crowd.searches)}
        return Call("write", "/zoekopdrachten/", _signed_in(member), form)
    return Call("write", "/selectie/", _signed_in(member), {"ref": dice.choice(member.references), "query": ""})


def _staff(crowd: Crowd, dice: random.Random) -> Call:
    one = dice.choice(crowd.staff)
    return Call("staff", dice.choice(one.pages), _signed_in(one))


def _api(crowd: Crowd, dice: random.Random) -> Call:
    headers = {"Authorization": f"Bearer {dice.choice(crowd.members).token}"}
    return Call("api", f"/api/v1/kandidaten?{dice.choice(crowd.searches)}", headers)


def _signed_in(one: Member | Staff) -> Mapping[str, str]:
    return {"Cookie": f"sessionid={one.session}; csrftoken={CSRF}", "X-CSRFToken": CSRF}
