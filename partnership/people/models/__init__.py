"""Accounts, organisations and the shape of a role grant."""

from partnership.people.models.organisation import Organisation, OrganisationAlias, Sector
from partnership.people.models.role import Role, RoleGrant
from partnership.people.models.user import User

__all__ = ["Organisation", "OrganisationAlias", "Role", "RoleGrant", "Sector", "User"]
