"""Census and staged rows as the database is given them, without a model object for each of a country's people."""

from operator import attrgetter

from profiles.terms import encoded
from sync.mapping import CensusValues, StagedValues

Column = str | None

CENSUS = (
    "person_key",
    "municipality",
    "party",
    "municipality_since",
    "party_since",
    "registered_on",
    "deregistered_on",
    "profile_on",
    "profile_ended_on",
)
_CENSUS_DAYS = attrgetter(*CENSUS[3:])
_LISTS = ("sectors", "task_types", "competences", "skills", "affinities", "occupations")
STAGED = (
    "person_key",
    "sub_region",
    "education",
    "hours",
    "licence",
    "travel",
    "availability",
    "dutch",
    "registered_on",
    "profile_on",
    *_LISTS,
)
_STAGED_TEXTS = attrgetter(*STAGED[:8])
_STAGED_LISTS = attrgetter(*_LISTS)
CENSUS_ROW = ("record_key", "version", "digest", *CENSUS)
STAGED_ROW = ("record_key", "version", "sealed", *STAGED)


def census_columns(values: CensusValues) -> tuple[Column, ...]:
    """The values of CENSUS; a day as 2026-11-25, which both databases read."""
    days = (day and day.isoformat() for day in _CENSUS_DAYS(values))
    return (values.person_key, values.municipality, values.party, *days)


def staged_columns(values: StagedValues) -> tuple[Column, ...]:
    """The values of STAGED."""
    days = (values.registered_on.isoformat(), values.profile_on.isoformat())
    return (*_STAGED_TEXTS(values), *days, *map(encoded, _STAGED_LISTS(values)))
