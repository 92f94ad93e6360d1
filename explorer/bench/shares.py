"""How the benchmark's people are spread: as published where figures are, else in the proportions of the mock feed.

Published (Trouw, 1 October 2019, on 157,659 profiles): education unknown 66,595; preferred sector not filled in
60,000; deployability unknown "more than a quarter"; directly available "under 8%". What a release keeps exact: as a
lattice over 157,659 people with real region sizes did.
"""

from collections.abc import Mapping

Weights = Mapping[str, float]

FILLED_IN: Mapping[str, Weights] = {
    "education": {"": 42.24, "1": 8.1, "2": 17.3, "3": 2.4, "4": 22.0, "5": 2.4, "6": 0.6, "9": 4.96},
    "hours": {"": 25, "U00": 6.8, "U12": 13.5, "U20": 25.5, "U28": 18.8, "U36": 10.4},
    "licence": {"": 30, "geen": 42, "B": 19, "BMeer": 9},
    "travel": {"": 35, "T05": 7, "T15": 25, "T25": 20, "T50": 9, "T75": 4},
    "availability": {"": 26, "direct": 7.6, "overleg": 66.4},
    "dutch": {"": 15, "1": 3, "2": 18, "3": 44, "4": 20},
    "freshness": {"kwartaal": 15, "jaar": 35, "ouder": 50},
}
"""By fact: how many people in a hundred have each finest label, before a release coarsens it."""

KEPT_EXACT: Weights = {"education": 0.97, "hours": 0.93, "licence": 0.82, "travel": 0.56, "availability": 0.95}
"""By fact: the share of people whose label a release shows as it is; the others get a coarser one, or none."""

SUB_REGION_KEPT = 0.999
PLACE_UNKNOWN = 0.005

TERM_NUMBERS: Mapping[str, tuple[float, ...]] = {
    "sectors": (38.06, 27.9, 21.7, 9.3, 3.1),
    "task_types": (30, 15, 22, 18, 10, 5),
    "occupations": (28, 32, 25, 15),
    "skills": (35, 8, 12, 15, 12, 8, 6, 4),
    "competences": (32, 8, 15, 18, 14, 8, 5),
    "affinities": (30, 12, 22, 20, 10, 6),
}
"""By list: how many people in a hundred name 0, 1, 2 … terms."""

DIRECTIONS = 40
"""Kinds of work, of ever fewer people. Someone's terms come from their own, from a second one, or from anywhere."""
OWN, SECOND = 0.72, 0.22

OWN_TERMS: Mapping[str, int] = {
    "sectors": 4,
    "task_types": 9,
    "occupations": 80,
    "skills": 45,
    "competences": 14,
    "affinities": 14,
}
"""By list: how many terms belong to one direction."""

SKEW = 4
"""The term at rank r is named 1 / (r + SKEW) as often."""
PARENT_NAMED = 0.2
"""A term with finer ones below it is named this much as often as one without."""
FLAT = (0.995, 0.005)
LIFTED: Mapping[str, tuple[float, ...]] = {
    "sectors": FLAT,
    "task_types": FLAT,
    "occupations": (0.7, 0.14, 0.09, 0.05, 0.02),
    "skills": (0.88, 0.07, 0.03, 0.02),
    "competences": FLAT,
    "affinities": FLAT,
}
"""By list: the share of named terms that a release shows as they are, one step coarser, two steps … (past the last
step: not at all). A real release lifts more of the rare ones: here the whole vocabulary stays, the harder case."""
