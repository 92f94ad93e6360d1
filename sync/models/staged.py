"""The staged set: what may be published of each record, finest values, not generalised yet."""

from django.db import models

from profiles.models.fields import TermsField


class Publishable(models.Model):
    """The finest values of one Sonar record that may be published; not generalised, so never shown as it is."""

    record_key = models.CharField(max_length=32, primary_key=True)
    person_key = models.CharField(max_length=32, db_index=True)
    version = models.BigIntegerField(help_text="Below zero: of a file, older than any of the feed.")
    registered_on = models.DateField()
    sub_region = models.CharField(max_length=5, blank=True, help_text="Empty: municipality unknown.")
    education = models.CharField(max_length=10, blank=True)
    hours = models.CharField(max_length=10, blank=True)
    licence = models.CharField(max_length=10, blank=True)
    travel = models.CharField(max_length=10, blank=True)
    availability = models.CharField(max_length=10, blank=True)
    dutch = models.CharField(max_length=10, blank=True)
    profile_on = models.DateField()
    sectors = TermsField()
    task_types = TermsField()
    competences = TermsField()
    skills = TermsField()
    affinities = TermsField()
    occupations = TermsField()
    sealed = models.BinaryField(help_text="The sealed link back to the record.")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.record_key


class StagedProfile(Publishable):
    """What the sync read last of one record."""


class ReleasedProfile(Publishable):
    """What was last released of one record; a release renews the regions that are due, and is made from these."""

    person_key = models.CharField(max_length=32)  # nobody looks a person up here: an index would cost each release


class RegionRelease(models.Model):
    """When the changes of a region were last released; 0 stands for people whose municipality is not known."""

    region = models.PositiveSmallIntegerField(primary_key=True)
    released_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.region}: {self.released_at:%Y-%m-%d}"
