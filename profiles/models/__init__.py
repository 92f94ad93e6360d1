"""All tables of published data; no foreign key leads to a user."""

from profiles.models.audit import AuditEvent
from profiles.models.count import MunicipalityCount, QuarterCount, RegisterCount
from profiles.models.objection import Objection
from profiles.models.profile import Card, Generation, Live, Mask
from profiles.models.progress import Progress
from profiles.models.region import Merger, Municipality, Postcode, Region, RegionName, SubRegion
from profiles.models.route import Route
from profiles.models.vocabulary import Fact, Label, Term, Vocabulary

__all__ = [
    "AuditEvent",
    "Card",
    "Fact",
    "Generation",
    "Label",
    "Live",
    "Mask",
    "Merger",
    "Municipality",
    "MunicipalityCount",
    "Objection",
    "Postcode",
    "Progress",
    "QuarterCount",
    "Region",
    "RegionName",
    "RegisterCount",
    "Route",
    "SubRegion",
    "Term",
    "Vocabulary",
]
