"""One full sync of a site: asked for, waited for, and told in figures."""

from dataclasses import dataclass

from tests.hosts.site import Site, wait_until

LAST = "FROM sync_syncrun ORDER BY id DESC LIMIT 1"
TOOK = (
    "SELECT r.read, EXTRACT(epoch FROM r.finished_at - r.started_at)::float,"
    " EXTRACT(epoch FROM (SELECT max(heartbeat_at) FROM sync_shard s WHERE s.run_id = r.id) - r.started_at)::float,"
    " r.applied, r.published FROM sync_syncrun r ORDER BY r.id DESC LIMIT 1"
)


@dataclass(frozen=True)
class Took:
    """Records read, seconds of the whole and of the reading alone, records that changed something, and cards."""

    read: int
    seconds: float
    reading: float
    applied: int
    published: int

    @property
    def rate(self) -> int:
        """Records a second, from the start until it was published and counted."""
        return round(self.read / self.seconds)

    @property
    def reading_rate(self) -> int:
        """Records a second while they were read."""
        return round(self.read / self.reading)


def begin(site: Site) -> None:
    """Asks for a full run, by a message to the workers, and waits until they read."""
    before = runs(site)
    site.send("sync.run", "full")
    wait_until("No sync began.", lambda: runs(site) > before)


def finish(site: Site) -> Took:
    """Waits for its end; raises AssertionError when it failed."""
    wait_until("The sync does not end.", lambda: site.one(f"SELECT state {LAST}") not in ("reading", "releasing"))
    assert site.one(f"SELECT state {LAST}") == "done", site.one(f"SELECT error {LAST}")
    [row] = site.ask(TOOK)[1]
    return Took(*row)


def runs(site: Site) -> int:
    return int(site.one("SELECT count(*) FROM sync_syncrun"))


def share_read(site: Site) -> float:
    """Of the run that goes on, by the pages that are in."""
    read = "SELECT COALESCE(sum(s.read), 0)::float / GREATEST(max(r.total), 1) FROM sync_shard s"
    newest = "(SELECT max(id) FROM sync_syncrun)"
    return float(site.one(f"{read} JOIN sync_syncrun r ON r.id = s.run_id WHERE r.id = {newest}"))
