"""The fault matrix, the feed's part: whatever the feed or the line does, in the end everything is as if nothing
had happened; nothing is lost and nothing is there twice."""

import datetime as dt
import json
from collections.abc import Callable, Collection
from itertools import chain
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from profiles.models import Card, Generation, Live
from sync import run as runs
from sync.checks import BadDataError, IncompleteError
from sync.models import CensusRow, Rejection, Removal, StagedProfile, SyncRun
from sync.sonar.client import FeedError
from tests.faults import proxy as harms
from tests.faults.digest import Rows, state
from tests.faults.people import pages, people
from tests.faults.proxy import Harm, Proxy, body, cut, instead
from tests.sync.feed import Feed
from tests.sync.items import Item, item, tombstone

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small")]
FULL = SyncRun.Kind.FULL


def run(skew: dt.timedelta = dt.timedelta(0)) -> SyncRun:
    """A whole full run, by a clock that is so much ahead."""

    def clock() -> dt.datetime:
        return timezone.now() + skew

    return runs.carry_out(run=runs.start(at=clock(), kind=FULL), clock=clock)


def now() -> dict[str, str]:
    """What the database holds."""

    def ask(query: str) -> Rows:
        with connection.cursor() as cursor:
            cursor.execute(query)
            return [column[0] for column in cursor.description], cursor.fetchall()

    return state(ask)


@pytest.fixture
def undisturbed(feed: Feed) -> dict[str, str]:
    """What an undisturbed run leaves; the database is empty again afterwards."""
    run()
    found = now()
    for model in (Live, Generation, Removal, StagedProfile, CensusRow, SyncRun):
        model.objects.all().delete()
    assert found["staged"] > "30"
    assert found["people"].split()[0] == found["cards"].split()[0]
    return found


def assert_accounted(done: SyncRun, expected: list[Item] | None = None) -> None:
    """Every record of the feed became exactly one of four things."""
    expected = people() if expected is None else expected
    assert done.read == len(expected) == done.applied + done.unchanged + done.quarantined + done.stale


