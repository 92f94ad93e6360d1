"""What keeps old versions out of records that are not stored."""

from django.db import models


class Bar(models.Model):
    """The newest version of a record that is gone, not of the target group, or unreadable, and so is not stored.

    Without it an older version that arrives later, on a page out of order, would be taken for news. Kept for a day:
    by then a complete run has seen what the feed has.
    """

    record_key = models.CharField(max_length=32, primary_key=True)
    version = models.BigIntegerField()
    noted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.record_key} {self.version}"
