"""The product's settings, with what a test run must not share or wait for.

DATABASE_URL picks the database, as it does for the product; everything else is
the same on every machine, whatever its environment holds.
"""

import atexit
import os
import shutil
import tempfile

_folder = tempfile.mkdtemp(prefix="partnership-tests-")
_owner = os.getpid()


@atexit.register
def _remove_folder() -> None:
    """Remove this run's files; a forked child leaves them to the process that made them."""
    if os.getpid() == _owner:
        shutil.rmtree(_folder, ignore_errors=True)


for _name in (
    *("REDIS_URL", "SITE_URL", "ALLOWED_HOSTS", "DEBUG", "LOG_LEVEL", "SECRET_KEY_FALLBACKS"),
    *("EMAIL_URL", "DEFAULT_FROM_EMAIL", "EMAIL_LOG_DAYS"),
    *("UPLOAD_MEGABYTES", "FEEDBACK_ANSWERS_PER_ADDRESS", "FEEDBACK_ANSWERS_PER_FORM"),
    *("TRUSTED_PROXIES", "SESSION_IDLE_HOURS", "SESSION_DAYS", "IDLE_ACCOUNT_DAYS"),
):
    os.environ.pop(_name, None)
os.environ["REQUIRE_TWO_STEPS"] = "false"  # tests of it turn it on
os.environ["DATA_DIR"] = _folder
os.environ["SECRET_KEY"] = "only-for-tests-" + "0" * 40

from partnership.settings import *  # noqa: E402, F403
from partnership.settings import DATABASE_URL, DATABASES, STORAGES  # noqa: E402

if not DATABASE_URL:  # in a file, as the product has it: connections see, and wait for, each other
    DATABASES["default"]["TEST"] = {"NAME": f"{_folder}/test.sqlite3"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage",
}
WHITENOISE_AUTOREFRESH = True  # serves static/ itself: no collectstatic before a test
