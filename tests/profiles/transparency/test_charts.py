"""Charts as drawings that can be read, heard and printed in grey."""

from itertools import pairwise
from xml.etree.ElementTree import Element, fromstring

import pytest

from profiles.transparency.charts.bars import Bar, bars
from profiles.transparency.charts.drawing import Said
from profiles.transparency.charts.of_report import Chart, bars_of, charts_of, map_of, trend_of
from profiles.transparency.charts.region_map import SHADES, Steps, locator, region_map, steps
from profiles.transparency.charts.trend import LOOKS, Series, trend
from profiles.transparency.counts import Counts
from profiles.transparency.markup import as_svg
from profiles.transparency.report import MunicipalityRow
from tests.profiles.transparency.golden import region, report
from tests.profiles.transparency.printing import HOSTILE, country, hostile, with_past

SAID = Said("proef", "Titel", "Uitleg")


def texts(drawing: Element) -> list[str]:
    return [found.text or "" for found in drawing.iter("text")]


def lightness(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("chart", [*charts_of(with_past()), *charts_of(country())], ids=lambda chart: chart.said.name)
def test_each_chart_is_an_image_with_title_and_description_and_no_script(chart: Chart) -> None:
    drawing = fromstring(as_svg(chart.drawing))
    title, description = drawing[0], drawing[1]

    assert drawing.get("role") == "img"
    assert drawing.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert title.text
    assert description.text
    assert {part.tag.partition("}")[2] for part in drawing.iter()} <= {
        *("svg", "title", "desc", "g", "path", "rect", "line", "text", "polyline", "circle")
    }


def test_bars_have_a_row_and_a_bar_for_each_municipality_and_the_region_as_a_line() -> None:
    chart = bars_of(report(), report().regions[0])

    assert {"Emmen", "50%", "Hele regio: 55%"} <= set(texts(chart.drawing))
    assert [row[0] for row in chart.rows][-2:] == ["Midden-Drenthe", "TOTAAL AMR"]
    assert "Emmen: 50 procent." in chart.said.description


def test_a_municipality_without_people_has_no_percentage_and_no_bar() -> None:
    drawing = bars(SAID, [Bar("Leeg", None), Bar("Nul", 0)], Bar("Hele regio", None))

    assert "geen percentage" in texts(drawing)
    assert len([box for box in drawing.iter("rect") if box.get("fill") == "#3b0fb0"]) == 0


def test_a_short_bar_has_its_label_outside() -> None:
    drawing = bars(SAID, [Bar("Kort", 3), Bar("Lang", 97)], Bar("Hele regio", 50))
    places = {label.text: float(label.get("x", "0")) for label in drawing.iter("text")}
    widths = [float(box.get("width", "0")) for box in drawing.iter("rect") if box.get("fill") == "#3b0fb0"]

    assert places["3%"] > 216 + widths[0]
    assert places["97%"] < 216 + widths[1]


def test_the_trend_has_a_line_per_group_told_apart_without_colour() -> None:
    chart = trend_of(with_past())

    assert chart is not None
    dashes = [found.get("stroke-dasharray") for found in chart.drawing.iter("polyline")]
    assert len(set(dashes)) == len(LOOKS) == 3
    assert [row[0] for row in chart.rows] == ["2019-Q4", "2020-Q2", "2020-Q3", "2020-Q4"]
    assert [str(cell) for cell in chart.rows[-1]] == ["2020-Q4", "3.470", "55%", "9%", "78%"]


def test_without_earlier_quarters_or_in_a_protected_report_there_is_no_trend() -> None:
    assert trend_of(report()) is None
    assert trend_of(with_past(protected=True)) is None


def test_labels_at_the_end_of_lines_do_not_overlap() -> None:
    drawing = trend(SAID, ["a", "b"], [Series("Een", (1, 0)), Series("Twee", (1, 0)), Series("Drie", (2, 1))])
    heights = sorted(float(label.get("y", "0")) for label in drawing.iter("text") if ": " in (label.text or ""))

    assert all(lower - higher >= 20 for higher, lower in pairwise(heights))


def test_the_map_numbers_every_region_and_says_which_shade_means_what() -> None:
    chart = map_of(country())
    labels = texts(chart.drawing)

    assert {str(number) for number in range(1, 36)} <= set(labels)
    assert "Met profiel" in labels
    assert [row[0] for row in chart.rows] == ["4 Drenthe", "5 Regio Zwolle"]
    assert "Het laagst is Regio Zwolle met 40%, het hoogst Drenthe met 55%." in chart.said.description


def test_the_shades_get_darker_step_by_step_in_grey_too() -> None:
    greys = [lightness(shade) for shade in SHADES]

    assert all(lighter - darker > 25 for lighter, darker in pairwise(greys))


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ({1: 50}, Steps(50, 1)),
        ({1: 38, 2: 77}, Steps(30, 10)),
        ({1: 0, 2: 100}, Steps(0, 20)),
        ({1: None}, Steps(0, 1)),
        ({1: 41, 2: 55}, Steps(40, 5)),
    ],
)
def test_the_shades_cover_what_there_is(shares: dict[int, int | None], expected: Steps) -> None:
    chosen = steps(shares)

    assert chosen == expected
    assert all(0 <= chosen.place(share) < len(SHADES) for share in shares.values() if share is not None)


def test_every_share_has_one_shade_and_the_legend_names_it() -> None:
    for share in range(101):
        chosen = steps({1: share, 2: 0})
        label = chosen.label(chosen.place(share))
        low, _, high = label.removesuffix("%").partition("–")
        assert int(low) <= share <= int(high or low)


def test_a_region_without_a_percentage_stays_white_and_the_legend_says_so() -> None:
    assert "geen percentage" in texts(region_map(SAID, {1: 40, 2: None}))
    assert "geen percentage" not in texts(region_map(SAID, dict.fromkeys(range(1, 36), 40)))


def test_a_locator_fills_in_one_region() -> None:
    fills = [path.get("fill") for path in locator(SAID, 4).iter("path")]

    assert len(fills) == 35
    assert fills.count("#3b0fb0") == 1


def test_names_from_the_data_cannot_become_markup() -> None:
    chart = bars_of(hostile(), hostile().regions[0])
    written = as_svg(chart.drawing)

    assert "<script" not in written
    assert [
        label
        for label in texts(fromstring(written.replace(' xmlns="http://www.w3.org/2000/svg"', "")))
        if "script" in label
    ]
    assert HOSTILE[1][:10] in " ".join(row[0] for row in chart.rows if isinstance(row[0], str))


def test_a_protected_chart_gives_no_share_on_a_small_base() -> None:
    small = report(region(MunicipalityRow("GM0114", "Emmen", Counts(20, 20, 20, 20))), protected=True)

    assert str(bars_of(small, small.regions[0]).rows[0][2]) == "–"
