"""Part one: the same country read by one, two and four worker processes on two hosts, and how fast."""

from collections.abc import Mapping, Sequence

from tests.hosts import reading
from tests.hosts.network import Host
from tests.hosts.site import Site, wait_until
from tests.hosts.story import Story

PROCESSES = {1: (1, 0), 2: (1, 1), 4: (2, 2)}
"""How many each of the worker hosts has."""
Workers = Sequence[Host]
State = Mapping[str, str]


def scale(prepared: Site, workers: Workers, story: Story) -> dict[int, Site]:
    """Reads into an empty database for each number of processes; gives the sites, which must all be the same."""
    story.part("One country, read by more and more worker processes")
    sites = {}
    for number, (processes, shared) in enumerate(PROCESSES.items(), 1):
        site = sites[processes] = prepared.copied(f"site{processes}", number)
        with_workers(site, workers, shared)
        reading.begin(site)
        _tell(story, processes, reading.finish(site))
        stop(workers)
    states = [site.state for site in sites.values()]
    story.claim("they all published the same, down to the last field (digests)", states[1:] == states[:-1])
    story.note("cards", states[0]["cards"])
    return sites


def undisturbed(site: Site, workers: Workers, days: Sequence[str], story: Story) -> dict[str, State]:
    """What a full sync leaves on each of these days when nothing happens to anybody."""
    story.part("The weeks that follow, read while nothing happens to anybody: what later syncs are compared with")
    with_workers(site, workers, PROCESSES[4])
    states: dict[str, State] = {}
    for day in days:
        site.on_day(day)
        reading.begin(site)
        took = reading.finish(site)
        states[day] = site.state
        story.say(f"{day}: {took.read:,} records, {took.applied:,} of them new or changed, {took.seconds:.0f} s")
    stop(workers)
    return states


def with_workers(site: Site, workers: Workers, processes: Sequence[int]) -> None:
    """They have begun, and answer."""
    wanted = [(host, number) for host, number in zip(workers, processes, strict=True) if number]
    for host, number in wanted:
        site.worker(host, number)
    names = {f"worker@{host.name}" for host, _ in wanted}
    wait_until("The workers do not answer.", lambda: names <= site.workers(), 120)


def stop(workers: Workers) -> None:
    for host in workers:
        host.stop_all()


def _tell(story: Story, processes: int, took: reading.Took) -> None:
    whole, alone = f"{took.rate:,} records/s to the end", f"{took.reading_rate:,} while reading"
    story.say(f"{processes} process(es): {took.read:,} records in {took.seconds:.1f} s, {whole}, {alone}")
    figures = {"records": took.read, "records_per_second": took.rate, "reading": took.reading_rate}
    story.note(f"sync_{processes}", figures)
