"""Whether someone looked at who an organisation is; those of before were made by staff, who did."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils import timezone


def check_those_of_before(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("explorer", "Organisation").objects.update(checked_at=timezone.now(), checked_by="migration")


class Migration(migrations.Migration):

    dependencies = [
        ('explorer', '0009_follow_saved_searches'),
    ]

    operations = [
        migrations.AddField(
            model_name='organisation',
            name='checked_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='gecontroleerd op'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='checked_by',
            field=models.CharField(blank=True, editable=False, max_length=150, verbose_name='gecontroleerd door'),
        ),
        migrations.RunPython(check_those_of_before, migrations.RunPython.noop),
    ]
