"""Admin pages of organisations, the audit log, findability and figures; each module registers its own."""

from explorer.admin import audit, editions, findability, organisations, status, transparency

__all__ = ["audit", "editions", "findability", "organisations", "status", "transparency"]
