"""Names the fields of a record that may stay, keys the rest away, and turns codes into vocabulary terms.

Identity ends here: what leaves this module holds no direct identifier, except sealed.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from profiles import keys
from profiles.models import Fact, Label, Municipality, Term, Vocabulary
from profiles.reference.municipalities import Timeline, normalised, timeline
from profiles.terms import Terms
from sync.sonar.records import ClientProfile, SonarRecord, Unusable

MASTERED = frozenset({"1", "2"})  # good and sufficient; other answers are not kept
NO_LICENCE = "GEEN"
NOT_B = frozenset({"AM", "A", "A1", "A2", "T"})
MORE_THAN_B = frozenset({"B+", "BE", "C", "C1", "CE", "C1E", "D", "D1", "DE", "D1E"})
DIRECT = "DIRECT"
LATER = frozenset({"TERMIJN", "WERKT", "SCHOOL", "KAN_NIET", "WIL_NIET"})
FULL_WEEK = 40


class NoReferenceDataError(Exception):
    """There are no municipalities and terms to understand a record by: all would be refused, and everyone hidden."""

    def __init__(self) -> None:
        super().__init__("The reference data are not loaded. Run load_reference_data, then sync again.")


@dataclass(frozen=True)
class CensusValues:
    """What the quarterly counts need of one record."""

    person_key: str
    municipality: str
    municipality_since: dt.date | None
    party: str
    party_since: dt.date | None
    registered_on: dt.date
    deregistered_on: dt.date | None
    profile_on: dt.date | None
    profile_ended_on: dt.date | None


@dataclass(frozen=True)
class StagedValues:
    """The finest values that may be published of one record; codes of labels and terms, empty = unknown."""

    person_key: str
    registered_on: dt.date
    sub_region: str
    education: str
    hours: str
    licence: str
    travel: str
    availability: str
    dutch: str
    profile_on: dt.date
    sectors: Terms
    task_types: Terms
    competences: Terms
    skills: Terms
    affinities: Terms
    occupations: Terms


@dataclass(frozen=True)
class Vocabularies:
    """Every code that the mapping may produce."""

    terms: dict[str, frozenset[str]]
    label_of: dict[str, dict[str, str]]
    """By fact: fine value -> code of the finest label that covers it."""
    sub_region_of: dict[str, str]
    region_of: dict[str, int]
    timeline: Timeline


def vocabularies() -> Vocabularies:
    """Reads the reference tables once, for one run.

    Raises:
        NoReferenceDataError: they are empty.
    """
    terms: dict[str, set[str]] = {name: set() for name in Vocabulary.values}
    for vocabulary, code in Term.objects.values_list("vocabulary", "code"):
        terms[vocabulary].add(code)
    labels: dict[str, dict[str, str]] = {name: {} for name in Fact.values}
    for fact, code, covers in Label.objects.filter(level=0).values_list("fact", "code", "covers"):
        labels[fact].update((value, code) for value in covers.split())
    places = list(Municipality.objects.today().values_list("code", "sub_region_id", "region_id"))
    if not places or not all(terms.values()):
        raise NoReferenceDataError
    return Vocabularies(
        terms={name: frozenset(codes) for name, codes in terms.items()},
        label_of=labels,
        sub_region_of={code: sub_region or "" for code, sub_region, _ in places},
        region_of={code: region for code, _, region in places},
        timeline=timeline(),
    )


def census_values(record: SonarRecord) -> CensusValues:
    """What the counts keep of a record; an unusable municipality code stays out and is counted as unknown."""
    if record.registered_on is None:
        raise Unusable("missing", "inschrijfdatum")
    return CensusValues(
        person_key=_person(record),
        municipality=normalised(record.municipality) or "",
        municipality_since=record.municipality_since,
        party=record.party,
        party_since=record.party_since,
        registered_on=record.registered_on,
        deregistered_on=record.deregistered_on,
        profile_on=record.profile_on,
        profile_ended_on=record.profile_ended_on,
    )


def may_be_published(record: SonarRecord, today: dt.date) -> bool:
    """Target group yes, registered, profile present today, consent yes; unknown consent is not yes."""
    return (
        record.in_target_group
        and record.consents
        and record.profile is not None
        and _holds(record.registered_on, record.deregistered_on, today)
        and _holds(record.profile_on, record.profile_ended_on, today)
    )


def staged_values(record: SonarRecord, person_key: str, codes: Vocabularies, today: dt.date) -> StagedValues:
    """The values of a record that may be published, field by field.

    Raises:
        Unusable: unknown_code, when a code is not in its vocabulary.
    """
    profile = record.profile
    if profile is None or record.profile_on is None or record.registered_on is None:
        raise Unusable("missing", "klantprofiel")
    return StagedValues(
        person_key=person_key,
        registered_on=record.registered_on,
        sub_region=codes.sub_region_of.get(_municipality_today(record, codes, today), ""),
        education=_education(profile, codes),
        hours=_hours(profile, codes),
        licence=_licence(profile),
        travel=_label(profile.radius, Fact.TRAVEL, "regiostraal", codes),
        availability=_availability(profile),
        dutch=_dutch(profile, codes),
        profile_on=record.registered_on if record.from_file else record.profile_on,  # never fresher than it is
        sectors=_terms(profile.sectors, Vocabulary.SECTOR, "sectoren", codes),
        task_types=_terms(profile.task_types, Vocabulary.TASK_TYPE, "taaksoorten", codes),
        competences=_terms(_mastered(profile), Vocabulary.COMPETENCE, "competenties", codes),
        skills=_terms(profile.skills, Vocabulary.SKILL, "vaardigheden", codes),
        affinities=_terms(profile.affinities, Vocabulary.AFFINITY, "affiniteiten", codes),
        occupations=_terms(profile.occupations, Vocabulary.OCCUPATION, "beroepen", codes),
    )


def sealed_link(record: SonarRecord, values: StagedValues, codes: Vocabularies, today: dt.date) -> bytes:
    """The way back for an adviser: true region, Sonar id and the names of empty fields, sealed."""
    empty = sorted(name for name, value in vars(values).items() if not value)
    region = codes.region_of.get(_municipality_today(record, codes, today))
    return keys.seal({"region": region, "klantId": record.klant_id, "empty": empty})


def region_of(record: SonarRecord, codes: Vocabularies, today: dt.date) -> int:
    """UWV's number of the region in which somebody lives; 0 when it cannot be placed."""
    return codes.region_of.get(_municipality_today(record, codes, today), 0)


