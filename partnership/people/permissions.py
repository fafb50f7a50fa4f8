"""What each role may do: the whole of it, in code (domain words §4)."""

from enum import Enum

from partnership.people.models.role import Role


class Permission(Enum):
    """One thing that a person may do; its value completes “… may”."""

    READ = "read everything in the programme"
    READ_REPORTS = "download reports"
    DRAFT_REPORTS = "draft and edit reports"


READERS = frozenset({Permission.READ, Permission.READ_REPORTS})
ALLOWED: dict[Role, frozenset[Permission]] = {
    Role.PROGRAMME_MANAGER: READERS | {Permission.DRAFT_REPORTS},
    Role.AREA_MANAGER: READERS,
    Role.CHAIR: READERS,
    Role.STEERING_MEMBER: READERS,
    Role.EVALUATOR: READERS - {Permission.READ_REPORTS},
    Role.IJB_OFFICER: frozenset({Permission.READ_REPORTS}),
    Role.VIEWER: READERS,
}


def roles_that_may(permission: Permission) -> list[Role]:
    """The roles that hold `permission`, in the order of the domain's table."""
    return [role for role, allowed in ALLOWED.items() if permission in allowed]


def refusal(permission: Permission) -> str:
    """What a person without `permission` is told, naming who could."""
    roles = " or ".join(role.in_sentence for role in roles_that_may(permission))
    return (
        f"Your role here does not let you {permission.value}. A {roles} can:"
        " ask one of them, or ask for the role."
    )
