"""Admin pages of organisations, the audit log and findability; each module registers its own."""

from explorer.admin import audit, findability, organisations

__all__ = ["audit", "findability", "organisations"]
