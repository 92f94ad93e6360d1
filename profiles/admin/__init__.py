"""Admin pages of published data; each module registers its own."""

from profiles.admin import published

__all__ = ["published"]
