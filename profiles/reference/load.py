"""Loads the reference files into the database; a second time it changes nothing."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models import Model

from profiles.models import Label, Merger, Municipality, Postcode, Region, RegionName, SubRegion, Term
from profiles.reference import rows
from profiles.reference.municipalities import periods
from profiles.reference.store import Counts, drop_others, put
from profiles.reference.terms import TermRow, by_depth, term_rows
from profiles.vocabularies import forget_reference


def load() -> dict[str, Counts]:
    """Brings every table to what the files say, and tells per table what happened.

    Rows that are gone from the files are removed, except terms: a published card may still show them. (So a
    label or sub-region that goes needs a new release.) A site that runs meanwhile sees old or new rows,
    batch by batch.
    """
    wanted = [(table, table.wanted()) for table in TABLES]
    counts = {table.name: put(instances, table.key) for table, instances in wanted}
    counts["terms"] = load_terms()
    for table, instances in reversed(wanted):  # what refers to a row goes before the row
        counts[table.name] += drop_others(instances, table.key)
    forget_reference()
    return counts


def load_terms() -> Counts:
    """Loads all terms in layers, because a parent needs its id before a child can point to it."""
    counts = Counts()
    for layer in by_depth(term_rows()):
        stored = Term.objects.values_list("vocabulary", "code", "pk")
        ids = {(vocabulary, code): pk for vocabulary, code, pk in stored}
        counts += put([_term(row, ids) for row in layer], ("vocabulary", "code"))
    return counts


def _term(row: TermRow, ids: dict[tuple[str, str], int]) -> Term:
    return Term(
        vocabulary=row.vocabulary,
        code=row.code,
        label_nl=row.label_nl,
        label_en=row.label_en,
        position=row.position,
        parent_id=ids[row.vocabulary, row.parent] if row.parent else None,
        synonyms=row.synonyms,
        origin=row.origin,
    )


def _regions() -> list[Region]:
    return [
        Region(number=int(row["regio_nummer"]), cbs_code=row["regio_code_cbs"], name=row["regio_2026"])
        for row in rows("arbeidsmarktregios")
    ]


def _region_names() -> list[RegionName]:
    return [
        RegionName(
            region_id=int(row["regio_nummer"]),
            name=row["naam"],
            valid_from=dt.date.fromisoformat(row["geldig_vanaf"]),
            valid_to=dt.date.fromisoformat(row["geldig_tot"]) if row["geldig_tot"] else None,
        )
        for row in rows("regionamen")
    ]


def _neighbours() -> list[Model]:
    """Both directions of every border between two regions."""
    borders = [(int(row["regio_nummer"]), int(row["buur_nummer"])) for row in rows("regio_grenzen")]
    pairs = [*borders, *((there, here) for here, there in borders)]
    return [Region.neighbours.through(from_region_id=here, to_region_id=there) for here, there in pairs]


def _sub_regions() -> list[SubRegion]:
    found = {row["deelgebied_code"]: row for row in rows("deelgebieden_2026")}
    return [
        SubRegion(code=code, name=row["deelgebied"], region_id=int(row["regio_nummer"]))
        for code, row in found.items()
    ]


def _municipalities() -> list[Municipality]:
    return [
        Municipality(
            code=period.code,
            name=period.name,
            province=period.province,
            region_id=period.region,
            sub_region_id=period.sub_region,
            inhabitants=period.inhabitants,
            latitude=period.latitude,
            longitude=period.longitude,
            valid_from=period.valid_from,
            valid_to=period.valid_to,
        )
        for period in periods()
    ]


def _mergers() -> list[Merger]:
    return [
        Merger(
            on=dt.date.fromisoformat(row["datum"]),
            old=row["oude_code"],
            new=row["nieuwe_code"],
            whole=row["soort"] == "geheel",
        )
        for row in rows("herindelingen_2020_2026")
    ]


def _postcodes() -> list[Postcode]:
    return [
        Postcode(
            digits=row["pc4"],
            place=row["plaats"],
            municipality=row["gemeente_code_2026"],
            latitude=float(row["lat"]),
            longitude=float(row["lon"]),
        )
        for row in rows("pc4")
    ]


def _labels() -> list[Label]:
    return [
        Label(
            fact=row["fact"],
            code=row["code"],
            level=int(row["level"]),
            covers=row["covers"],
            accepts=row["accepts"],
            label_nl=row["label_nl"],
            label_en=row["label_en"],
            position=int(row["position"]),
            origin=row["origin"],
        )
        for row in rows("ladders")
    ]


@dataclass(frozen=True, slots=True)
class Table:
    """A table, the columns that identify a row, and the rows it should hold."""

    name: str
    key: tuple[str, ...]
    wanted: Callable[[], Sequence[Model]]


# In this order every row exists before another row refers to it.
TABLES = (
    Table("regions", ("number",), _regions),
    Table("region names", ("region_id", "valid_from"), _region_names),
    Table("neighbours", ("from_region_id", "to_region_id"), _neighbours),
    Table("sub-regions", ("code",), _sub_regions),
    Table("municipalities", ("code", "valid_from"), _municipalities),
    Table("mergers", ("on", "old", "new"), _mergers),
    Table("postcodes", ("digits",), _postcodes),
    Table("labels", ("fact", "code"), _labels),
)
