"""Under which reference each viewer knows each profile: nobody can compare notes with another organisation."""

from django.db import models


class ProfileReference(models.Model):
    """One profile that was shown to one viewer: an organisation (`o:7`) or a visitor's session (`v:` and a hash)."""

    viewer = models.CharField(max_length=40)
    profile_key = models.CharField(max_length=32)
    code = models.CharField(max_length=8)
    first_shown_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["viewer", "profile_key"], name="one_reference_per_viewer_and_profile"),
            models.UniqueConstraint(fields=["viewer", "code"], name="one_profile_per_viewer_and_reference"),
        ]

    def __str__(self) -> str:
        return self.code
