from django.db import migrations, models
import profiles.models.fields


class Migration(migrations.Migration):

    dependencies = [
        ('sync', '0004_files_are_older'),
    ]

    operations = [
        migrations.DeleteModel(name='LastLabels'),
        migrations.CreateModel(
            name='LastLabels',
            fields=[
                ('place', models.CharField(max_length=5, primary_key=True, serialize=False)),
                ('text', models.TextField(blank=True, help_text="One line per combination: its six codes, and its label's.")),
            ],
        ),
        migrations.CreateModel(
            name='RegionRelease',
            fields=[
                ('region', models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ('released_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='ReleasedProfile',
            fields=[
                ('record_key', models.CharField(max_length=32, primary_key=True, serialize=False)),
                ('person_key', models.CharField(db_index=True, max_length=32)),
                ('version', models.BigIntegerField(help_text='Below zero: of a file, older than any of the feed.')),
                ('registered_on', models.DateField()),
                ('sub_region', models.CharField(blank=True, help_text='Empty: municipality unknown.', max_length=5)),
                ('education', models.CharField(blank=True, max_length=10)),
                ('hours', models.CharField(blank=True, max_length=10)),
                ('licence', models.CharField(blank=True, max_length=10)),
                ('travel', models.CharField(blank=True, max_length=10)),
                ('availability', models.CharField(blank=True, max_length=10)),
                ('dutch', models.CharField(blank=True, max_length=10)),
                ('profile_on', models.DateField()),
                ('sectors', profiles.models.fields.TermsField(blank=True, default='')),
                ('task_types', profiles.models.fields.TermsField(blank=True, default='')),
                ('competences', profiles.models.fields.TermsField(blank=True, default='')),
                ('skills', profiles.models.fields.TermsField(blank=True, default='')),
                ('affinities', profiles.models.fields.TermsField(blank=True, default='')),
                ('occupations', profiles.models.fields.TermsField(blank=True, default='')),
                ('sealed', models.BinaryField(help_text='The sealed link back to the record.')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='syncrun',
            name='by_hand',
            field=models.BooleanField(default=False, help_text='Started by a person: the changes of all regions are released.', verbose_name='met de hand'),
        ),
    ]
