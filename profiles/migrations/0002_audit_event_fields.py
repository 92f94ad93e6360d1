"""An audit event also says whose references were used and what for; its people become one text."""

from django.db import migrations, models

import profiles.models.audit

ACTIONS = [
    ("results", "lijst met resultaten"),
    ("card", "profiel"),
    ("comparison", "vergelijking"),
    ("shortlist", "selectie"),
    ("print", "afdruk"),
    ("export", "bestand"),
    ("contact", "contactverzoek"),
    ("lookup", "profielnummer opgezocht"),
    ("opening", "koppeling geopend"),
    ("log_search", "logboek bekeken"),
    ("log_report", "rapport voor betrokkene"),
    ("alarm", "alarm"),
]
ORIGINS = [
    ("web", "website"),
    ("api", "API"),
    ("admin", "beheer"),
    ("command", "opdrachtregel"),
    ("system", "het systeem zelf"),
]
PURPOSES = [
    ("explore", "verkennen zonder account"),
    ("recruit", "personeel zoeken"),
    ("mediate", "bemiddelen naar werk"),
    ("support", "uitvoering en beheer door UWV"),
    ("oversight", "toezicht op het gebruik"),
]


class Migration(migrations.Migration):
    dependencies = [("profiles", "0001_start")]

    operations = [
        migrations.RenameField("auditevent", "people", "people_before"),
        migrations.AddField(
            "auditevent",
            "people",
            profiles.models.audit.KeysField(
                "personen", blank=True, default="", help_text="Keyed hashes of the people shown."
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            "auditevent",
            "viewer",
            models.CharField(
                "kijker",
                max_length=40,
                blank=True,
                help_text="Whose references were used: `o:7`, or `v:` and a hash.",
            ),
        ),
        migrations.AddField(
            "auditevent",
            "about",
            models.CharField(
                "toelichting", max_length=100, blank=True, help_text="Never personal data: it is read by many."
            ),
        ),
        migrations.AddField(
            "auditevent",
            "purpose",
            models.CharField("waarvoor", max_length=10, choices=PURPOSES, default="explore"),
            preserve_default=False,
        ),
        migrations.AlterField(
            "auditevent", "action", models.CharField("handeling", max_length=10, choices=ACTIONS)
        ),
        migrations.AlterField("auditevent", "origin", models.CharField("waar", max_length=10, choices=ORIGINS)),
    ]
