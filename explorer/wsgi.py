"""The WSGI application that gunicorn serves."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from explorer.database import limit

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "explorer.settings")

limit(settings.DATABASES["default"], settings.DATABASE_LIMITS)
application = get_wsgi_application()
