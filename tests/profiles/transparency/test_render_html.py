"""The edition as one page: the golden cells, its order, and that data never become markup."""

import re

from profiles.transparency.render_html import render_html
from tests.profiles.transparency.golden import report, table
from tests.profiles.transparency.printing import CLOSING, HOSTILE, PRINTED, country, hostile, with_past


def text(page: str) -> str:
    """What one reads, without tags."""
    body = page.partition("<main>")[2]
    return " ".join(re.sub(r"<[^>]*>", " ", body).split())


def test_golden_drenthe_stands_cell_by_cell_in_the_table() -> None:
    rows = table(render_html(report()))[2:9]

    assert [row[1:] for row in rows] == PRINTED
    assert [row[0] for row in rows] == ["4 Drenthe", *[""] * 6]


def test_the_head_has_two_levels() -> None:
    upper, lower = table(render_html(report()))[:2]

    assert upper == [
        "Arbeidsmarktregio",
        "Gemeente",
        "Gemeenteklanten in Sonar",
        "UWV-klanten in Sonar",
        "Totaal in Sonar",
    ]
    assert lower == ["Profiel in Sonar", "Geen profiel in Sonar"] * 2


def test_it_reads_in_the_order_of_the_source() -> None:
    read = text(render_html(report()))
    parts = [
        "Transparantie van klantprofielen, Drenthe",
        "Banenafspraak",
        "TOTAAL AMR",
        CLOSING,
        "In beeld",
        "Wat tellen we?",
    ]

    assert sorted(parts, key=read.index) == parts


def test_it_needs_nothing_from_elsewhere_and_runs_no_script() -> None:
    page = render_html(with_past())

    assert "<script" not in page
    assert re.findall(r'(?:src|href)="[^"]*"', page) == []
    assert "url(" not in page
    assert re.findall(r' style="| on\w+="', page) == []


def test_a_wide_table_is_a_region_that_the_keyboard_can_scroll() -> None:
    page = render_html(report())

    assert '<div class="scroll" role="region" aria-labelledby="tabel-onderschrift" tabindex="0">' in page
    assert '<caption id="tabel-onderschrift">' in page


def test_every_identifier_is_used_once() -> None:
    for page in (render_html(with_past()), render_html(country())):
        identifiers = re.findall(r' id="([^"]*)"', page)
        assert len(identifiers) == len(set(identifiers))
        assert {name for names in re.findall(r'aria-labelledby="([^"]*)"', page) for name in names.split()} <= set(
            identifiers
        )


def test_the_country_has_the_map_and_closes_with_everyone() -> None:
    rows = table(render_html(country()))

    assert ["", "gemeente onbekend", "0", "0", "0", "5", "5"] in rows
    assert ["", "TOTAAL NEDERLAND", "108", "1.074", "1.838", "555", "3.575"] in rows
    assert "Aandeel met een profiel per arbeidsmarktregio" in render_html(country())


def test_names_that_look_like_markup_are_text() -> None:
    page = render_html(hostile())

    assert "<b>Drenthe" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert HOSTILE[0] in page.replace("&amp;", "&")
    assert "\x00" not in page
    assert "\x0b" not in page


def test_a_protected_edition_says_how_it_is_protected() -> None:
    page = text(render_html(report(protected=True)))

    assert "elk aantal is apart afgerond op vijf" in page
    assert "&lt; 8" in page


def test_the_same_report_gives_the_same_page() -> None:
    assert render_html(with_past()) == render_html(with_past())
