"""Data that are not generalised yet: only workers read these tables, the website never."""

from sync.models.approval import Approval
from sync.models.bar import Bar
from sync.models.census import CensusRow
from sync.models.last_labels import LastLabels
from sync.models.rejection import Rejection
from sync.models.removal import Removal
from sync.models.run import SyncRun
from sync.models.shard import SeenPage, Shard
from sync.models.staged import Publishable, RegionRelease, ReleasedProfile, StagedProfile

__all__ = [
    "Approval",
    "Bar",
    "CensusRow",
    "LastLabels",
    "Publishable",
    "RegionRelease",
    "Rejection",
    "ReleasedProfile",
    "Removal",
    "SeenPage",
    "Shard",
    "StagedProfile",
    "SyncRun",
]
