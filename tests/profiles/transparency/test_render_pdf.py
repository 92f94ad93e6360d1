"""The publication on paper: its words, its figures, its tags, and that it never changes."""

import io
from collections import Counter
from pathlib import Path

import pdfua
import pikepdf
import pypdfium2
import pytest

from profiles.transparency.render_pdf import render_pdf
from profiles.transparency.report import Report
from tests.profiles.transparency.golden import AT, report
from tests.profiles.transparency.printing import CLOSING, HOSTILE, PRINTED, country, hostile, with_past


def pages(printed: Report) -> list[str]:
    """The text of each page, spaces and line ends made one."""
    document = pypdfium2.PdfDocument(render_pdf(printed))
    texts = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    document.close()
    return texts


def opened(printed: Report) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(render_pdf(printed)))


def structure(document: pikepdf.Pdf) -> list[pikepdf.Object]:
    return tags(document.Root.StructTreeRoot.K)


def tags(part: pikepdf.Object) -> list[pikepdf.Object]:
    """Every element of the structure tree, in reading order."""
    if isinstance(part, pikepdf.Array):
        return [found for child in part for found in tags(child)]
    if not isinstance(part, pikepdf.Dictionary) or "/S" not in part:
        return []
    return [part, *(tags(part.K) if "/K" in part else [])]


def test_golden_drenthe_stands_cell_by_cell_in_the_text() -> None:
    first = pages(report())[0]

    for row in PRINTED:
        assert " ".join(row) in first
    assert CLOSING in first


def test_it_begins_with_title_quarter_and_the_four_explanations() -> None:
    first = pages(report())[0]

    assert first.startswith("Vierde kwartaal 2020 Transparantie van klantprofielen Drenthe")
    for term in ("Transparantie", "Sonar", "Klantprofiel", "Banenafspraak"):
        assert term in first
    assert "banenafpraak" not in first.lower()


def test_a_region_has_its_bars_and_its_trend_with_the_figures_beside_them() -> None:
    second = pages(with_past())[1]

    assert "Borger-Odoorn 304 63%" in second
    assert "2020-Q4 3.470 55% 9% 78%" in second
    assert "Vergeleken met het derde kwartaal 2020: 1 persoon meer in Sonar" in second


def test_the_country_has_contents_every_region_and_repeated_heads() -> None:
    texts = pages(country())

    assert texts[1].startswith("Transparantie van klantprofielen, vierde kwartaal 2020 Nederland Inhoud")
    assert "TOTAAL NEDERLAND 108 1.074 1.838 555 3.575" in " ".join(texts)
    assert "gemeente onbekend 0 0 0 5 5" in " ".join(texts)
    assert texts[-1].endswith(f"Pagina {len(texts)} van {len(texts)}")


def test_a_long_table_repeats_its_head_on_the_next_page() -> None:
    many = report().regions[0].rows * 12
    long = report(type(report().regions[0])(4, "AM03", "Drenthe", many, None))

    assert sum("Gemeenteklanten in Sonar" in text for text in pages(long)) > 1


@pytest.mark.parametrize("printed", [with_past(), country(), hostile()], ids=["region", "country", "hostile"])
def test_the_checker_of_accessible_pdf_finds_nothing(printed: Report, tmp_path: Path) -> None:
    file = tmp_path / "editie.pdf"
    file.write_bytes(render_pdf(printed))

    found = pdfua.validate(str(file))

    assert list(found.findings) == []


def test_it_says_what_it_is_and_in_which_language() -> None:
    document = opened(report())

    assert str(document.Root.Lang) == "nl-NL"
    assert document.Root.MarkInfo.Marked
    assert document.Root.ViewerPreferences.DisplayDocTitle
    with document.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == report().title


def test_headings_tables_and_pictures_are_tagged() -> None:
    document = opened(with_past())
    found = structure(document)
    kinds = Counter(str(part.S) for part in found)

    assert kinds["/H1"] == 1
    assert kinds["/Table"] == 3
    assert kinds["/Figure"] == 3
    assert all(str(part.Alt).strip() for part in found if str(part.S) == "/Figure")


def test_the_two_level_head_is_tagged_with_its_spans() -> None:
    document = opened(report())
    heads = [part for part in structure(document) if str(part.S) == "/TH"][:9]
    spans = [(int(part.A[0].get("/ColSpan", 1)), int(part.A[0].get("/RowSpan", 1))) for part in heads]

    assert spans == [(1, 2), (1, 2), (2, 1), (2, 1), (1, 2), (1, 1), (1, 1), (1, 1), (1, 1)]


def test_the_bookmarks_are_the_headings() -> None:
    with opened(report()).open_outline() as outline:
        marked = [part.title for part in outline.root]

    assert marked == [
        "Waar gaat dit over?",
        "Klanten en profielen per gemeente",
        "Over deze telling",
        "In beeld",
        "Wat tellen we?",
    ]


def test_the_same_report_gives_the_same_bytes() -> None:
    assert render_pdf(with_past()) == render_pdf(with_past())


def test_its_only_date_is_the_day_of_the_count() -> None:
    document = opened(report())

    assert str(document.docinfo["/CreationDate"]).startswith(f"D:{AT:%Y%m%d}")


def test_names_that_look_like_code_are_printed_as_they_are() -> None:
    text = " ".join(pages(hostile()))

    for name in HOSTILE[:3]:
        assert " ".join(name.split()) in text


def test_only_the_shipped_font_is_used() -> None:
    fonts = {
        str(font.BaseFont).partition("+")[2]
        for page in opened(with_past()).pages
        for font in page.resources.Font.values()
    }

    assert {name.partition("-")[0] for name in fonts} == {"SourceSans3"}
