"""Who may do what: the table, the deployer's choice for visitors, and what a membership brings and takes."""

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from explorer.access import MAY, STAFF_ROLES, VISITOR, Action
from explorer.groups import write_groups
from explorer.models import Membership, Organisation
from profiles.models import AuditEvent, Region
from profiles.models.region import WHOLE_COUNTRY
from tests.factories import NOW, make_membership, published

pytestmark = pytest.mark.django_db
Role = Membership.Role
YESTERDAY = timezone.localdate() - dt.timedelta(days=1)


@pytest.fixture
def _groups() -> None:
    write_groups()


def statuses(client: Client) -> dict[str, int]:
    """What the answer is, page by page; following a redirect to the sign-in page would hide it."""
    addresses = ("/", "/kandidaten/", "/privacy/", "/zoekopdrachten/", "/api/v1/kandidaten", "/admin/")
    return {address: client.get(address).status_code for address in addresses}


def test_with_none_a_visitor_sees_cards(client: Client, settings: Settings) -> None:
    settings.REQUIRE_LOGIN = "none"
    published({})

    assert statuses(client)["/kandidaten/"] == 200
    assert statuses(client)["/api/v1/kandidaten"] == 200
    assert len(client.get("/kandidaten/").context["page"].cards) == 1


def test_with_profile_a_visitor_sees_counts_and_no_card(client: Client, settings: Settings) -> None:
    settings.REQUIRE_LOGIN = "profile"
    published({"hours": "U28"}, {})
    answer = client.get("/kandidaten/?urenPerWeekMinimaal=20")
    page = answer.context["page"]

    assert (page.certain, page.possible, page.cards) == (1, 1, ())
    assert "Log in om deze kandidaten te zien" in answer.content.decode()
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize("choice", ["profile", "all"])
def test_without_cards_for_visitors_the_api_gives_them_none(client: Client, settings: Settings, choice: str) -> None:
    settings.REQUIRE_LOGIN = choice
    published({})
    found = client.get("/api/v1/kandidaten")

    assert found.status_code == (401 if choice == "all" else 200)
    assert found.json().get("kandidaten", []) == []
    assert client.get("/api/v1/kandidaten/D7K-4MPQ").status_code == 401


@pytest.mark.parametrize("choice", ["profile", "all"])
def test_a_profile_then_asks_to_sign_in_first(client: Client, settings: Settings, choice: str) -> None:
    settings.REQUIRE_LOGIN = choice
    published({})

    answer = client.get("/kandidaten/D7K-4MPQ/?regio=4&rijbewijs=B")

    assert answer["Location"] == "/inloggen/?next=/kandidaten/D7K-4MPQ/%3Fregio%3D4%26rijbewijs%3DB"


def test_with_all_a_visitor_signs_in_before_searching(client: Client, settings: Settings) -> None:
    settings.REQUIRE_LOGIN = "all"
    published({})

    answer = client.get("/kandidaten/?regio=4&rijbewijs=B")

    assert answer["Location"] == "/inloggen/?next=/kandidaten/%3Fregio%3D4%26rijbewijs%3DB"


@pytest.mark.parametrize("role", [Role.EMPLOYER, Role.INTERMEDIARY, Role.ADVISER])
@pytest.mark.parametrize("choice", ["none", "profile", "all"])
def test_members_search_see_cards_and_keep(client: Client, settings: Settings, role: str, choice: str) -> None:
    settings.REQUIRE_LOGIN = choice
    published({})
    client.force_login(make_membership(role).user)

    found = statuses(client)

    assert found == {**dict.fromkeys(found, 200), "/admin/": 302}


