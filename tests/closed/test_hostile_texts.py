"""Hostile texts, from the feed or from people, are harmless on every page."""

from typing import Any

import pytest
from django.apps import apps
from django.db.models import CharField, Model, TextField

from sync.release import release
from sync.sonar.client import SonarClient
from tests.access.test_matrix import routes
from tests.access.world import Actor, actors
from tests.factories import NOW
from tests.sync.feed import Feed
from tests.sync.items import crowd
from tests.sync.reading import read

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SCRIPT = "\"'><script>kwaad(1)</script>{{7*191}}{% now %}\u202e"
FEED = (SCRIPT, "{{7*191}}kwaad", "\u202ekwaad\u0000\ud800", "kwaad" * 2_000, "=kwaad()", "'; DROP TABLE kwaad; --")
FIELDS = ("opleidingsniveau", "urenPerWeek", "regiostraal", "beschikbaarheid", "toelichting", "mondelingNederlands")
LISTS = ("rijbewijzen", "sectoren", "taaksoorten", "beroepen", "competenties", "vaardigheden", "affiniteiten")
OF_PEOPLE = {"organisation", "savedsearch", "clientfolder", "contactrequest", "contactcandidate", "apitoken"}
OF_PEOPLE |= {"shortlistentry", "user", "syncrun"}
PLAIN = {
    "name",
    "text",
    "note",
    "title",
    "question",
    "work",
    "contact",
    "first_name",
    "last_name",
    "error",
    "company",
}


def hostile_items() -> list[dict[str, Any]]:
    found = []
    for text in FEED:
        fields = dict.fromkeys(FIELDS, text) | {name: [text] for name in LISTS}
        found += crowd(2, klantprofiel=fields)
        found += crowd(2, gemeenteCode=text, klantsoort=text)
        found += crowd(2, persoon={"naam": text, "email": text, "adres": text})
    return [{**one, "klantId": f"WZ7{at:08d}"} for at, one in enumerate(found)]


@pytest.fixture
def client() -> Any:
    with Feed() as feed:
        feed.holds(*crowd(6), *hostile_items())
        with SonarClient(feed.url, "some-client", "some-secret") as client:
            yield client


def pages(people: list[Actor]) -> list[tuple[str, str, bool, int, str]]:
    """Every address with what whoever looks has: its name, who, whether it is HTML, the status, what it says."""
    found = []
    for route in routes():
        for actor in people:
            for own in [own for own in actor.own.values() if set(own) & set(route.needs)] or [{}]:
                answer = actor.client.get(route.address(own))
                text = b"".join(answer) if answer.streaming else answer.content
                is_page = answer.headers.get("Content-Type", "").startswith("text/html")
                found.append((route.name, actor.name, is_page, answer.status_code, text.decode(errors="replace")))
                answer.close()
    return found


def test_nothing_that_the_feed_says_reaches_a_page(client: SonarClient) -> None:
    people = actors()
    run = read(client)
    release(k=2, clock=lambda: NOW)

    walked = pages([people["visitor"], people["publisher national"]])

    assert run.read >= 36
    assert [(name, who) for name, who, *_rest, text in walked if "kwaad" in text] == []
    assert [(name, who) for name, who, _page, status, _text in walked if status >= 500 and status != 503] == []


def test_what_people_write_is_shown_as_text() -> None:
    everybody = actors()
    written = sum(_spoil(model) for model in apps.get_models() if model._meta.model_name in OF_PEOPLE)

    walked = pages([everybody[name] for name in ("employer A", "adviser X")])

    assert written > 10
    assert sum("kwaad(1)" in text for *_which, text in walked) > 5, "it is shown somewhere"
    assert [(name, who) for name, who, is_page, _, text in walked if is_page and "<script>kwaad" in text] == []
    told = [(name, who) for name, who, *_rest, text in walked if "1337" in text]
    assert [one for one in told if one[0] != "metrics"] == [], (
        "measures, where nobody writes, have such numbers by chance"
    )
    assert [(name, who) for name, who, _page, status, _text in walked if status >= 500 and status != 503] == []


def _spoil(model: type[Model]) -> int:
    """Puts the text into every column that people fill in; how many rows."""
    named = [
        field for field in model._meta.fields if isinstance(field, CharField | TextField) and field.name in PLAIN
    ]
    columns = {
        field.name: SCRIPT for field in named if not field.choices and (field.max_length or 999) >= len(SCRIPT)
    }
    return model._default_manager.update(**columns) if columns else 0
