"""Who saw whom: the log that every showing of a profile goes through, and what makes it tamper-evident."""

from profiles.audit.alarms import raise_alarm
from profiles.audit.write import Viewer, record

__all__ = ["Viewer", "raise_alarm", "record"]
