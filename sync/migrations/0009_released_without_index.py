from django.db import migrations, models


class Migration(migrations.Migration):
    """Nobody looks up released values by person; writing the index cost more than the rows."""

    dependencies = [("sync", "0008_part_runs_and_regions")]
    operations = [
        migrations.AlterField(
            model_name="releasedprofile", name="person_key", field=models.CharField(max_length=32)
        ),
    ]
