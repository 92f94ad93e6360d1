"""The Celery app: where the broker is and which tasks run when; tasks are named as strings."""

import os

from celery import Celery
from celery.schedules import crontab
from django.conf import settings
from kombu import Queue

from profiles import task_context, workers

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "explorer.settings")

app = Celery("sync")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
task_context.follow()
workers.follow()

app.conf.task_queues = [Queue("celery"), Queue("contact")]
"""What a worker works at that is not told at which queues: then it needs the private key."""

EVERY = settings.SYNC_DELTA_EVERY.total_seconds()
SWEEP_EVERY = 30.0
app.conf.beat_schedule = {
    "send-mail": {"task": "explorer.send_mail", "schedule": 5.0, "options": {"queue": "mail", "expires": 5}},
    "follow": {"task": "explorer.follow", "schedule": 60.0, "options": {"expires": 60}},
    "tell": {"task": "explorer.tell", "schedule": 300.0, "options": {"expires": 300}},
    "route-contact": {
        "task": "explorer.route_contact",
        "schedule": 60.0,
        "options": {"queue": "contact", "expires": 60},
    },
    "forget-mail": {"task": "explorer.forget_mail", "schedule": crontab(hour="3", minute="50")},
    "forget-leftovers": {"task": "explorer.forget_leftovers", "schedule": 3600.0},
    "forget-visitors": {"task": "explorer.forget_visitors", "schedule": crontab(hour="3", minute="30")},
    "full": {"task": "sync.run", "schedule": crontab(hour=str(settings.SYNC_FULL_HOUR), minute="0")},
    "delta": {"task": "sync.run", "schedule": EVERY, "args": ("delta",), "options": {"expires": EVERY}},
    "sweep": {"task": "sync.sweep", "schedule": SWEEP_EVERY, "options": {"expires": SWEEP_EVERY}},
    "release-withdrawals": {"task": "sync.release", "schedule": 60.0, "options": {"expires": 60}},
    "erase-withdrawn": {"task": "explorer.erase_withdrawn", "schedule": 3600.0},
    "forget-idle-searches": {"task": "explorer.forget_idle_searches", "schedule": crontab(hour="3", minute="40")},
    "erase-old-generations": {"task": "sync.erase_old", "schedule": 600.0},
    "make-editions": {"task": "profiles.make_editions", "schedule": 900.0, "options": {"expires": 900}},
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
"""A message that waited as long as its own interval is of no use any more: the next one is there."""