def region_today(municipality: str, codes: Vocabularies, today: dt.date) -> int:
    """UWV's number of the region in which a stored municipality code lies today; 0 when it cannot be placed."""
    return codes.region_of.get(codes.timeline.carried(municipality, today) or "", 0)


def _municipality_today(record: SonarRecord, codes: Vocabularies, today: dt.date) -> str:
    """The municipality's code in today's list, or "" when it is unknown or was split."""
    return codes.timeline.carried(normalised(record.municipality) or "", today) or ""


def _person(record: SonarRecord) -> str:
    """One key per person; without a usable BSN the record stands for itself."""
    return keys.person_key(record.bsn or f"record {record.klant_id}")


def _holds(start: dt.date | None, end: dt.date | None, day: dt.date) -> bool:
    return start is not None and start <= day and (end is None or end > day)


def _label(value: str | None, fact: str, field: str, codes: Vocabularies) -> str:
    if value is None:
        return ""
    if value not in codes.label_of[fact]:
        raise Unusable("unknown_code", field)
    return codes.label_of[fact][value]


def _education(profile: ClientProfile, codes: Vocabularies) -> str:
    if profile.education is None:
        return ""
    if profile.education not in codes.label_of[Fact.EDUCATION].values():
        raise Unusable("unknown_code", "opleidingsniveau")
    return profile.education


def _hours(profile: ClientProfile, codes: Vocabularies) -> str:
    hours = profile.hours
    return "" if hours is None else codes.label_of[Fact.HOURS][str(min(hours, FULL_WEEK))]


def _licence(profile: ClientProfile) -> str:
    """Only a licence below B or an explicit GEEN says "no B"; an empty list says nothing."""
    held = set(profile.licences)
    if held - NOT_B - MORE_THAN_B - {"B", NO_LICENCE}:
        raise Unusable("unknown_code", "rijbewijzen")
    if held & MORE_THAN_B:
        return "BMeer"
    if "B" in held:
        return "B"
    return "geen" if held else ""


def _availability(profile: ClientProfile) -> str:
    """Every reason for not being available at once becomes "in overleg": the reason itself is nobody's business."""
    if profile.availability is None:
        return ""
    if profile.availability == DIRECT:
        return "direct"
    if profile.availability not in LATER:
        raise Unusable("unknown_code", "beschikbaarheid")
    return "overleg"


def _dutch(profile: ClientProfile, codes: Vocabularies) -> str:
    return "" if profile.dutch in ("0", "8") else _label(profile.dutch, Fact.DUTCH, "mondelingNederlands", codes)


def _mastered(profile: ClientProfile) -> tuple[str, ...]:
    return tuple(code for code, mastery in profile.competences if mastery in MASTERED)


def _terms(found: Iterable[str], vocabulary: str, field: str, codes: Vocabularies) -> Terms:
    kept = tuple(found)
    if any(code not in codes.terms[vocabulary] for code in kept):
        raise Unusable("unknown_code", field)
    return Terms(codes=kept)
