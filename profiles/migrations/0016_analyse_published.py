"""From here on workers can have PostgreSQL count what they published."""

from django.db import migrations

from profiles import planning


def install(apps, schema_editor):
    planning.install(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("profiles", "0015_name_the_status")]

    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
