"""Ids of others in queries, forms, bodies and lists of ids: foreign answers exactly like absent."""

import re
from urllib.parse import unquote

import pytest
from django.contrib import admin
from django.db.models import Model
from django.http import HttpResponse
from django.urls import reverse

from explorer.models import ContactCandidate, Membership, SavedSearch, ShortlistEntry
from tests.access.sent import ABSENT, SENT, Sent
from tests.access.test_matrix import A_FEW, METHODS, Walk
from tests.access.world import Actor, actors

pytestmark = pytest.mark.django_db
KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b[A-Z0-9]{3}-[A-Z0-9]{4}\b")
"""Keys and references."""
DRAWN = re.compile(r'(value|nonce)="[^"]*"|"nonce-[^"]*"')
"""What differs for every request."""


@pytest.fixture(params=[pytest.param("a few", marks=pytest.mark.slow), pytest.param("all", marks=pytest.mark.slow)])
def walk(request: pytest.FixtureRequest) -> Walk:
    """Everybody; the quick tests walk with one of each kind, beside whom an employer's things are foreign too."""
    everybody = actors()
    names = list(everybody) if request.param == "all" else [*A_FEW, "adviser X"]
    return Walk({name: everybody[name] for name in names}, METHODS)


def test_an_id_of_somebody_else_answers_as_one_of_nobody_wherever_it_is_sent(walk: Walk) -> None:
    cells, wrong, idle = 0, [], list[str]()
    for sent in SENT:
        for actor in filter(sent.can_be_sent_by, walk.people.values()):
            told(actor, sent, ABSENT[sent.id])  # may be the first request for contact, which says so
            nobodys, before = told(actor, sent, ABSENT[sent.id]), kept()
            for other in others(walk, actor, sent):
                cells += 1
                theirs = told(actor, sent, other.own[sent.of][sent.id])
                if theirs != nobodys or kept() != before:
                    wrong.append((actor.name, sent.address, sent.name, sent.by, other.name, theirs, nobodys))
        if not sent.first and not any(works(actor, sent) for actor in walk.people.values() if sent.of in actor.own):
            idle.append(f"{sent.address} {sent.name} {sent.by} {sent.first}")

    assert wrong == [], "\n".join(map(str, wrong))
    assert "; ".join(idle) == "", "an id of one's own must do something, or these lines prove nothing"
    print(f"{cells} cells")  # noqa: T201 - for `pytest -s`
    assert cells > 50


@pytest.mark.slow
def test_ids_in_bulk_actions_of_the_admin_open_nothing() -> None:
    cells, wrong = 0, list[object]()
    everybody = actors()
    tables = [(table, page) for table, page in admin.site._registry.items() if table._default_manager.exists()]
    for actor in (one for one in everybody.values() if not one.is_superuser):
        for table, page in tables:
            rows = [str(key) for key in table._default_manager.values_list("pk", flat=True)[:50]]
            for action in {"delete_selected", *(name for name in page.actions or () if isinstance(name, str))}:
                cells += 1
                answers = [in_bulk(actor, table, action, keys) for keys in (rows, ["1000000"])]
                if answers[0] != answers[1] or table._default_manager.filter(pk__in=rows).count() != len(rows):
                    wrong.append((actor.name, table.__name__, action, answers))

    assert wrong == [], "\n".join(map(str, wrong))
    print(f"{cells} cells")  # noqa: T201 - for `pytest -s`
    assert cells > 100


def told(actor: Actor, sent: Sent, named: object) -> tuple[int, str, str]:
    """Status, place or words, and what the next page will say; without what was sent and what is drawn by lot."""
    actor.client.cookies.pop("messages", None)
    answer = sent.send(actor, named)
    assert answer.status_code < 500, (actor.name, sent.address, answer.status_code)
    said = " ".join(str(one) for one in answer.wsgi_request._messages._queued_messages)  # type: ignore[attr-defined]
    words = answer.headers.get("Location", "") or answer.content.decode(errors="replace")
    return answer.status_code, tidied(words), tidied(said)


def tidied(words: str) -> str:
    return KEY.sub("…", DRAWN.sub("", unquote(words)))


def others(walk: Walk, actor: Actor, sent: Sent) -> list[Actor]:
    """Those who have such a thing, and another one than the actor has."""
    own = actor.own.get(sent.of)
    return [
        one for one in walk.people.values() if one is not actor and sent.of in one.own and one.own[sent.of] != own
    ]


def kept() -> list[object]:
    """What all people keep together."""
    asked = ContactCandidate.objects.order_by("pk").values_list("pk", "state", "adviser")
    return [
        *ShortlistEntry.objects.order_by("pk").values_list("pk", "position", "removed_at"),
        *SavedSearch.objects.order_by("pk").values_list("pk", "query", "folder"),
        *asked,
        *Membership.objects.order_by("pk").values_list("pk", "role", "is_owner"),
    ]


def works(actor: Actor, sent: Sent) -> bool:
    """Whether an id of the actor's own makes a difference here."""
    if not sent.can_be_sent_by(actor):
        return False
    nobodys = told(actor, sent, ABSENT[sent.id])
    return told(actor, sent, actor.own[sent.of][sent.id]) != nobodys


def in_bulk(actor: Actor, table: type[Model], action: str, keys: list[str]) -> tuple[int, str]:
    """The answer to an action on rows that were ticked in a list."""
    address = reverse(f"admin:{table._meta.app_label}_{table._meta.model_name}_changelist")
    answer: HttpResponse = actor.client.post(  # type: ignore[assignment]
        address, {"action": action, "_selected_action": keys, "index": "0", "select_across": "0"}
    )
    return answer.status_code, answer.headers.get("Location", "")
