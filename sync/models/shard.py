"""The parts in which a run reads the feed, each with a cursor of its own, and which records they met."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sync.models.run import EVERY_RECORD_IS_ACCOUNTED_FOR, Counted, SyncRun


class Shard(Counted):
    """One region of a full run ("1" to "35", or "overig"), or all that a delta reads ("")."""

    class State(models.TextChoices):
        WAITING = "waiting", _("wacht")
        READING = "reading", _("leest")
        READ = "read", _("gelezen")

    run = models.ForeignKey(SyncRun, models.CASCADE, verbose_name=_("synchronisatie"), related_name="shards")
    region = models.CharField(_("regio"), max_length=6, blank=True, help_text="As the feed is asked for it.")
    state = models.CharField(_("status"), max_length=10, choices=State.choices, default=State.WAITING)
    cursor = models.CharField(_("cursor"), max_length=200, blank=True, help_text="Where the next page starts.")
    heartbeat_at = models.DateTimeField(_("laatste teken"), null=True, blank=True)
    token = models.PositiveIntegerField(
        default=0, help_text="Counts who took it up; whoever holds an older number writes nothing."
    )
    attempts = models.PositiveIntegerField(
        _("pogingen"), default=0, help_text="How often a worker took up the page at the cursor."
    )
    missing_keys = models.JSONField(default=dict, blank=True, help_text="By field: records without its key.")

    class Meta:
        verbose_name = _("deel")
        verbose_name_plural = _("delen")
        constraints = [
            models.CheckConstraint(condition=EVERY_RECORD_IS_ACCOUNTED_FOR, name="every_record_of_a_shard_is_known"),
            models.UniqueConstraint(fields=["run", "region"], name="one_shard_per_region"),
        ]

    def __str__(self) -> str:
        return f"{self.run_id}/{self.region or '*'}"


class SeenPage(models.Model):
    """The records that one page of a full run held: 16 bytes of each record key, one after the other.

    Who is in no page of a complete run is no longer in the register. One row a page costs next to nothing; a mark on
    every census row would rewrite the whole table every night.
    """

    shard = models.ForeignKey(Shard, models.CASCADE, related_name="seen")
    keys = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.shard_id}: {len(self.keys) // 16}"
