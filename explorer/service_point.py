"""Whom an employer calls: the service point of a candidate's region, and its telephone number."""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from profiles.vocabularies import reference

WHOLE_COUNTRY = 0
PHONE = re.compile(r"[+0-9][0-9 ()-]{2,19}")


class ServicePointsError(ValueError):
    """The file of service points cannot be used; the message says which line."""


@dataclass(frozen=True)
class ServicePoint:
    """A service point; `phone` is empty where no number is known, `is_invented` in the demo."""

    name: str
    phone: str
    is_invented: bool

    @property
    def phone_url(self) -> str:
        """An address that a telephone dials, abroad too."""
        digits = re.sub(r"[^0-9+]", "", self.phone)
        return f"tel:+31{digits[1:]}" if digits.startswith("0") else f"tel:{digits}"


def service_point_for(place: str) -> ServicePoint:
    """The one of the region in which a place label lies; a label wider than a region has that of the country."""
    region = region_of(place)
    phones = _phones(settings.SERVICE_POINTS_FILE)
    name = f"{settings.SERVICE_POINT_NAME} {reference().regions[region]}" if region else settings.SERVICE_POINT_NAME
    phone = phones.get(region, "") or phones.get(WHOLE_COUNTRY, "")
    return ServicePoint(name, phone, is_invented=settings.DEMO)


def region_of(place: str) -> int:
    """The region (UWV's number) in which a place label lies; 0 for the whole country."""
    if place in reference().sub_regions:
        return reference().sub_regions[place][1]
    return int(place[1:]) if place.startswith("R") else WHOLE_COUNTRY


@lru_cache(maxsize=4)
def _phones(path: str) -> Mapping[int, str]:
    """Telephone numbers by region.

    Raises:
        ServicePointsError: a line has no region of 0-35 or no telephone number.
    """
    if not path:
        return {}
    with Path(path).open(encoding="utf-8", newline="") as file:
        return dict(_row(number, row) for number, row in enumerate(csv.DictReader(file), 2))


def _row(line: int, row: Mapping[str, str]) -> tuple[int, str]:
    region, phone = row.get("regio_nummer") or "", (row.get("telefoon") or "").strip()
    if not (region.isdecimal() and int(region) <= len(reference().regions) and PHONE.fullmatch(phone)):
        raise ServicePointsError(f"SERVICE_POINTS_FILE, line {line}: needs a region (0-35) and a telephone number.")
    return int(region), phone
