"""A password hasher slow enough to be measured and quick enough to be measured often."""

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class BriefHasher(PBKDF2PasswordHasher):
    algorithm = "pbkdf2_brief"
    iterations = 40_000
