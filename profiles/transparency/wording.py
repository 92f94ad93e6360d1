"""The sentences and heads of an edition, in Dutch and in the order of UWV's publication. Files are not translated."""

import datetime as dt
from dataclasses import dataclass

from profiles.calendar import day_of
from profiles.transparency.lines import Change, Figure, known_in, lines, printed
from profiles.transparency.report import COUNTRY, Known, RegionFigures, Report

NAME = "Transparantie van klantprofielen"
AREA = "Arbeidsmarktregio"
PLACE = "Gemeente"
GROUPS = ("Gemeenteklanten in Sonar", "UWV-klanten in Sonar")
WITH, WITHOUT = "Profiel in Sonar", "Geen profiel in Sonar"
TOTAL = "Totaal in Sonar"
SHARE = "Met profiel"
UNKNOWN = "onbekend"
NO_PERCENTAGE = "–"
ASSUMPTION = (
    "“Aanname” betekent: de publicatie van UWV zegt hier niets over. Dit is een keuze van wie dit overzicht maakt."
)
PROTECTED = (
    "Deze aantallen zijn beschermd: elk aantal is apart afgerond op vijf, en 1 tot en met 7 staat er als “< 8”. "
    "Opgeteld kunnen ze daarom afwijken van het totaal."
)
MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)


def day(date: dt.date) -> str:
    """As in "31 december 2020"."""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


@dataclass(frozen=True, slots=True)
class Share:
    """A printed share in whole per cents; None where none is printed. As text "74%" or a dash."""

    percent: int | None

    def __str__(self) -> str:
        return percent(self.percent)


def percent(share: int | None) -> str:
    """As in "74%"; a dash where none is printed."""
    return NO_PERCENTAGE if share is None else f"{share}%"


def area(report: Report, region: RegionFigures | None = None) -> str:
    """The area within a sentence; "Regio Zwolle" already says that it is a region."""
    if report.national and region is None:
        return f"heel {COUNTRY}"
    name = (region or report.regions[0]).name
    return f"de {name}" if name.startswith("Regio ") else f"de regio {name}"


def lead(report: Report) -> str:
    """What is counted, where and when."""
    moment = day(report.quarter.last_day)
    return f"Mensen van de doelgroep banenafspraak uit {area(report)} in Sonar, op {moment}."


def caption(report: Report) -> str:
    """What the table holds, with the two numbers of a region."""
    moment = f"Aantal mensen op {day(report.quarter.last_day)}."
    if report.national:
        return f"Alle arbeidsmarktregio’s, met de nummers van UWV. {moment}"
    region = report.regions[0]
    numbers = f"bij UWV nummer {region.number}, bij CBS code {region.cbs_code}"
    return f"Arbeidsmarktregio {region.name}: {numbers}. {moment}"


def closing(report: Report, region: RegionFigures | None = None) -> str:
    """The sentence below the table: size of the register, and the share of it that Sonar knows."""
    known = known_in(report, region)
    where = area(report, region)
    if known.register is None:
        return f"Hoeveel mensen uit {where} in het doelgroepregister staan, is onbekend. {_share_known(known)}"
    register = f"In het doelgroepregister staan {Figure(known.register)} mensen uit {where}."
    return f"{register} {_share_known(known)}"


def _share_known(known: Known) -> str:
    if known.percent is None:
        return "Welk deel daarvan bekend is in Sonar, is onbekend."
    return f"Daarvan is {known.percent}% bekend in Sonar."


def key_figures(report: Report) -> tuple[tuple[str, str], ...]:
    """The four figures that a reader looks for first, each with what it is."""
    whole, known = lines(report)[-1], known_in(report)
    return (
        (str(whole.total), "mensen in Sonar"),
        (percent(whole.share), "van hen heeft een profiel in Sonar"),
        (UNKNOWN if known.register is None else str(Figure(known.register)), "mensen in het doelgroepregister"),
        (UNKNOWN if known.percent is None else percent(known.percent), "van het register is bekend in Sonar"),
    )


def changes(report: Report) -> tuple[str, ...]:
    """How the whole area compares with the quarter before and with a year ago, as far as those were counted."""
    whole = lines(report)[-1]
    compared = ((whole.previous, report.quarter.previous()), (whole.year_ago, report.quarter.year_before()))
    return tuple(_compared(change, quarter.label) for change, quarter in compared if change)


def _compared(change: Change, quarter: str) -> str:
    people = f"{_people(Figure(abs(change.total)))} {'meer' if change.total > 0 else 'minder'} in Sonar"
    people = "evenveel mensen in Sonar" if change.total == 0 else people
    return f"Vergeleken met het {quarter}: {people}{_share_moved(change.share)}."


def _share_moved(points: int | None) -> str:
    if points is None:
        return ""
    if points == 0:
        return "; het aandeel met een profiel is gelijk"
    unit = "procentpunt" if abs(points) == 1 else "procentpunten"
    return f"; het aandeel met een profiel is {abs(points)} {unit} {'hoger' if points > 0 else 'lager'}"


def about(report: Report) -> tuple[tuple[str, str], ...]:
    """Where the figures come from: terms and what there is to say of each."""
    return (
        *_edition(report),
        ("Methode", report.method),
        ("Geteld op", day(day_of(report.counted_at))),
        *([("Indeling", report.classification)] if report.classification else []),
        ("Gemeente onbekend", f"{_people(_national(report, report.unplaced.total))} in heel Nederland"),
        ("Klant van beide", f"{_people(_national(report, report.claimed_twice))} in heel Nederland"),
        ("Afgekeurde records", f"{_national(report, report.quarantined)} in heel Nederland; niet in de tabel"),
    )


def _edition(report: Report) -> tuple[tuple[str, str], ...]:
    edition = report.edition
    if edition is None:
        return (("Editie", "nog geen; dit is een voorlopige telling"),)
    changed = tuple(
        ("Correctie", f"{fixed.name}: {Figure(fixed.before)} is nu {Figure(fixed.after)}. {fixed.reason}")
        for fixed in edition.corrections
        if not report.protected
    )
    return (("Editie", f"{edition.number} ({edition.state.value})"), *changed)


def _people(figure: Figure) -> str:
    return "1 persoon" if figure.number == 1 else f"{figure} mensen"


def _national(report: Report, number: int) -> Figure:
    return printed(number) if report.protected else Figure(number)
