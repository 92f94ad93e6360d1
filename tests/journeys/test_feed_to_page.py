"""The main job with real processes: what Sonar holds is read, made anonymous, published, searched and counted."""

import csv
import json
import os
import re
import subprocess
from html import escape
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.journeys.site import ROOT, Site

GOLDEN = ROOT / "sync/mocksonar/data/transparency_golden.csv"
PEOPLE = 250  # whose identity is looked for everywhere
IDENTIFYING = ("bsn", "naam", "geboortedatum", "adres", "postcode", "telefoon", "email", "medewerker")
LIVE = "FROM profiles_card WHERE generation_id = (SELECT generation_id FROM profiles_live)"
Item = dict[str, Any]


def totals(page: str) -> tuple[int, ...]:
    """How many meet the search, how many may, and how many do not, as the page says it."""
    found = re.findall(r'class="summary__(?:number|stand)">([\d.]+)', page)
    return tuple(int(number.replace(".", "")) for number in found)


def references(page: str) -> list[str]:
    """The references of the cards on a page, in their order."""
    return re.findall(r'id="kandidaat-([^"]+)"', page)


def counted(answer: dict[str, Any]) -> tuple[int, int, int]:
    return answer["zeker"], answer["mogelijk"], answer["niet"]


def published(site: Site, condition: str = "1 = 1") -> int:
    """How many live cards there are, counted in the database file."""
    [(number,)] = site.ask(f"SELECT COUNT(*) {LIVE} AND {condition}")
    return int(number)


def serves(site: Site, generation: int) -> bool:
    """Whether pages come from this generation."""
    with site.visitor() as visitor:
        return f"stand={generation}-" in visitor.get("/kandidaten/").text


class TestAnEmployer:
    def test_sees_cards_and_how_many_people_there_are_exactly(self, site: Site) -> None:
        with site.visitor() as visitor:
            page = visitor.get("/kandidaten/").text

        assert len(references(page)) == 20
        assert totals(page) == (published(site), 0, 0)
        assert published(site) > 1500

    def test_narrows_the_search_with_a_filter_and_nobody_is_lost(self, site: Site) -> None:
        with site.visitor() as visitor:
            page = visitor.get("/kandidaten/", params={"opleidingsniveau": "4"}).text

        met, unknown = published(site, "education = '4'"), published(site, "education = ''")
        assert totals(page) == (met, unknown, published(site) - met - unknown)
        assert min(totals(page)) > 0

    def test_opens_a_profile_by_its_reference(self, site: Site) -> None:
        with site.visitor() as visitor:
            [first, *_] = references(visitor.get("/kandidaten/").text)
            profile = visitor.get(f"/kandidaten/{first}/")

        assert profile.status_code == 200
        assert first in profile.text
        assert profile.headers["Cache-Control"].find("no-store") >= 0

    def test_has_references_that_are_of_no_use_to_another(self, site: Site) -> None:
        with site.visitor() as visitor, site.visitor() as other:
            own = set(references(visitor.get("/kandidaten/").text))
            others = set(references(other.get("/kandidaten/").text))
            lent = [other.get(f"/kandidaten/{ref}/").status_code for ref in sorted(own)[:3]]

        assert not own & others
        assert lent == [404, 404, 404]


class TestAnotherSystem:
    @pytest.mark.parametrize("query", [{}, {"opleidingsniveau": "4"}, {"urenPerWeekMinimaal": "24", "sector": "C"}])
    def test_gets_the_same_people_and_counts_from_the_api_as_from_the_page(
        self, site: Site, query: dict[str, str]
    ) -> None:
        with site.visitor() as visitor:
            page = visitor.get("/kandidaten/", params=query).text
            answer = visitor.get("/api/v1/kandidaten", params=query).json()

        assert counted(answer) == totals(page)
        assert answer["totaal"] == sum(totals(page)) == published(site)
        assert [card["referentie"] for card in answer["kandidaten"]] == references(page)

    def test_gets_one_profile_by_its_reference(self, site: Site) -> None:
        with site.visitor() as visitor, site.visitor() as other:
            assert visitor.get("/kandidaten/").is_success  # without a cookie both would be one: their network
            assert other.get("/kandidaten/").is_success
            [first, *_] = visitor.get("/api/v1/kandidaten").json()["kandidaten"]
            again = visitor.get(f"/api/v1/kandidaten/{first['referentie']}")
            refused = other.get(f"/api/v1/kandidaten/{first['referentie']}")

        assert again.json() == first
        assert refused.status_code == 404


