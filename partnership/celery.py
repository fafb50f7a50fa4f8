"""The Celery application: jobs that take keys only, and can be delivered twice.

A lost or doubled message never matters, because the database row of a job
decides (see docs/decisions/0003-the-row-decides.md).
"""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "partnership.settings")

app = Celery("partnership")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
