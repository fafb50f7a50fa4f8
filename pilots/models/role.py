"""Roles held in an area, a group or a reporting body, and invitations to any role."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from partnership.people.models import Role, RoleGrant, Scope
from partnership.people.models.role import granted_in, roles_in
from partnership.programmes.models import Programme
from pilots.models.area import Area
from pilots.models.body import ReportingBody
from pilots.models.group import Group, Membership


class AreaRole(RoleGrant):
    """A role in one area."""

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="roles")

    scope_paths = {"programme": "area__programme", "area": "area_id"}

    class Meta(RoleGrant.Meta):
        constraints = [
            *RoleGrant.Meta.constraints,
            granted_in(Scope.AREA),
            models.UniqueConstraint(
                fields=["user", "area", "role", "starts_on"], name="area_role_once"
            ),
        ]

    @property
    def place(self) -> str:
        return self.area.name


class GroupRole(RoleGrant):
    """A role in one group."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="roles")

    scope_paths = {
        "programme": "group__programme",
        "area": "group__area_id",
        "group": "group_id",
    }

    class Meta(RoleGrant.Meta):
        constraints = [
            *RoleGrant.Meta.constraints,
            granted_in(Scope.GROUP),
            models.UniqueConstraint(
                fields=["user", "group", "role", "starts_on"], name="group_role_once"
            ),
        ]

    @property
    def place(self) -> str:
        return self.group.name


class BodyRole(RoleGrant):
    """A role for one reporting body."""

    body = models.ForeignKey(ReportingBody, on_delete=models.CASCADE, related_name="roles")

    scope_paths = {
        "programme": "body__programme",
        "area": "body__area_id",
        "body": "body_id",
    }

    class Meta(RoleGrant.Meta):
        constraints = [
            *RoleGrant.Meta.constraints,
            granted_in(Scope.BODY),
            models.UniqueConstraint(
                fields=["user", "body", "role", "starts_on"], name="body_role_once"
            ),
        ]

    @property
    def place(self) -> str:
        return self.body.name


def _held_in(scope: Scope, *places: str) -> Q:
    """A role of this scope with these places given, and no other."""
    given = {f"{name}__isnull": name not in places for name in ("area", "group", "body")}
    return Q(role__in=[role.value for role in roles_in(scope)], **given)


class Invitation(models.Model):
    """An invitation by e-mail to a role; accepted once, until its day.

    The token is made by the worker that sends the e-mail: only its hash is kept.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="invitations")
    address = models.EmailField("e-mail address")
    display_name = models.CharField(
        "who it is for", max_length=120, help_text="A job title is enough."
    )
    role = models.CharField(max_length=20, choices=Role)
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.CASCADE, related_name="invitations"
    )
    group = models.ForeignKey(
        Group, null=True, blank=True, on_delete=models.CASCADE, related_name="invitations"
    )
    body = models.ForeignKey(
        ReportingBody, null=True, blank=True, on_delete=models.CASCADE, related_name="invitations"
    )
    seat = models.ForeignKey(
        Membership,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="invitations",
        help_text="The seat of the group that becomes theirs.",
    )
    role_starts_on = models.DateField("role since")
    role_ends_on = models.DateField("role until", null=True, blank=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    invited_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    token_hash = models.CharField(max_length=64, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="invitations",
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-invited_at"]
        indexes = [models.Index(fields=["token_hash"], name="invitation_by_token")]
        constraints = [
            models.CheckConstraint(
                condition=_held_in(Scope.PROGRAMME)
                | _held_in(Scope.AREA, "area")
                | _held_in(Scope.GROUP, "group")
                | _held_in(Scope.BODY, "body"),
                name="invitation_to_a_role_where_it_is_held",
            ),
            models.CheckConstraint(
                condition=Q(role_ends_on__isnull=True)
                | Q(role_ends_on__gte=models.F("role_starts_on")),
                name="invitation_role_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="invitation_not_accepted_and_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.place}"

    @property
    def place(self) -> str:
        """Where the role is held, in words."""
        return str(self.area or self.group or self.body or self.programme)
