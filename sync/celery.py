"""The Celery app: where the broker is and which tasks run when; tasks are named as strings."""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "explorer.settings")

app = Celery("sync")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    "nightly": {"task": "sync.run", "schedule": crontab(hour="2", minute="0")},
    "forget-visitors": {"task": "explorer.forget_visitors", "schedule": crontab(hour="3", minute="30")},
    "erase-old-generations": {"task": "sync.erase_old", "schedule": 600.0},
    "seal-audit": {"task": "profiles.seal_audit", "schedule": 5.0, "options": {"queue": "audit", "expires": 5}},
    "check-audit": {
        "task": "profiles.check_audit",
        "schedule": crontab(hour="3", minute="30"),
        "options": {"queue": "audit"},
    },
    "keep-audit": {
        "task": "profiles.keep_audit",
        "schedule": crontab(hour="4", minute="0"),
        "options": {"queue": "audit"},
    },
}
