"""Admin pages of organisations and of the audit log; each module registers its own."""

from explorer.admin import audit, organisations

__all__ = ["audit", "organisations"]