PASSING: dict[str, Harm] = {
    "503 with Retry-After": instead(503, "Retry-After: 1"),
    "429": instead(429, "Retry-After: 0"),
    "500": instead(500),
    "401 mid-run": instead(401),
    "a reset line": harms.reset,
    "a hung socket": harms.silent,
    "a trickle": harms.trickle,
    "nothing at all": cut(0),
    "cut in the head": cut(0.02),
    "cut in the body": cut(0.5),
    "cut at the last byte": lambda line, answer: line.sendall(answer[:-1]),
    "cut JSON": body(lambda found: found[: len(found) // 2]),
    "an error page": body(lambda _: b"<html>Storing</html>"),
    "another encoding": body(lambda found: found.decode().encode("utf-16")),
}
"""Trouble that is over when the page is asked again."""
FINAL: dict[str, Harm] = {
    "403": instead(403),
    "a redirect to another host": instead(302, "Location: http://elsewhere.invalid/v1/klanten"),
    "an oversized page": body(lambda found: found + b" " * 17_000_000),
    "another form": body(lambda _: b"[]"),
    "another snapshot": body(lambda found: found.replace(b'"s1"', b'"s2"')),
}
"""Trouble that asking again does not end."""


def some(names: Collection[Any], *quick: Any) -> list[Any]:
    """All of these as parameters; those that are not quick run in `make test-all` only."""
    assert set(quick) <= set(names)
    return [name if name in quick else pytest.param(name, marks=pytest.mark.slow) for name in names]


class TestTroubleThatPasses:
    @pytest.mark.parametrize(
        "trouble",
        some(PASSING, "503 with Retry-After", "401 mid-run", "a hung socket", "cut in the body", "cut JSON"),
    )
    def test_in_the_middle_of_a_run_costs_nothing(
        self, proxy: Proxy, undisturbed: dict[str, str], trouble: str
    ) -> None:
        proxy.asked.clear()
        proxy.harms = {3: PASSING[trouble], 8: PASSING[trouble]}

        assert_accounted(run())

        assert now() == undisturbed
        assert proxy.harms == {}

    @pytest.mark.slow
    @pytest.mark.parametrize("share", [at / 40 for at in range(40)])
    def test_a_page_may_be_cut_anywhere(self, proxy: Proxy, undisturbed: dict[str, str], share: float) -> None:
        proxy.asked.clear()
        proxy.harms = {5: cut(share), 6: body(lambda found: found[: int(len(found) * share)])}

        assert_accounted(run())

        assert now() == undisturbed


class TestTroubleThatStays:
    @pytest.mark.parametrize(
        "trouble", some([*FINAL, *PASSING], "a redirect to another host", "an oversized page", "a trickle")
    )
    def test_ends_the_run_and_the_next_one_makes_up_for_it(
        self, proxy: Proxy, undisturbed: dict[str, str], trouble: str
    ) -> None:
        started = runs.start(at=timezone.now(), kind=FULL)
        if trouble in FINAL:
            proxy.asked.clear()
            proxy.harms = dict.fromkeys(range(6, 12), FINAL[trouble])
        else:
            proxy.always = PASSING[trouble]

        with pytest.raises(FeedError):
            runs.carry_out(run=started, clock=timezone.now)
        proxy.always, proxy.harms = None, {}

        started.refresh_from_db()
        assert started.state == SyncRun.State.FAILED
        assert not Live.objects.exists()
        assert_accounted(run())
        assert now() == undisturbed

    def test_leaves_what_was_live_alone(self, proxy: Proxy) -> None:
        run()
        before = now()
        proxy.always = instead(503)

        with pytest.raises(FeedError):
            run()

        assert now() == before
        assert Card.objects.visible().exists()


def twice(found: list[list[Item]]) -> list[list[Item]]:
    """Every page comes a second time, and the total says so."""
    return [page for page in found for _ in range(2)]


ORDERS: dict[str, Callable[[list[list[Item]]], list[list[Item]]]] = {
    "pages come twice": twice,
    "pages come in another order": lambda found: found[::-1],
    "records come in another order": lambda found: [page[::-1] for page in found],
    "pages shift by some records": lambda found: pages([*found[-1], *chain(*found[:-1])]),
    "everything is one page": lambda found: [[*chain(*found)]],
    "every record is a page": lambda found: [[one] for one in chain(*found)],
}


class TestOrder:
    @pytest.mark.parametrize("order", some(ORDERS, "pages come twice", "pages shift by some records"))
    def test_however_the_records_come(self, feed: Feed, undisturbed: dict[str, str], order: str) -> None:
        feed.pages = ORDERS[order](pages(people()))

        run()

        assert now() == undisturbed

    def test_older_versions_before_and_after_the_newest_change_nothing(
        self, feed: Feed, undisturbed: dict[str, str]
    ) -> None:
        older = [one | {"versie": 3, "gemeenteCode": "GM0106", "toestemming": "Nee"} for one in people()[:20]]
        feed.pages = [*pages(older[:10]), *pages(people()), *pages(older[10:])]

        done = run()

        assert done.stale == 10
        assert now() == undisturbed

    def test_a_second_run_changes_nothing(self, feed: Feed, undisturbed: dict[str, str]) -> None:
        run()

        again = run()

        assert (again.applied, again.unchanged, again.withdrawn) == (0, len(people()) - 2, 0)
        assert now() == undisturbed


class TestClocks:
    @pytest.mark.parametrize("hours", [[30, -30], [-30, 30, 0]])
    def test_that_are_wrong_change_nothing(self, undisturbed: dict[str, str], hours: list[int]) -> None:
        """Versions decide what is newer, no clock of ours and none of the feed."""
        for skew in hours:
            assert run(dt.timedelta(hours=skew)).state == SyncRun.State.DONE

        assert now() == undisturbed


class TestSkippedPages:
    def test_a_page_too_few_is_noticed_and_hides_nobody(self, feed: Feed, proxy: Proxy) -> None:
        run()
        before = now()
        proxy.asked.clear()
        proxy.harms = {6: body(without_some)}

        with pytest.raises(IncompleteError, match="announced 60 records and gave 58"):
            run()

        assert now() == before

    def test_an_empty_feed_changes_nothing_and_waits_for_people(self, feed: Feed) -> None:
        run()
        before = now()
        feed.pages = [[]]

        assert run().state == SyncRun.State.WAITING

        after = now()
        assert (after.pop("noted"), before.pop("noted")) != ("", "")
        assert after == before


def without_some(found: bytes) -> bytes:
    page: dict[str, Any] = json.loads(found)
    del page["items"][:2]
    return json.dumps(page).encode()


class TestChangedForms:
    def test_a_new_field_changes_nothing(self, feed: Feed, undisturbed: dict[str, str]) -> None:
        feed.pages = pages([one | {"nieuw": {"iets": [1]}} for one in people()])

        run()

        assert now() == undisturbed

    @pytest.mark.parametrize(
        "field", some(["toestemming", "klantprofiel", "uitschrijfdatum", "persoon"], "toestemming")
    )
    def test_a_field_that_is_gone_or_renamed_stops_the_run_before_its_release(self, feed: Feed, field: str) -> None:
        feed.pages = pages([_renamed(one, field) for one in people()])

        with pytest.raises(BadDataError, match=f"60 of 60 records lack the field {field}"):
            run()

        assert not Live.objects.exists()

    def test_many_unknown_codes_stop_it_too(self, feed: Feed) -> None:
        feed.pages = pages([one | {"klantsoort": "SVB"} if at % 4 == 0 else one for at, one in enumerate(people())])

        with pytest.raises(BadDataError, match="records cannot be used"):
            run()

    def test_a_few_bad_records_are_set_aside_and_hide_nobody_else(
        self, feed: Feed, undisturbed: dict[str, str]
    ) -> None:
        bad: list[Any] = [
            *(
                item("WZ950001", klantprofiel={"opleidingsniveau": "doctor"}),
                item("WZ950002", inschrijfdatum="morgen"),
            ),
            *(item("WZ950003", persoon=["x"]), item("WZ950004", extra="x" * 70_000), "??"),
            *(item("WZ950005", persoon={"naam": "\0"}), item("WZ950006", extra={"a": {"b": {"c": {"d": 1}}}})),
        ]
        feed.pages = [*pages(people()), bad]

        done = run()

        assert done.quarantined == 9
        assert now() == undisturbed
        assert set(Rejection.objects.values_list("reason", flat=True)) == {
            *("unknown_code", "blank", "bad_date", "wrong_type", "too_large", "not_an_object", "bad_text", "too_deep")
        }


def _renamed(one: Item, field: str) -> Item:
    return {name.upper() if name == field else name: value for name, value in one.items()}


class TestLeaving:
    @pytest.mark.parametrize("gone", some(["tombstone", "no consent", "absent"], "absent"))
    @pytest.mark.parametrize(("share", "state"), [(9, SyncRun.State.DONE), (11, SyncRun.State.WAITING)])
    def test_nine_percent_passes_and_eleven_stops(self, feed: Feed, gone: str, share: int, state: str) -> None:
        crowd = [item(f"WZ{serial:06d}", gemeenteCode="9999") for serial in range(200)]
        feed.pages = [crowd]
        run()
        leaving, staying = crowd[: 2 * share], crowd[2 * share :]
        feed.pages = [[*_leaving(leaving, gone), *staying]]

        done = run()

        assert done.state == state
        assert Card.objects.of(Live.objects.get().generation_id).visible().count() == (
            200 - 2 * share if state == SyncRun.State.DONE else 200
        )


def _leaving(found: list[Item], gone: str) -> list[Item]:
    if gone == "absent":
        return []
    if gone == "tombstone":
        return [tombstone(one["klantId"]) for one in found]
    return [one | {"toestemming": "Nee", "versie": 11} for one in found]
