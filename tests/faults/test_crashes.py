"""The fault matrix, our own part: processes that are killed, databases that fail, and two syncs at once.

Real workers, a real broker and a real database; the feed is slow, so that there is time to do harm.
"""

import random
import shutil
import sqlite3
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.faults.people import people
from tests.faults.plant import Plant, copied, kill, kill_children, plant, prepared

DATABASES = ["sqlite", pytest.param("postgres", marks=pytest.mark.slow)]


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return prepared(tmp_path_factory.mktemp("template"))


Fresh = Callable[[], str]


@pytest.fixture(params=DATABASES)
def fresh(request: pytest.FixtureRequest, template: Path, tmp_path: Path) -> Fresh:
    """Makes databases with nobody in them, and gives the address of each."""
    if request.param == "sqlite":
        return lambda: copied(template, tmp_path / uuid.uuid4().hex[:8])
    server: str = request.getfixturevalue("postgres_template")

    def create() -> str:
        name = f"t{uuid.uuid4().hex[:10]}"
        with psycopg.connect(server, autocommit=True) as database:
            database.execute(f"CREATE DATABASE {name} TEMPLATE prepared".encode())
        return _named(server, name)

    return create


@pytest.fixture(scope="session")
def postgres_template(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A server with a database `prepared` that has tables and reference data."""
    with psycopg.connect(postgres, autocommit=True) as database:
        database.execute("CREATE DATABASE prepared")
    prepared(tmp_path_factory.mktemp("prepared"), _named(postgres, "prepared"))
    return postgres


def _named(server: str, name: str) -> str:
    """The same server's other database."""
    return urlsplit(server)._replace(path=f"/{name}").geturl()


@pytest.fixture(scope="session")
def calm() -> dict[str, dict[str, str]]:
    """What an undisturbed run left, by kind of database."""
    return {}


@pytest.fixture
def undisturbed(fresh: Fresh, tmp_path: Path, calm: dict[str, dict[str, str]]) -> dict[str, str]:
    """What a run leaves that nothing happens to."""
    address = fresh()
    kind = address.partition(":")[0]
    if kind not in calm:
        with plant(tmp_path / "undisturbed", address) as found:
            assert found.sync().wait(60) == 0, found.last_words()
            calm[kind] = found.state
    return calm[kind]


@pytest.fixture
def site(fresh: Fresh, tmp_path: Path) -> Iterator[Plant]:
    with plant(tmp_path / "site", fresh()) as site:
        yield site


def assert_whole(site: Plant, undisturbed: dict[str, str]) -> None:
    """Everything is as if nothing had happened, and every record of the feed is accounted for."""
    assert site.state == undisturbed
    sums = "SELECT read, total, applied + unchanged + quarantined + stale FROM sync_syncrun ORDER BY id DESC LIMIT 1"
    [row] = site.ask(sums)[1]
    assert tuple(row) == (len(people()),) * 3


class TestKilled:
    def test_the_worker_with_its_child(self, site: Plant, undisturbed: dict[str, str]) -> None:
        site.broker()
        worker = site.worker()
        site.begin()

        kill(worker)
        site.worker()

        site.finish()
        assert_whole(site, undisturbed)

    @pytest.mark.slow
    def test_the_child_in_which_the_worker_works(self, site: Plant, undisturbed: dict[str, str]) -> None:
        site.broker()
        worker = site.worker()
        site.begin()

        kill_children(worker)

        site.finish()
        assert_whole(site, undisturbed)

    @pytest.mark.slow
    def test_the_broker(self, site: Plant, undisturbed: dict[str, str]) -> None:
        broker = site.broker()
        site.worker()
        site.begin()

        kill(broker)
        time.sleep(0.5)
        site.broker()

        site.finish()
        assert_whole(site, undisturbed)

    @pytest.mark.slow
    def test_the_broker_with_all_that_it_held(self, site: Plant, undisturbed: dict[str, str]) -> None:
        broker = site.broker()
        worker = site.worker()
        site.begin()

        kill(worker)
        kill(broker)
        shutil.rmtree(site.folder / "broker")
        site.broker()
        site.worker()

        site.finish()
        assert_whole(site, undisturbed)

    @pytest.mark.slow
    def test_beat_which_begins_again_where_it_was(self, site: Plant, undisturbed: dict[str, str]) -> None:
        site.broker()
        worker = site.worker()
        site.begin()
        beat = site.beat()
        time.sleep(3)

        kill(beat)
        kill(worker)
        site.worker()
        site.beat()

        site.wait_until(lambda: site.last_state() == "done")
        assert_whole(site, undisturbed)

    @pytest.mark.parametrize(
        "moment",
        [
            "sync.release._switch",
            *(
                pytest.param(name, marks=pytest.mark.slow)
                for name in (
                    "sync.intake.upsert",
                    "sync.run.pass_guard",
                    "sync.run.count_quarters",
                    "sync.release.write",
                )
            ),
        ],
    )
    def test_at_a_moment_that_matters(self, site: Plant, undisturbed: dict[str, str], moment: str) -> None:
        """In the middle of a page, before and after the guard, in the release, and between writing and switching."""
        site.broker()
        worker = site.worker(HASTY_CRASH=moment, HASTY_ONCE=str(site.folder / "crashed"))
        site.send("sync.run", "full")
        site.wait_until((site.folder / "crashed").exists)
        kill(worker)
        site.worker()

        site.finish()
        assert_whole(site, undisturbed)


@pytest.mark.slow
def test_a_record_that_kills_every_worker_is_set_aside_and_the_others_are_read(site: Plant) -> None:
    poison = next(one["klantId"] for one in people() if one["toestemming"] == "Ja")
    site.broker()
    site.worker(HASTY_POISON=poison)
    site.send("sync.run", "full")
    site.wait_until(site.has_begun)

    site.finish()

    assert site.one("SELECT count(*) FROM sync_rejection WHERE reason = 'kills_worker'") == 1
    assert site.one("SELECT quarantined FROM sync_syncrun ORDER BY id DESC LIMIT 1") == 3
    healthy = [one for one in people() if one["klantsoort"] in ("GEM", "UWV") and one["klantId"] != poison]
    assert site.one("SELECT count(*) FROM sync_censusrow") == len(healthy)


class TestTwoAtOnce:
    def test_one_is_refused_and_nothing_is_there_twice(self, site: Plant, undisturbed: dict[str, str]) -> None:
        meeting = str(site.folder / "meeting")
        both = [site.sync(HASTY_TWO=meeting), site.sync(HASTY_TWO=meeting)]

        ends = sorted(process.wait(60) for process in both)

        assert ends == [0, 1], site.last_words()
        assert "Another sync is running" in site.last_words()
        assert_whole(site, undisturbed)

    def test_two_processes_of_one_command_leave_what_one_leaves(
        self, site: Plant, undisturbed: dict[str, str]
    ) -> None:
        assert site.sync(SYNC_PROCESSES="2").wait(60) == 0, site.last_words()

        assert_whole(site, undisturbed)

    @pytest.mark.slow
    def test_a_process_that_dies_beside_the_command_costs_nothing(
        self, site: Plant, undisturbed: dict[str, str]
    ) -> None:
        crash = {"HASTY_CRASH": "sync.run._read_beside", "HASTY_ONCE": str(site.folder / "crashed")}

        assert site.sync(SYNC_PROCESSES="2", **crash).wait(60) == 0, site.last_words()

        assert (site.folder / "crashed").exists()
        assert_whole(site, undisturbed)

    @pytest.mark.slow
    def test_two_workers_and_many_messages_make_one_run(self, site: Plant, undisturbed: dict[str, str]) -> None:
        site.broker()
        site.worker()
        site.worker()

        for _ in range(5):
            site.send("sync.run", "full")
        site.wait_until(site.has_read)

        site.finish()
        assert_whole(site, undisturbed)


class TestTheDatabase:
    @pytest.mark.slow
    def test_that_is_full_for_a_while(self, site: Plant, undisturbed: dict[str, str]) -> None:
        """No file may grow beyond what the log of a few pages needs: to SQLite the same as a disk that is full."""
        if not site.address.startswith("sqlite"):
            pytest.skip("The server of PostgreSQL writes its files itself.")
        limited = site.sync(HASTY_FSIZE="150000")
        assert limited.wait(60) != 0

        time.sleep(2)
        assert site.sync().wait(60) == 0, site.last_words()

        assert_whole(site, undisturbed)

    @pytest.mark.slow
    def test_that_somebody_locks_for_seconds(self, site: Plant, undisturbed: dict[str, str]) -> None:
        if not site.address.startswith("sqlite"):
            pytest.skip("PostgreSQL does not lock as a whole.")
        process = site.sync()
        site.wait_until(site.has_read)

        with closing(sqlite3.connect(site.address.removeprefix("sqlite:///"), isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            time.sleep(3)
            other.execute("ROLLBACK")

        assert process.wait(60) == 0, site.last_words()
        assert_whole(site, undisturbed)

    @pytest.mark.slow
    def test_that_ends_all_connections(self, site: Plant, undisturbed: dict[str, str]) -> None:
        if site.address.startswith("sqlite"):
            pytest.skip("SQLite has no connections to end.")
        site.broker()
        site.worker()
        site.begin()

        with psycopg.connect(site.address, autocommit=True) as server:
            server.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )

        site.finish()
        assert_whole(site, undisturbed)


@pytest.mark.chaos
@pytest.mark.slow
def test_thirty_kills_at_random_change_nothing(site: Plant, undisturbed: dict[str, str]) -> None:
    """The lottery: whoever works is killed at any moment, thirty times, until one run comes to its end."""
    draw = random.Random(time.time_ns())
    broker, worker = site.broker(), site.worker()
    for _ in range(30):
        worker = site.standing(worker)
        if site.last_state() in ("None", "done", "failed"):
            site.send("sync.run", "full")
        site.send("sync.sweep")
        time.sleep(draw.uniform(0.5, 4))
        if draw.random() < 0.2:
            kill(broker)
            broker = site.broker()
        elif draw.random() < 0.3:
            kill_children(worker)
        else:
            kill(worker)
            worker = site.worker()
    site.send("sync.run", "full")

    def meanwhile() -> None:
        nonlocal worker
        worker = site.standing(worker)
        site.sweep()

    site.wait_until(lambda: site.last_state() == "done", meanwhile)
    assert_whole(site, undisturbed)
