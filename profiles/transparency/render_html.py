"""Writes a report as one page that needs nothing else: no server, no script, no font from elsewhere."""

from collections.abc import Iterable
from pathlib import Path
from xml.etree.ElementTree import Element

from profiles.transparency import wording
from profiles.transparency.charts.of_report import Chart, charts_of
from profiles.transparency.definitions import Explanation
from profiles.transparency.lines import Level, Line, country_lines, region_lines
from profiles.transparency.markup import Child, as_html, element
from profiles.transparency.report import RegionFigures, Report

STYLE = Path(__file__).with_name("edition.css")


def render_html(report: Report) -> str:
    """The whole document; the same report always gives the same text."""
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", report.title),
        element("style", STYLE.read_text(encoding="utf-8")),
    )
    body = element("body", element("main", *_parts(report)))
    return f"<!DOCTYPE html>\n{as_html(element('html', head, body, lang='nl'))}\n"


def _parts(report: Report) -> Iterable[Element]:
    """The page from top to bottom, in the order of UWV's publication; charts and definitions come after it."""
    yield element("p", report.quarter.label.capitalize(), class_="quarter")
    yield element("h1", f"{wording.NAME}, {report.area}")
    yield element("p", wording.lead(report), class_="lead")
    yield _keys(report)
    yield _explained("Waar gaat dit over?", report.explanations)
    yield element("h2", "Klanten en profielen per gemeente")
    if report.protected:
        yield element("p", wording.PROTECTED)
    yield _scroll("tabel", _table(report))
    yield element("p", wording.closing(report), class_="closing")
    yield element("section", element("h2", "In beeld"), *map(_figure, charts_of(report)), *_changes(report))
    yield _explained("Wat tellen we?", report.definitions)
    yield element("p", wording.ASSUMPTION, class_="small")
    yield element("section", element("h2", "Over deze telling"), _terms(wording.about(report)))


def _keys(report: Report) -> Element:
    pairs = (
        element("div", element("dt", said), element("dd", figure)) for figure, said in wording.key_figures(report)
    )
    return element("dl", *pairs, class_="keys")


def _explained(title: str, entries: Iterable[Explanation]) -> Element:
    terms = ((entry.term + (" (aanname)" if entry.assumption else ""), entry.text) for entry in entries)
    return element("section", element("h2", title), _terms(terms, class_="columns"))


def _terms(entries: Iterable[tuple[str, str]], *, class_: str = "facts") -> Element:
    pairs = (element("div", element("dt", term), element("dd", said)) for term, said in entries)
    return element("dl", *pairs, class_=class_)


def _changes(report: Report) -> Iterable[Element]:
    said = wording.changes(report)
    return [element("ul", *(element("li", sentence) for sentence in said))] if said else []


def _scroll(name: str, table: Element) -> Element:
    """A wide table scrolls by itself, also with the keys of a keyboard, and not the page."""
    return element("div", table, class_="scroll", role="region", aria_labelledby=f"{name}-onderschrift", tabindex=0)


def _table(report: Report) -> Element:
    caption = element("caption", wording.caption(report), id="tabel-onderschrift")
    groups = [_body(region, region_lines(report, region)) for region in report.regions]
    closing = [element("tbody", *(_row("", line) for line in country_lines(report)))] if report.national else []
    return element("table", caption, _head(), *groups, *closing, class_="counts")


def _head() -> Element:
    upper = (
        element("th", wording.AREA, scope="col", rowspan=2),
        element("th", wording.PLACE, scope="col", rowspan=2),
        *(element("th", group, scope="colgroup", colspan=2) for group in wording.GROUPS),
        element("th", wording.TOTAL, scope="col", rowspan=2),
    )
    lower = (element("th", party, scope="col") for party in (wording.WITH, wording.WITHOUT) * 2)
    return element("thead", element("tr", *upper), element("tr", *lower))


def _body(region: RegionFigures, rows: Iterable[Line]) -> Element:
    """A region's name stands in its first row only, as in the source."""
    named = f"{region.number} {region.name}"
    return element("tbody", *(_row("" if place else named, line) for place, line in enumerate(rows)))


def _row(area: str, line: Line) -> Element:
    first = element("th", area, scope="rowgroup") if area else element("td")
    figures = (element("td", str(figure)) for figure in line.figures)
    total = {"class_": "total"} if line.level in (Level.REGION, Level.COUNTRY) else {}
    return element("tr", first, element("th", line.name, scope="row"), *figures, **total)


def _figure(chart: Chart) -> Element:
    """A drawing with its table beside it."""
    name = chart.said.name
    head = element("tr", *(element("th", text, scope="col") for text in chart.head))
    caption = element("caption", chart.said.title, id=f"{name}-onderschrift")
    table = element(
        "table", caption, element("thead", head), element("tbody", *map(_data, chart.rows)), class_="data"
    )
    title = element("h3", chart.said.title)
    sides = element("div", element("div", chart.drawing, class_="drawing"), _scroll(name, table), class_="beside")
    return element("section", title, sides)


def _data(cells: tuple[object, ...]) -> Element:
    name, *figures = map(str, cells)
    children: list[Child] = [element("th", name, scope="row"), *(element("td", figure) for figure in figures)]
    return element("tr", *children)
