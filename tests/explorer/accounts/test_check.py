"""Checking an organisation in the admin."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from explorer.models import Organisation
from tests.explorer.accounts.accounts import person

pytestmark = pytest.mark.django_db
PAGE = "/admin/explorer/organisation/"


def test_whoever_may_change_organisations_notes_them_as_checked(client: Client) -> None:
    client.force_login(User.objects.create_superuser("eigenaar"))
    chosen = [Organisation.objects.create(name=name, kind="employer").pk for name in ("Bakkerij", "Kwekerij")]
    other = Organisation.objects.create(name="Slagerij", kind="employer")

    client.post(PAGE, {"action": "note_as_checked", "_selected_action": chosen})

    other.refresh_from_db()
    assert list(Organisation.objects.filter(pk__in=chosen).values_list("checked_by", flat=True)) == ["eigenaar"] * 2
    assert not other.is_checked


def test_nobody_else_does(client: Client) -> None:
    client.force_login(person("publisher"))
    Organisation.objects.update(checked_at=None)

    assert client.post(PAGE, {"action": "note_as_checked", "_selected_action": [1]}).status_code == 403
    assert not Organisation.objects.get().is_checked
