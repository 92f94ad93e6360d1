"""The status page says in words how each part is, and what to do about what is wrong."""

import pytest
from django.test import override_settings
from django.utils import timezone

from explorer.admin.status import lines
from explorer.models import Membership
from profiles.progress import report_complete
from profiles.readings import Reading
from profiles.workers import QUEUES
from tests.explorer.staff import staff
from tests.factories import published

PAGE = "/admin/profiles/progress/"


def of(*readings: tuple[str, float, str]) -> dict[str, bool]:
    told = [Reading(f"verkenner_{name}", "", value, (("queue", at),) if at else ()) for name, value, at in readings]
    return {line.name: line.is_well for line in lines(told)}


@pytest.mark.django_db
def test_staff_see_it_also_of_one_region_and_others_do_not(broker_url: str) -> None:
    published({})
    report_complete(at=timezone.now())
    with override_settings(REDIS_URL=broker_url):
        answer = staff(regions=[4]).get(PAGE)

    text = answer.content.decode()
    assert "net" in text
    assert "Werk: mail" in text
    assert "0 processen" in text
    assert "Wat te doen:" in text
    assert staff(Membership.Role.EMPLOYER, "werkgever").get(PAGE).status_code == 302


@pytest.mark.django_db
def test_without_broker_and_data_it_says_so() -> None:
    with override_settings(REDIS_URL="redis://127.0.0.1:1/0"):
        text = staff().get(PAGE).content.decode()

    assert "antwoordt niet" in text
    assert "nog nooit" in text
    assert "Er is nog niets gepubliceerd" in text


def test_each_part_is_wrong_by_its_own_number() -> None:
    well = (
        ("generation", 3, ""),
        ("data_age_seconds", 60, ""),
        ("sync_failed_runs", 0, ""),
        ("sync_run_age_seconds", 0, ""),
        ("broker_up", 1, ""),
        *((name, 1, queue) for queue in QUEUES for name in ("workers", "queue_length")),
        ("web_processes", 2, ""),
        ("disk_free_bytes", 50, ""),
        ("disk_size_bytes", 100, ""),
    )
    assert set(of(*well).values()) == {True}
    for name, value, queue, wrong in (
        ("data_age_seconds", 10**6, "", "Laatste synchronisatie"),
        ("sync_failed_runs", 2, "", "Synchronisatie nu"),
        ("sync_waits_for_approval", 1, "", "Synchronisatie nu"),
        ("workers", 0, "contact", "Werk: contactverzoeken"),
        ("workers", 0, "audit", "Werk: zegels van het logboek"),
        ("audit_seal_age_seconds", 400, "", "Zegels van het logboek"),
        ("mail_oldest_seconds", 7200, "", "Mail"),
        ("disk_free_bytes", 5, "", "Schijf"),
    ):
        assert [line for line, is_well in of(*well, (name, value, queue)).items() if not is_well] == [wrong]