class TestStaff:
    def test_print_the_published_table_of_drenthe(self, site: Site) -> None:
        answer = site.manage("transparency", "--quarter", "2020-Q4", "--region", "4", "--format", "csv")

        rows = list(csv.DictReader(answer.splitlines()))
        with GOLDEN.open(encoding="utf-8", newline="") as file:
            golden = list(csv.DictReader(file))
        columns = ("gemeente_code", "gemeente", *(name for name in rows[0] if "profiel" in name), "totaal")
        assert len(columns) == 7
        assert [[row[name] for name in columns] for row in rows] == [
            [row[name] for name in columns] for row in golden
        ]

    def test_prove_that_what_is_shown_is_anonymous(self, site: Site) -> None:
        answer = json.loads(site.manage("verify_anonymity", "--json"))

        assert answer["ok"]
        assert answer["k"] == 5 <= answer["smallest_class"]
        assert answer["profiles"] == published(site)

    def test_sync_a_second_time_and_nothing_changes(self, site: Site) -> None:
        before = published(site)

        answer = json.loads(site.manage("sync_sonar", "--json"))

        assert (answer["state"], answer["applied"], answer["stale"], answer["withdrawn"]) == ("done", 0, 0, 0)
        assert answer["read"] == answer["unchanged"] + answer["quarantined"]
        assert answer["published"] == before
        site.wait_until(lambda: serves(site, answer["generation"]))  # the one before answers until the index is made

    def test_see_that_the_worker_accounted_for_every_record(self, site: Site) -> None:
        with site.sonar() as sonar:
            total = sonar.get("/v1/klanten", params={"limit": "1"}).json()["totaal"]

        columns = "state, total, read, applied + unchanged + quarantined + stale"
        [first] = site.ask(f"SELECT {columns} FROM sync_syncrun ORDER BY id LIMIT 1")
        assert first == ("done", total, total, total)
        lines = (site.folder / "logs/worker.log").read_text().splitlines()
        ended = [json.loads(line) for line in lines if "profiles.tasks.ended" in line]
        assert {"sync.run", "sync.carry_out"} <= {line["task"] for line in ended if line["state"] == "SUCCESS"}

    def test_find_bad_records_in_quarantine_by_reason(self, site: Site) -> None:
        reasons = {reason for (reason,) in site.ask("SELECT DISTINCT reason FROM sync_rejection")}

        assert "blank" in reasons
        assert reasons <= {"blank", "missing", "wrong_type", "too_long", "unknown_code", "bad_date"}


class TestAnyone:
    def test_finds_nothing_that_identifies_a_person_anywhere_but_in_sonar(self, site: Site, tmp_path: Path) -> None:
        """Database, its log, the broker's dump, all logs and answers hold none of it; the feed itself holds all."""
        with site.sonar() as sonar:
            feed = everything(sonar)
        needles = canaries(feed)
        visit(site)
        site.save_broker("dump-afterwards.rdb")
        (tmp_path / "feed").write_text(json.dumps(feed, ensure_ascii=False), encoding="utf-8")

        assert {"db.sqlite3", "db.sqlite3-wal"} <= {file.name for file in (site.folder / "data").iterdir()}
        assert grep(needles, site.folder, tmp_path) == {}
        assert len(grep(needles, tmp_path / "feed", tmp_path)) >= PEOPLE * len(IDENTIFYING)


def everything(sonar: httpx.Client) -> list[Item]:
    """All records of the feed."""
    found: list[Item] = []
    query = {"limit": "2000"}
    while True:
        page = sonar.get("/v1/klanten", params=query).json()
        found += page["items"]
        if page["volgende"] is None:
            return found
        query |= {"cursor": page["volgende"], "momentopname": page["momentopname"]}


