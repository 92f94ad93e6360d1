"""Terms and labels that a card may show, as data in two languages."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Labelled(models.Model):
    """Anything with a Dutch and an English label and a place in its list."""

    label_nl = models.CharField(_("Nederlands"), max_length=250)
    label_en = models.CharField(_("Engels"), max_length=250)
    position = models.PositiveIntegerField(_("volgorde"))

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.label_en if (get_language() or "nl").startswith("en") else self.label_nl


class Vocabulary(models.TextChoices):
    """The lists of terms of work wishes; values are the search parameters of the outside contract."""

    SECTOR = "sector", _("Sectoren")
    TASK_TYPE = "taaksoort", _("Taaksoorten")
    COMPETENCE = "competentie", _("Competenties")
    SKILL = "vaardigheid", _("Vaardigheden")
    AFFINITY = "affiniteit", _("Affiniteiten")
    OCCUPATION = "beroep", _("Beroepen")


class Term(Labelled):
    """One term of a vocabulary; only skills and occupations have parents."""

    vocabulary = models.CharField(_("lijst"), max_length=20, choices=Vocabulary.choices)
    code = models.CharField(_("code"), max_length=40)
    parent = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("bovenliggende term"), null=True, blank=True, related_name="children"
    )
    synonyms = models.TextField(_("synoniemen"), blank=True, help_text="Other names in Dutch, one a line.")
    origin = models.CharField(
        _("herkomst"), max_length=250, help_text="Where the term comes from; 'samengesteld' = composed here."
    )

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("termen")
        constraints = [models.UniqueConstraint(fields=["vocabulary", "code"], name="one_term_per_code")]


class Fact(models.TextChoices):
    """The facts on a card with a ladder from fine to coarse; place has its own (sub-region, region, country)."""

    EDUCATION = "education", _("Opleidingsniveau")
    HOURS = "hours", _("Uren per week")
    LICENCE = "licence", _("Rijbewijs")
    TRAVEL = "travel", _("Reisafstand")
    AVAILABILITY = "availability", _("Beschikbaarheid")
    DUTCH = "dutch", _("Niveau Nederlands")
    FRESHNESS = "freshness", _("Bijgewerkt")


class Label(Labelled):
    """One step of a ladder: a label and the fine values that it covers (DESIGN: labels are sets)."""

    fact = models.CharField(_("feit"), max_length=20, choices=Fact.choices)
    code = models.CharField(_("code"), max_length=10)
    level = models.PositiveSmallIntegerField(_("niveau"), help_text="0 = finest, 1 = coarser.")
    covers = models.CharField(_("dekt"), max_length=200, help_text="The fine values that this label may stand for.")
    accepts = models.CharField(
        _("aanvaardt"), max_length=200, help_text="The fine values that meet a search for this label."
    )
    origin = models.CharField(_("herkomst"), max_length=250)

    class Meta:
        verbose_name = _("label")
        verbose_name_plural = _("labels")
        constraints = [models.UniqueConstraint(fields=["fact", "code"], name="one_label_per_code")]
