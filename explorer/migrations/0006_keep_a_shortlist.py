"""Candidates that somebody keeps."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('explorer', '0005_post_mail'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ShortlistEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('visit', models.CharField(blank=True, max_length=40)),
                ('profile_key', models.CharField(blank=True, db_index=True, max_length=32)),
                ('query', models.CharField(blank=True, max_length=4000)),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='notitie')),
                ('position', models.PositiveIntegerField()),
                ('kept_at', models.DateTimeField()),
                ('removed_at', models.DateTimeField(blank=True, null=True)),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='shortlists', to='explorer.organisation')),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='shortlist', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'kandidaat op een selectie',
                'verbose_name_plural': 'kandidaten op selecties',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('organisation__isnull', False), ('owner__isnull', False), ('visit', '')), models.Q(('organisation__isnull', True), ('owner__isnull', True), models.Q(('visit', ''), _negated=True)), _connector='OR'), name='shortlist_of_a_person_or_a_visit'), models.CheckConstraint(condition=models.Q(models.Q(('profile_key', ''), _negated=True), models.Q(('note', ''), ('query', '')), _connector='OR'), name='nothing_is_kept_of_who_left'), models.UniqueConstraint(condition=models.Q(('profile_key', ''), _negated=True), fields=('owner', 'organisation', 'profile_key'), name='once_on_a_shortlist'), models.UniqueConstraint(condition=models.Q(models.Q(('visit', ''), _negated=True), models.Q(('profile_key', ''), _negated=True)), fields=('visit', 'profile_key'), name='once_on_a_visits_shortlist')],
            },
        ),
    ]
