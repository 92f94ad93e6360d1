"""`python -m tests.hosts`: a site on two web hosts and two worker hosts, shown and measured; `make hosts`."""

import argparse
import datetime as dt
import json
import os
import signal
import sys
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from tests.hosts import generations, losses, scaling
from tests.hosts.balancer import Balancer
from tests.hosts.network import ROOT, Host, NoNamespacesError, hosts_of
from tests.hosts.site import DOMAIN, Site, prepared, wait_until
from tests.hosts.story import Story
from tests.hosts.stream import stream

NAMES = ("data", "others", "web1", "web2", "work1", "work2")
WEEKS = 4
RESULT = ROOT / ".build" / "hosts.json"


def main(profiles: int) -> int:
    """Gives the exit status: 0 when every claim holds."""
    story = Story()
    story.say(f"Six hosts, each in a network namespace of its own, on one machine of {os.cpu_count()} cores;")
    story.say(f"{profiles:,} profiles. They share one PostgreSQL and one Valkey, over the network, and no folder.")
    with tempfile.TemporaryDirectory(prefix="kv-hosts-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)  # PostgreSQL runs as another user
        try:
            with hosts_of(NAMES, Path(folder)) as hosts:
                told(hosts, profiles, story)
        except NoNamespacesError as error:
            sys.stderr.write(f"No network of namespaces can be made here: {error}\n")
            return 1
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(story.result(), indent=1))
    story.part(f"{len(story.broken)} claims are broken; {story.seconds:.0f} s; figures: {RESULT.relative_to(ROOT)}")
    return 1 if story.broken else 0


def told(hosts: Sequence[Host], profiles: int, story: Story) -> None:
    """The whole story; when it breaks off, what the hosts said last."""
    data, others, *webs_and_workers = hosts
    webs, workers = webs_and_workers[:2], webs_and_workers[2:]
    today = dt.datetime.now(dt.UTC).date()
    first, *days = [str(today - dt.timedelta(weeks=ago)) for ago in reversed(range(WEEKS))]
    (others.folder / "day").write_text(first)
    try:
        empty, token = prepared(data, others, workers[0], profiles)
        sites = scaling.scale(empty, workers, story)
        states = scaling.undisturbed(sites[2], workers, days, story)
        serve(sites[4], webs, workers)
        generations.switch(sites[4], webs, token, days[0], story)
        story.claim("what it published is what the other site has (digests)", sites[4].state == states[days[0]])
        generations.compare(webs, token, story)
        endure(sites[4], webs, workers, token, {day: states[day] for day in days[1:]}, story)
    except Exception:
        sys.stderr.write("\n".join(host.last_words() for host in hosts))
        raise


def serve(site: Site, webs: Sequence[Host], workers: Sequence[Host]) -> None:
    """All of it runs: two web hosts, two worker hosts, and one clock."""
    scaling.with_workers(site, workers, scaling.PROCESSES[4])
    for host in workers:
        site.mailer(host)
    site.clock(workers[0])
    for host in webs:
        site.web(host)
        wait_until(f"{host.name} is not ready.", partial(generations.is_ready, host), 120)


def endure(
    site: Site,
    webs: Sequence[Host],
    workers: Sequence[Host],
    token: str,
    states: dict[str, scaling.State],
    story: Story,
) -> None:
    """One host after the other goes dark; afterwards everything is counted."""
    balancer = Balancer([generations.address_of(host) for host in webs], DOMAIN)
    shown = site.one(losses.SHOWN)
    with stream(balancer, token, generations.words()) as asked:
        scene = losses.Scene(site, workers, asked, story)
        losses.begin_mails(scene, webs[1])
        for host, (day, expected) in zip(workers, states.items(), strict=True):
            losses.lose_worker(scene, host, day, expected)
        for host in webs:
            losses.lose_web(scene, host)
    story.part("What is left of it all")
    losses.settle_stream(scene, shown)
    losses.settle_audit(scene)
    losses.settle_mails(scene)


def stopped(*_: object) -> None:
    """As Ctrl-C, so that everything is ended and taken down."""
    raise KeyboardInterrupt


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, stopped)
    asked = argparse.ArgumentParser(prog="python -m tests.hosts", description=__doc__)
    asked.add_argument("--profiles", type=int, default=20_000)
    try:
        sys.exit(main(asked.parse_args().profiles))
    except KeyboardInterrupt:
        sys.exit(130)
