"""Free text is not taken in: what someone wrote about a client reaches no table, no log, no page and no answer."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from sync.models import Rejection
from sync.release import release
from sync.sonar.client import SonarClient
from tests.factories import NOW
from tests.sync.feed import Feed
from tests.sync.items import crowd
from tests.sync.reading import read

pytestmark = pytest.mark.django_db
CANARY = "Kanarietje heeft reuma en belt op 06-00998877"
HOSTILE: list[dict[str, Any]] = [
    {"klantprofiel": {"toelichting": CANARY}},
    {"klantprofiel": {"toelichting": [CANARY], "opmerkingen": {"diep": {"er": CANARY}}}},
    {"klantprofiel": {CANARY: CANARY, "__class__": CANARY}},
    {"notities": CANARY, "klantprofiel": {"sectorenVrij": [CANARY]}},
    {"persoon": {"bsn": None, "toelichting": CANARY, CANARY: 1}},
    {CANARY: CANARY, "extra": {"klantId": CANARY}},
    {"klantprofiel": {"opleidingsniveau": CANARY}},
    {"klantprofiel": {"beroepen": [CANARY]}},
    {"gemeenteCode": CANARY},
    {"profieldatum": CANARY},
    {"klantsoort": CANARY},
    {"versie": CANARY},
]
"""Where free text may turn up: in the field for it, in fields that nobody named, and where a code belongs."""


def stored() -> Iterator[str]:
    """Every value of every row of every table."""
    for model in apps.get_models():
        for row in model._default_manager.values_list():
            yield from (
                bytes(value).decode("latin-1") if isinstance(value, memoryview) else str(value) for value in row
            )


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_it_reaches_no_table_log_page_or_answer(
    feed: Feed, client: SonarClient, caplog: pytest.LogCaptureFixture, hostile: dict[str, Any]
) -> None:
    feed.holds(*crowd(6), *({**one, "klantId": f"WZ8{at:08d}"} for at, one in enumerate(crowd(6, **hostile))))
    read(client)
    release(k=5, clock=lambda: NOW)
    browser = Client()
    page = browser.get("/kandidaten/")
    profile = browser.get(page.context["page"].cards[0].url)
    answer = browser.get("/api/v1/kandidaten")
    said = " ".join(each.content.decode() for each in (page, profile, answer))

    assert page.context["page"].total >= 6
    assert [text for text in (*stored(), said, caplog.text, str(caplog.records)) if "Kanarietje" in text] == []
    assert set(Rejection.objects.values_list("reason", flat=True)) <= {"unknown_code", "bad_date", "wrong_type"}
