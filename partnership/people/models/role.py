"""The shape of a role grant; each scope's own app holds its table."""

from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords


class Scope(models.TextChoices):
    """Where a role is held."""

    SITE = "site", "the whole site"
    PROGRAMME = "programme", "a programme"
    AREA = "area", "an area"
    GROUP = "group", "a group"
    BODY = "body", "a reporting body"


class Role(models.TextChoices):
    """Roles as domain words §4 names them."""

    ADMIN = "admin", "Administrator"
    PROGRAMME_MANAGER = "programme-manager", "Programme manager"
    AREA_MANAGER = "area-manager", "Area manager"
    CHAIR = "chair", "Chair"
    STEERING_MEMBER = "steering-member", "Steering group member"
    EVALUATOR = "evaluator", "Evaluator"
    IJB_OFFICER = "ijb-officer", "IJB officer"
    VIEWER = "viewer", "Viewer"

    @property
    def in_sentence(self) -> str:
        """programme manager; IJB officer."""
        label = str(self.label)
        return label if label[:2].isupper() else label[0].lower() + label[1:]

    @property
    def scope(self) -> Scope:
        """The one kind of place in which this role is granted."""
        return SCOPES[self]


SCOPES = {
    Role.ADMIN: Scope.SITE,
    Role.PROGRAMME_MANAGER: Scope.PROGRAMME,
    Role.AREA_MANAGER: Scope.AREA,
    Role.CHAIR: Scope.GROUP,
    Role.STEERING_MEMBER: Scope.GROUP,
    Role.EVALUATOR: Scope.PROGRAMME,
    Role.IJB_OFFICER: Scope.BODY,
    Role.VIEWER: Scope.PROGRAMME,
}


def roles_in(scope: Scope) -> list[Role]:
    """The roles that are granted in this kind of place."""
    return [role for role in Role if role.scope is scope]


def granted_in(scope: Scope) -> models.CheckConstraint:
    """The constraint that a table of grants holds only its scope's roles."""
    return models.CheckConstraint(
        condition=models.Q(role__in=[role.value for role in roles_in(scope)]),
        name="%(class)s_is_held_here",
    )


class RoleGrantQuerySet(models.QuerySet["RoleGrant"]):
    def in_force(self, *, on: date) -> Self:
        """Grants that hold on the day `on` (both ends included)."""
        return self.filter(starts_on__lte=on).filter(
            models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=on)
        )


class RoleGrant(models.Model):
    """One person's role in one scope, with its days."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="%(class)ss"
    )
    role = models.CharField(max_length=20, choices=Role)
    starts_on = models.DateField("since")
    ends_on = models.DateField("until", null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    # How a grant leads to the keys of its programme, area, group and body.
    scope_paths: ClassVar[dict[str, str]] = {}

    objects = RoleGrantQuerySet.as_manager()
    history = HistoricalRecords(inherit=True, excluded_fields=["version"])

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="%(class)s_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"

    @property
    def place(self) -> str:
        """Where the role is held, in words."""
        raise NotImplementedError

    def holds(self, *, on: date) -> bool:
        """Whether the grant is in force on the day `on`."""
        return self.starts_on <= on and (self.ends_on is None or self.ends_on >= on)


class SiteRole(RoleGrant):
    """A role in the whole site: it manages accounts, and reads no programme."""

    class Meta(RoleGrant.Meta):
        constraints = [
            *RoleGrant.Meta.constraints,
            granted_in(Scope.SITE),
            models.UniqueConstraint(fields=["user", "role", "starts_on"], name="site_role_once"),
        ]

    @property
    def place(self) -> str:
        return "the whole site"
