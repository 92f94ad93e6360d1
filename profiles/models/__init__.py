"""All tables of published data; no foreign key leads to a user."""

from profiles.models.alarm import Alarm
from profiles.models.audit import SHOWING, AuditAction, AuditEvent, Origin, Purpose
from profiles.models.count import MunicipalityCount, QuarterCount, RegisterCount
from profiles.models.edition import Edition, EditionCorrection, EditionFile, FigureEvent
from profiles.models.lease import Lease
from profiles.models.objection import Objection, Withdrawal
from profiles.models.profile import Card, Generation, Live, Mask
from profiles.models.progress import Progress
from profiles.models.region import Merger, Municipality, Postcode, Region, RegionName, SubRegion
from profiles.models.route import Route
from profiles.models.seal import AuditCheckpoint, AuditPending, AuditRemoval, AuditSeal
from profiles.models.trace import LastShown, RecordTrace
from profiles.models.visibility import VisibilityCount
from profiles.models.vocabulary import Fact, Label, Term, Vocabulary
from profiles.models.work_list import EmptyFieldCount

__all__ = [
    "SHOWING",
    "Alarm",
    "AuditAction",
    "AuditCheckpoint",
    "AuditEvent",
    "AuditPending",
    "AuditRemoval",
    "AuditSeal",
    "Card",
    "Edition",
    "EditionCorrection",
    "EditionFile",
    "EmptyFieldCount",
    "Fact",
    "FigureEvent",
    "Generation",
    "Label",
    "LastShown",
    "Lease",
    "Live",
    "Mask",
    "Merger",
    "Municipality",
    "MunicipalityCount",
    "Objection",
    "Origin",
    "Postcode",
    "Progress",
    "Purpose",
    "QuarterCount",
    "RecordTrace",
    "Region",
    "RegionName",
    "RegisterCount",
    "Route",
    "SubRegion",
    "Term",
    "VisibilityCount",
    "Vocabulary",
    "Withdrawal",
]
