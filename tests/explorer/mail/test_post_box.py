"""The demo's post box: mail as files, shown on a page; not there where mail really goes out."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from explorer.mail.outbox import post
from explorer.mail.sending import send_waiting
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def test_the_demo_shows_what_it_mailed(client: Client, settings: Settings) -> None:
    settings.EMAIL_BACKEND = settings.DEMO_POST_BOX
    post(to="jan@example.org", subject="Één nieuw", text="Kijk op http://127.0.0.1/x/ <b>", kind="test")
    assert "Nog geen e-mail" in client.get("/post/").content.decode()

    assert send_waiting(clock=lambda: NOW.replace(year=2100)) == 1
    page = client.get("/post/").content.decode()
    assert "Één nieuw" in page
    assert '<a href="http://127.0.0.1/x/" rel="nofollow">' in page
    assert "&lt;b&gt;" in page


def test_without_the_post_box_there_is_no_such_page(client: Client) -> None:
    assert client.get("/post/").status_code == 404
    assert "/post/" not in client.get("/privacy/").content.decode()


def test_only_where_there_is_a_post_box_it_is_where_one_looks(client: Client, settings: Settings) -> None:
    asked = {"email": "jan@example.org"}
    before = client.post("/wachtwoord/vergeten/", asked).content.decode()
    settings.EMAIL_BACKEND = settings.DEMO_POST_BOX
    after = client.post("/wachtwoord/vergeten/", asked).content.decode()

    assert ("/post/" in before, "/post/" in after) == (False, True)