@pytest.mark.parametrize("stop", [{"suspended_at": NOW}, {"expires_on": YESTERDAY}], ids=["suspended", "expired"])
def test_a_stopped_organisation_loses_access_at_the_next_request(
    client: Client, settings: Settings, stop: dict[str, Any]
) -> None:
    settings.REQUIRE_LOGIN = "all"
    published({})
    membership = make_membership()
    client.force_login(membership.user)
    before = statuses(client)
    Organisation.objects.update(**stop)
    after = statuses(client)

    assert (before["/kandidaten/"], before["/zoekopdrachten/"], before["/api/v1/kandidaten"]) == (200, 200, 200)
    assert (after["/kandidaten/"], after["/zoekopdrachten/"], after["/api/v1/kandidaten"]) == (403, 403, 403)


def test_the_page_then_says_what_happened_and_what_to_do(client: Client) -> None:
    membership = make_membership()
    client.force_login(membership.user)
    Organisation.objects.update(suspended_at=NOW)
    page, api = client.get("/kandidaten/"), client.get("/api/v1/kandidaten")

    assert f"{membership.organisation} is geblokkeerd." in page.content.decode()
    assert "Bel of mail het Werkgeversservicepunt." in api.json()["detail"]


def test_access_ends_on_the_day_that_is_written_down() -> None:
    membership = make_membership()
    Organisation.objects.update(expires_on=dt.date(2026, 5, 1))

    assert Membership.objects.acting(membership.user, on=dt.date(2026, 4, 30)) == membership
    assert Membership.objects.acting(membership.user, on=dt.date(2026, 5, 1)) is None


def test_a_membership_tells_how_many_colleagues_share_its_budget_and_whether_there_is_a_choice() -> None:
    own = make_membership()
    other = Membership.objects.create(user=own.user, organisation=make_membership().organisation, role=own.role)
    for name, is_active in (("in gebruik", True), ("gesloten", False)):
        account = User.objects.create_user(name, is_active=is_active)
        Membership.objects.create(user=account, organisation=own.organisation, role=own.role)

    first = Membership.objects.acting(own.user, on=NOW.date())
    chosen = Membership.objects.acting(own.user, on=NOW.date(), chosen=other.pk)
    Organisation.objects.filter(pk=other.organisation_id).update(suspended_at=NOW)
    left = Membership.objects.acting(own.user, on=NOW.date(), chosen=other.pk)

    assert [(one, one.active_people, one.choices) for one in (first, chosen, left) if one] == [
        (own, 2, 2),
        (other, 2, 2),
        (own, 2, 1),
    ]


def test_who_belongs_nowhere_is_told_how_to_get_in(client: Client) -> None:
    client.force_login(User.objects.create_user("nieuw"))

    answer = client.get("/kandidaten/")

    assert answer.status_code == 403
    assert "Vraag een eigenaar van uw organisatie om een uitnodiging." in answer.content.decode()


@pytest.mark.parametrize(
    "page",
    [
        "/kandidaten/",
        "/kandidaten/D7K-4MPQ/",
        "/filters/beroep/",
        "/kaart/",
        "/vergelijken/",
        "/selectie/",
        "/selectie/afdrukken/",
        "/contactverzoeken/",
        "/contactverzoeken/nieuw/",
        "/contactverzoeken/00000000-0000-4000-8000-000000000000/",
    ],
)
def test_who_is_signed_in_without_a_role_is_never_sent_back_to_the_sign_in_page(client: Client, page: str) -> None:
    client.force_login(User.objects.create_user("nieuw"))

    assert client.get(page).status_code == 403  # that page would send them back here, without end


@pytest.mark.usefixtures("_groups")
def test_the_staff_of_an_expired_organisation_leave_the_admin_without_anything_being_saved(client: Client) -> None:
    client.force_login(make_membership(Role.OPERATOR).user)
    Organisation.objects.update(expires_on=YESTERDAY)

    assert client.get("/admin/").status_code == 302
    assert client.get("/admin/sync/syncrun/").status_code == 302
    assert not User.objects.get().has_perm("sync.add_syncrun")