def canaries(feed: list[Item]) -> set[str]:
    """What identifies people, half of them with a published profile, as it might be written somewhere.

    Left out are values that may rightly be found elsewhere: dates of birth that are also the day of something that
    is stored, and texts of fewer than twenty characters. The shortest that is left has six (`7913KC`).
    """
    usable = [item for item in feed if isinstance(item.get("persoon"), dict)]
    shown = [item for item in usable if item["klantprofiel"] and item["toestemming"] == "Ja"]
    chosen = [*shown[: PEOPLE // 2], *usable[-PEOPLE // 2 :]]
    stored = {value for item in feed for name, value in item.items() if name.endswith(("datum", "Sinds"))}
    values = {str(item["persoon"][name]) for item in chosen for name in IDENTIFYING} - stored
    values |= {item["klantId"] for item in chosen}
    values |= {max(text(item).splitlines(), key=len) for item in chosen if len(text(item)) >= 20}
    return {written for value in values for written in (value, escape(value), json.dumps(value)[1:-1])}


def text(item: Item) -> str:
    """The free text of someone's client profile."""
    profile = item["klantprofiel"]
    return str(profile.get("toelichting") or "") if isinstance(profile, dict) else ""


def visit(site: Site) -> None:
    """Looks around as a visitor would, so that there are answers to search."""
    with site.visitor() as visitor:
        for number in range(1, 6):
            page = visitor.get("/kandidaten/", params={"pagina": str(number)})
            assert visitor.get("/api/v1/kandidaten", params={"pagina": str(number)}).is_success
        for ref in references(page.text)[:5]:
            assert visitor.get(f"/kandidaten/{ref}/").is_success
            assert visitor.get(f"/api/v1/kandidaten/{ref}").is_success
        assert visitor.get("/kandidaten/ABC-DEFG/").status_code == 404
        assert visitor.get("/kandidaten/", params={"sector": "QQ"}).status_code == 400
        assert visitor.get("/kandidaten/", params={"pagina": "6"}).status_code == 429  # a visitor's hundred are seen
        assert visitor.get("/api/v1/kandidaten", params={"pagina": "6"}).status_code == 429
        look_up(site, references(page.text)[0])


def look_up(site: Site, ref: str) -> None:
    """Signs in as an adviser, finds the profile that a visitor knows by this reference, and saves a search."""
    site.manage("create_demo_users")
    with site.visitor() as adviser:
        post(adviser, "/inloggen/", {"username": "adviseur", "password": "verkenner-demo"})
        found = post(adviser, "/opzoeken/", {"organisatie": "", "nummer": ref})
        assert adviser.get(found.headers["Location"]).is_success
        post(adviser, "/zoekopdrachten/", {"name": "Magazijn", "query": "regio=4"})
        assert "Magazijn" in adviser.get("/zoekopdrachten/").text


def post(browser: httpx.Client, address: str, form: dict[str, str]) -> httpx.Response:
    """Sends a form as its page does, with the token of that page; the answer is a redirect."""
    browser.get(address)
    answer = browser.post(address, data={**form, "csrfmiddlewaretoken": browser.cookies["csrftoken"]})
    assert answer.status_code == 302, answer.text
    return answer


def grep(needles: set[str], where: Path, scratch: Path) -> dict[str, str]:
    """Every needle that occurs byte for byte in a file under a path, and the first file in which it does."""
    (scratch / "needles").write_text("\n".join(sorted(needles)), encoding="utf-8")
    options = ["--recursive", "--text", "--only-matching", "--fixed-strings", "--with-filename", "--null"]
    command = ["grep", *options, "--file", str(scratch / "needles"), str(where)]
    found = subprocess.run(command, env={**os.environ, "LC_ALL": "C"}, capture_output=True, check=False)
    assert found.returncode in (0, 1), found.stderr
    hits = [line.split(b"\0") for line in found.stdout.splitlines()]
    return {needle.decode(): file.decode() for file, needle in reversed(hits)}
