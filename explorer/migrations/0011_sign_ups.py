"""Who asked for an account and did not confirm it yet, and for how much mail."""

import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('explorer', '0010_check_organisations'),
    ]

    operations = [
        migrations.CreateModel(
            name='MailRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.CharField(max_length=32)),
                ('network', models.CharField(max_length=32)),
                ('asked_at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['address', 'asked_at'], name='mail_asked_for_address'), models.Index(fields=['network', 'asked_at'], name='mail_asked_by_network')],
            },
        ),
        migrations.CreateModel(
            name='SignUp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, help_text='In the link, signed.', unique=True)),
                ('email', models.EmailField(db_index=True, max_length=254)),
                ('name', models.CharField(max_length=80)),
                ('organisation', models.CharField(max_length=80)),
                ('kvk_number', models.CharField(max_length=8)),
                ('is_intermediary', models.BooleanField(default=False)),
                ('password', models.CharField(help_text='Hashed.', max_length=128)),
                ('browser', models.CharField(max_length=32)),
                ('next_page', models.CharField(blank=True, max_length=4000)),
                ('failures', models.PositiveSmallIntegerField(default=0, help_text='Wrong passwords given with the link.')),
                ('asked_at', models.DateTimeField(db_index=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('kvk_number__regex', '^[0-9]{8}$')), name='sign_up_kvk_number_has_8_digits')],
            },
        ),
    ]
