"""Part three: every host loses its power in turn, under a stream of requests, and nothing is lost."""

import json
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

import psycopg

from tests.hosts import reading
from tests.hosts.generations import is_ready
from tests.hosts.network import Host
from tests.hosts.scaling import PROCESSES, State
from tests.hosts.site import Site, wait_until
from tests.hosts.story import Story
from tests.hosts.stream import KEEP, SEARCH, Stream, Sums, sums_of

WRITING = "AND backend_xid IS NOT NULL"
DARK = 15.0
"""Seconds that a web host stays without power, after the database noticed."""
MAILS = 100
POST = (
    "import django; django.setup(); from explorer.mail.outbox import post\n"
    f"for number in range({MAILS}):\n"
    "    post(to=f'nummer{number}@example.org', subject='Proef', text='Proef', kind='test')"
)
SHOWN = "SELECT count(*) FROM profiles_auditevent WHERE action = 'results' AND organisation <> ''"


@dataclass(frozen=True)
class Scene:
    """Who is on stage."""

    site: Site
    workers: Sequence[Host]
    stream: Stream
    story: Story

    def other(self, host: Host) -> Host:
        return next(one for one in self.workers if one is not host)


def begin_mails(scene: Scene, web: Host) -> None:
    """A hundred mails, put in the outbox on a web host; they take longer to send than the worker has to live."""
    web.run([sys.executable, "-c", POST], scene.site.environment(web))


def lose_worker(scene: Scene, host: Host, day: str, expected: State) -> None:
    """In the middle of a full sync. What a supervisor does is done here: beat and the sealer begin elsewhere."""
    site, story, begun = scene.site, scene.story, len(scene.stream.answers)
    story.part(f"{host.name} loses its power in the middle of a full sync")
    site.on_day(day)
    reading.begin(site)
    wait_until("Nothing is read.", lambda: reading.share_read(site) > 0.2)
    story.say(f"at {reading.share_read(site):.0%} of the records it goes dark")
    dark_at = cut(scene, host)
    site.clock(scene.other(host))
    story.say(f"beat and the sealer begin on {scene.other(host).name}")
    took = reading.finish(site)
    waited = time.monotonic() - dark_at
    story.say(f"the sync ended {waited:.0f} s later: {took.read:,} records, {took.published:,} cards")
    story.claim("it left the same as an undisturbed one (digests)", site.state == expected)
    tell_sums(scene, host, scene.stream.since(begun))
    story.note(f"{host.name}_sync_ended_after_s", round(waited))
    host.connect()
    site.worker(host, PROCESSES[4][0])
    site.mailer(host)
    wait_until(f"{host.name} does not come back.", lambda: f"worker@{host.name}" in site.workers(), 120)


def cut(scene: Scene, host: Host) -> float:
    """Takes its power at a moment at which it writes; says when the database noticed, and gives the moment."""
    of_it = f"SELECT count(*) FROM pg_stat_activity WHERE client_addr = '{host.address}'"
    with psycopg.connect(scene.site.address, autocommit=True) as line:

        def count(more: str = "") -> int:
            [[found]] = line.execute(f"{of_it} {more}".encode()).fetchall()
            return int(found)

        wait_until(f"{host.name} writes nothing.", lambda: count(WRITING), 60, pause=0)
        dark_at = time.monotonic()
        host.lose_power()
        open_ones = count(WRITING)
        wait_until("The database does not notice.", lambda: not count(), 60)
    waited = time.monotonic() - dark_at
    scene.story.say(f"with {open_ones} transaction(s) open, which PostgreSQL ended {waited:.0f} s later")
    scene.story.note(f"{host.name}_noticed_after_s", round(waited, 1))
    return dark_at


def lose_web(scene: Scene, host: Host) -> None:
    """In the middle of whatever it is answering."""
    story, begun = scene.story, len(scene.stream.answers)
    story.part(f"{host.name} loses its power")
    time.sleep(2)
    cut(scene, host)
    time.sleep(DARK)
    host.connect()
    back_at = time.monotonic()
    scene.site.web(host)
    wait_until(f"{host.name} does not come back.", lambda: is_ready(host), 120)
    story.say(f"ready again {time.monotonic() - back_at:.0f} s after it was switched on")
    time.sleep(DARK)
    tell_sums(scene, host, scene.stream.since(begun))


def tell_sums(scene: Scene, host: Host, sums: Sums) -> None:
    story = scene.story
    story.say(f"{sums.calls} requests meanwhile: {sums.second} at a second try, longest wait {sums.longest:.1f} s")
    story.claim(f"{sums.lost} of them were lost {' '.join(map(str, sums.errors))}".rstrip(), sums.lost == 0)
    story.note(f"{host.name}_dark", asdict(sums))


def settle_mails(scene: Scene) -> None:
    """A mail that a dead worker had in hand waits for the end of its ten minutes."""
    waiting = "SELECT count(*) FROM explorer_outgoingmail WHERE state = 'waiting'"
    wait_until("Mails wait.", lambda: scene.site.one(waiting) == 0, 900)
    taken = [line for line in (scene.site.others.folder / "mails").read_text().split() if line.startswith("nummer")]
    scene.story.claim(
        f"{len(set(taken))} of {MAILS} mails arrived, {len(taken) - len(set(taken))} of them twice",
        len(set(taken)) == MAILS,
    )
    scene.story.note("mails", {"posted": MAILS, "arrived": len(set(taken)), "taken": len(taken)})


def settle_stream(scene: Scene, shown_before: int) -> None:
    """Every answer is accounted for, in the database and in the audit log."""
    site, story, answers = scene.site, scene.story, scene.stream.answers
    kept = {name for (name,) in site.ask("SELECT name FROM explorer_savedsearch WHERE name LIKE 'Vraag %'")[1]}
    told = {one.call.body["naam"] for one in answers if one.call.kind == KEEP and not one.is_lost and one.call.body}
    story.claim(f"{len(told)} searches were kept, and each is there once", told <= kept and _once(site, kept))
    shown = [one for one in answers if one.call.kind == SEARCH and one.has_cards]
    logged = site.one(SHOWN) - shown_before
    story.claim(f"{len(shown)} answers showed cards to the program, {logged} are logged", logged >= len(shown))
    sums = sums_of(answers)
    story.claim(f"{sums.calls} requests in all, {sums.second} at a second try, {sums.lost} lost", sums.lost == 0)
    story.note("stream", asdict(sums))


def _once(site: Site, kept: set[str]) -> bool:
    return bool(site.one("SELECT count(*) FROM explorer_savedsearch WHERE name LIKE 'Vraag %'") == len(kept))


def settle_audit(scene: Scene) -> None:
    """The chain is whole, by the heads that the sealers of both worker hosts wrote."""
    waiting = "SELECT count(*) FROM profiles_auditpending"
    wait_until("Events wait for their seal.", lambda: scene.site.one(waiting) == 0)
    heads = [str(path) for host in scene.workers for path in (host.folder / "var/audit").glob("heads-*.log")]
    said: Mapping[str, object] = json.loads(
        scene.site.manage(scene.workers[0], "verify_audit", "--json", "--heads", *heads)
    )
    scene.story.claim(
        f"verify_audit: {said['events']} events, {said['unsealed']} unsealed, whole", said["ok"] is True
    )
    scene.story.note("audit", said)
