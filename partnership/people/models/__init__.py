"""Accounts, organisations and the shape of a role grant."""

from partnership.people.models.calendar import CalendarFeed
from partnership.people.models.email import Email
from partnership.people.models.once import SentForm
from partnership.people.models.organisation import (
    Organisation,
    OrganisationAlias,
    OrganisationMerge,
    Sector,
)
from partnership.people.models.role import Role, RoleGrant, Scope, SiteRole
from partnership.people.models.user import EmailPreference, LockReason, User
from partnership.people.models.versioned import Versioned

__all__ = [
    "CalendarFeed",
    "Email",
    "EmailPreference",
    "LockReason",
    "Organisation",
    "OrganisationAlias",
    "OrganisationMerge",
    "Role",
    "RoleGrant",
    "Scope",
    "Sector",
    "SentForm",
    "SiteRole",
    "User",
    "Versioned",
]