@pytest.mark.usefixtures("_groups")
def test_a_role_bound_to_regions_has_its_permissions_for_these_only() -> None:
    user = make_membership(Role.VIEWER, regions=[4, 7]).user

    assert [user.has_perm("profiles.view_quartercount", Region(number=number)) for number in (4, 5, 0)] == [
        True,
        False,
        False,
    ]
    assert make_membership(Role.VIEWER).user.has_perm("profiles.view_quartercount", WHOLE_COUNTRY)


def test_an_adviser_works_for_the_regions_that_are_written_down() -> None:
    drenthe, nowhere = make_membership(Role.ADVISER, regions=[4]), make_membership(Role.ADVISER)

    assert [drenthe.covers(region) for region in (4, 5, None)] == [True, False, False]
    assert not nowhere.covers(4)


@pytest.mark.usefixtures("_groups")
def test_permissions_given_to_an_account_by_hand_count_for_nothing() -> None:
    user = make_membership(Role.EMPLOYER).user
    user.user_permissions.set(Permission.objects.filter(codename="view_auditevent"))
    user.groups.add(Group.objects.get(name=Role.AUDITOR))

    assert not User.objects.get(pk=user.pk).has_perm("profiles.view_auditevent")


@pytest.mark.usefixtures("_groups")
def test_the_staff_of_a_stopped_organisation_leave_the_admin(client: Client) -> None:
    membership = make_membership(Role.OPERATOR)
    client.force_login(membership.user)
    assert client.get("/admin/").status_code == 200

    membership.organisation.suspended_at = NOW
    membership.organisation.save()

    assert client.get("/admin/").status_code == 302
    assert not User.objects.get().groups.exists()


@pytest.mark.usefixtures("_groups")
def test_an_organisation_that_starts_again_gives_its_people_their_roles_back() -> None:
    membership = make_membership(Role.OPERATOR)
    for moment in (NOW, None):
        membership.organisation.suspended_at = moment
        membership.organisation.save()

    assert list(User.objects.get().groups.values_list("name", flat=True)) == [Role.OPERATOR]


@pytest.mark.usefixtures("_groups")
def test_groups_follow_memberships() -> None:
    membership = make_membership(Role.AUDITOR)
    user = membership.user
    second = make_membership(Role.EMPLOYER, user=user)
    assert set(user.groups.values_list("name", flat=True)) == {Role.AUDITOR, Role.EMPLOYER}

    membership.delete()
    user.refresh_from_db()

    assert set(user.groups.values_list("name", flat=True)) == {second.role}
    assert not user.is_staff


@pytest.mark.usefixtures("_groups")
def test_an_account_with_memberships_can_be_deleted() -> None:
    make_membership(Role.AUDITOR).user.delete()

    assert not Membership.objects.exists()


@pytest.mark.usefixtures("_groups")
@pytest.mark.parametrize("role", Role.values)
def test_the_admin_is_for_staff_only(client: Client, role: str) -> None:
    client.force_login(make_membership(role).user)

    assert client.get("/admin/").status_code == (200 if role in STAFF_ROLES else 302)


@pytest.mark.usefixtures("_groups")
def test_the_admin_is_closed_to_visitors(client: Client) -> None:
    assert client.get("/admin/", follow=True).redirect_chain == [
        ("/admin/login/?next=/admin/", 302),
        ("/inloggen/?next=%2Fadmin%2F", 302),
    ]


@pytest.mark.usefixtures("_groups")
@pytest.mark.parametrize("role", Role.values)
def test_a_group_has_exactly_the_permissions_of_the_table(role: Role) -> None:
    wanted = {name for action in MAY[role] if isinstance(action.value, tuple) for name in action.value}
    granted = Permission.objects.filter(group=Group.objects.get(name=role)).select_related("content_type")

    assert {f"{one.content_type.app_label}.{one.codename}" for one in granted} == wanted


def test_the_table_covers_every_role_and_nothing_else() -> None:
    assert set(MAY) == {VISITOR, *Role.values}


def test_only_auditors_see_who_saw_whom() -> None:
    assert [role for role, actions in MAY.items() if Action.SEE_AUDIT in actions] == [Role.AUDITOR]
