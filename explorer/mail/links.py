"""Whole addresses of pages of this site, for mail that no request causes."""

from django.conf import settings


def address_of(path: str) -> str:
    """The address of a path (from `reverse`) on this site."""
    return f"{settings.SITE_URL}{path}"
