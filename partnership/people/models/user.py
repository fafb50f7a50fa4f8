"""An account: signs in with an e-mail address."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from simple_history.models import HistoricalRecords


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Save a new account; without a password it can't sign in until one is set."""
        if not email:
            raise ValueError("An account needs an e-mail address.")
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Save an account that may do everything (Django's createsuperuser)."""
        return self.create_user(email, password, **fields, is_staff=True, is_superuser=True)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").lower())


class LockReason(models.TextChoices):
    """Why an account is locked."""

    IDLE = "idle", "it was not used for a long time"
    BY_HAND = "by-hand", "a manager locked it"


class EmailPreference(models.TextChoices):
    """How a person wants what is not urgent."""

    EACH = "each", "One e-mail for each thing, at once"
    DAILY = "daily", "One digest a day, in the morning"
    WEEKLY = "weekly", "One digest a week, on Monday morning"


class ChangesToSee(HistoricalRecords):
    """History without the saves that change nothing it shows, such as the moment of a sign-in."""

    def post_save(
        self, instance: Any, created: bool, using: str | None = None, **kwargs: Any
    ) -> None:
        saved = kwargs.get("update_fields")
        if saved is None or not set(saved) <= set(self.excluded_fields):
            super().post_save(instance, created, using=using, **kwargs)


class User(AbstractBaseUser, PermissionsMixin):
    email = models.EmailField("e-mail address", unique=True)
    display_name = models.CharField(
        max_length=120, help_text="What others see: a job title is enough."
    )
    is_staff = models.BooleanField("may see developers' pages", default=False)
    is_active = models.BooleanField("may sign in", default=True)
    joined_at = models.DateTimeField(default=timezone.now)
    locked_at = models.DateTimeField(null=True, blank=True, editable=False)
    lock_reason = models.CharField(max_length=12, choices=LockReason, blank=True, editable=False)
    email_preference = models.CharField(
        "e-mails", max_length=8, choices=EmailPreference, default=EmailPreference.EACH
    )

    objects: ClassVar[UserManager] = UserManager()
    history = ChangesToSee(excluded_fields=["password", "last_login", "email_preference"])

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["display_name"]

    class Meta:
        ordering = ["email"]
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_once")]

    def __str__(self) -> str:
        return self.display_name or self.email

    def get_short_name(self) -> str:
        return self.display_name

    def get_full_name(self) -> str:
        return self.display_name
