"""Part two: both web hosts serve a new generation soon after its release, and answer the same."""

import csv
import json
import re
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

import httpx

from tests.hosts import reading
from tests.hosts.network import ROOT, Host
from tests.hosts.site import DOMAIN, WEB_PORT, Site, wait_until
from tests.hosts.story import Story

SOON = 5.0
"""Seconds after a release within which every web host must serve it."""
WATCHED = 15.0
SEARCHES = 200
PROXIED = {"Host": DOMAIN, "X-Forwarded-Proto": "https"}


def address_of(host: Host) -> str:
    return f"http://{host.address}:{WEB_PORT}"


def words() -> list[str]:
    """Searches as in an address: those that employers typically do, in one region after the other."""
    with (ROOT / "explorer/typical_searches.csv").open(encoding="utf-8") as lines:
        typical = [row["search"] for row in csv.DictReader(lines)]
    return [f"{typical[number % len(typical)]}&regio={number % 35 + 1}" for number in range(SEARCHES)]


def get(host: Host, path: str, token: str = "") -> httpx.Response:
    """An answer of this very host, over a connection of its own: any of its processes may take it."""
    headers = {**PROXIED, **({"Authorization": token} if token else {})}
    return httpx.get(f"{address_of(host)}{path}", headers=headers, trust_env=False, timeout=30)


def is_ready(host: Host) -> bool:
    try:
        return get(host, "/readyz").is_success
    except httpx.TransportError:
        return False


@dataclass
class Watch:
    """Asks a web host again and again which generation its answers are of, and when it asked."""

    host: Host
    token: str
    seen: list[tuple[float, int]] = field(default_factory=list)
    is_over: threading.Event = field(default_factory=threading.Event)

    def look(self) -> None:
        while not self.is_over.wait(0.05):
            asked_at = time.time()
            stand = get(self.host, "/api/v1/kandidaten?regio=4", self.token).json()["stand"]
            self.seen.append((asked_at, int(stand.partition("-")[0])))

    def last_before(self, generation: int) -> float:
        """When it last answered of an older one."""
        return max(at for at, seen in self.seen if seen < generation)

    def first_of(self, generation: int) -> float:
        return min((at for at, seen in self.seen if seen == generation), default=float("inf"))


def switch(site: Site, webs: Sequence[Host], token: str, day: str, story: Story) -> None:
    """A release while both are watched, and how long each still answered of the generation before."""
    story.part("A release: when does each web host serve the new generation?")
    watches = [Watch(host, token) for host in webs]
    threads = [threading.Thread(target=watch.look, daemon=True) for watch in watches]
    for thread in threads:
        thread.start()
    site.on_day(day)
    reading.begin(site)
    reading.finish(site)
    row = "SELECT generation_id, EXTRACT(epoch FROM switched_at)::float FROM profiles_live"
    [(generation, switched_at)] = site.ask(row)[1]
    wait_until("", lambda: time.time() > switched_at + WATCHED)
    for watch, thread in zip(watches, threads, strict=True):
        watch.is_over.set()
        thread.join()
        _tell(watch, generation, switched_at, story)


def _tell(watch: Watch, generation: int, switched_at: float, story: Story) -> None:
    first, last = watch.first_of(generation) - switched_at, watch.last_before(generation) - switched_at
    name = watch.host.name
    story.say(f"{name}: first answer of it asked {first:.1f} s after the release, last of the old one {last:.1f} s")
    story.claim(f"{name} serves the new generation within {SOON:.0f} s", first >= 0 and last <= SOON)
    story.note(f"{name}_serves_after_s", round(max(first, last), 1))


def compare(webs: Sequence[Host], token: str, story: Story) -> None:
    """The same searches of the same program on both: every byte of the answer is to be the same.

    They are asked once before, so that no profile is new to the program on one host and known on the other.
    """
    story.part("Two web hosts, one answer")
    first, second = webs
    equal = 0
    for one in words():
        path = f"/api/v1/kandidaten?{one}"
        get(first, path, token)
        answers = [get(host, path, token) for host in (second, first)]
        equal += all(answer.is_success for answer in answers) and _plain(answers[0]) == _plain(answers[1])
    story.claim(f"{equal} of {SEARCHES} searches: same people, order, references, counts", equal == SEARCHES)
    story.note("equal_answers", equal)
    names = [set(re.findall(r"/static/[^\"' >]+", get(host, "/").text)) for host in webs]
    asked = [get(host, path).is_success for host, paths in zip((second, first), names, strict=True) for path in paths]
    story.claim(f"each serves the {len(names[0])} style sheets and scripts that pages of the other name", all(asked))


def _plain(answer: httpx.Response) -> str:
    return json.dumps(answer.json(), sort_keys=True)
