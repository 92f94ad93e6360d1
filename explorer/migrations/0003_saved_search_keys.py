"""Gives saved searches an address that is drawn by lot, the stored ones too."""

import uuid
from typing import Any

from django.db import migrations, models


def draw_keys(apps: Any, editor: Any) -> None:
    saved_searches = apps.get_model("explorer", "SavedSearch")
    for row in saved_searches.objects.using(editor.connection.alias).filter(key=None).iterator():
        row.key = uuid.uuid4()
        row.save(update_fields=["key"])


class Migration(migrations.Migration):
    dependencies = [("explorer", "0002_count_what_is_shown")]

    operations = [
        migrations.AddField("savedsearch", "key", models.UUIDField(editable=False, null=True)),
        migrations.RunPython(draw_keys, migrations.RunPython.noop),
        migrations.AlterField(
            "savedsearch",
            "key",
            models.UUIDField(
                default=uuid.uuid4,
                editable=False,
                help_text="In addresses: drawn by lot, unlike the id.",
                unique=True,
            ),
        ),
    ]
