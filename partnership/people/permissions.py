"""What each role may do: the whole of it, in code (domain words §4).

A role is granted in one place; what it may do, it may do there. The table
below says what, `Held.covers` says where.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from partnership.people.models.role import Role, Scope


class Permission(Enum):
    """One thing that a person may do; its value completes “… may”."""

    MANAGE = "manage accounts, organisations and programme settings"
    EDIT_PLAN = "edit the plan, roll it out and re-baseline it"
    UPDATE_DELIVERIES = "update deliveries and risks, and accept changes to the plan"
    MANAGE_GROUPS = "manage groups, their members and meetings"
    LOG_EVENTS = "log and edit events"
    CONFIRM_COUNTS = "confirm the counts of events, and keep the portfolio of learning"
    EVALUATE = "design surveys, read raw answers and code evidence"
    KEEP_MODEL = "keep the logic model, its measures and the definitions of indicators"
    RECORD_EVIDENCE = "record indicators’ values, and write case studies and evaluation reports"
    SEE_RESULTS = "see results with small numbers suppressed"
    DRAFT_REPORTS = "draft and edit reports"
    APPROVE_REPORTS = "approve a report that someone else drafted"
    READ_REPORTS = "download reports, and record what the board decided"
    READ = "read everything else in the programme"


STEERS = frozenset(
    {
        Permission.LOG_EVENTS,
        Permission.SEE_RESULTS,
        Permission.READ_REPORTS,
        Permission.READ,
    }
)
RUNS_AN_AREA = STEERS | {
    Permission.UPDATE_DELIVERIES,
    Permission.MANAGE_GROUPS,
    Permission.CONFIRM_COUNTS,
    Permission.RECORD_EVIDENCE,
    Permission.DRAFT_REPORTS,
}
ALLOWED: dict[Role, frozenset[Permission]] = {
    Role.ADMIN: frozenset({Permission.MANAGE}),
    Role.PROGRAMME_MANAGER: frozenset(Permission) - {Permission.EVALUATE},
    Role.AREA_MANAGER: RUNS_AN_AREA,
    Role.CHAIR: STEERS
    | {Permission.MANAGE_GROUPS, Permission.CONFIRM_COUNTS, Permission.APPROVE_REPORTS},
    Role.STEERING_MEMBER: STEERS,
    Role.EVALUATOR: frozenset(
        {
            Permission.EVALUATE,
            Permission.KEEP_MODEL,
            Permission.RECORD_EVIDENCE,
            Permission.SEE_RESULTS,
            Permission.READ,
        }
    ),
    Role.IJB_OFFICER: frozenset({Permission.READ_REPORTS}),
    Role.VIEWER: frozenset({Permission.SEE_RESULTS, Permission.READ_REPORTS, Permission.READ}),
}

# Whoever can change what others rely on, or read raw answers, signs in with two steps.
GUARDED = frozenset(Permission) - STEERS


def needs_two_steps(permissions: Iterable[Permission]) -> bool:
    """Whether a person who holds these permissions must sign in with two steps."""
    return not GUARDED.isdisjoint(permissions)


@dataclass(frozen=True)
class Place:
    """What is looked at or changed: the keys of its area, group and reporting body.

    None: it is of the whole programme, or has no group or body.
    """

    area: int | None = None
    group: int | None = None
    body: int | None = None


@dataclass(frozen=True)
class Held:
    """A role where it is held; `area` is the place's own, or its group's or body's."""

    role: Role
    area: int | None = None
    group: int | None = None
    body: int | None = None

    def may(self, permission: Permission, at: Place) -> bool:
        """Whether the role has the permission, there."""
        return permission in ALLOWED[self.role] and self.covers(permission, at)

    def covers(self, permission: Permission, at: Place) -> bool:
        """Whether a place is within what the role is about.

        An area's manager reads the area and what is of the whole programme; results
        and changes are of the area alone. A group's people read its area and what
        is of the whole programme; they see results, report and log for the group or
        its area, and manage the group. A national group's area is the whole
        programme. A body's officer has that body's reports.
        """
        match self.role.scope:
            case Scope.SITE | Scope.PROGRAMME:
                return True
            case Scope.AREA:
                is_read = permission is Permission.READ
                return at.area == self.area or (is_read and at.area is None)
            case Scope.GROUP:
                return self._group_covers(permission, at)
            case Scope.BODY:
                return at.body == self.body

    def _group_covers(self, permission: Permission, at: Place) -> bool:
        if permission is Permission.READ:
            return self.area is None or at.area in (None, self.area)
        if permission is Permission.MANAGE_GROUPS:
            return at.group == self.group
        return at.group == self.group or (at.group is None and at.area == self.area)


def roles_that_may(permission: Permission) -> list[Role]:
    """The roles that hold `permission`, in the order of the domain's table."""
    return [role for role, allowed in ALLOWED.items() if permission in allowed]


def refusal(permission: Permission, where: str = "here") -> str:
    """What a person without `permission` is told, naming who could."""
    roles = " or ".join(with_article(role) for role in roles_that_may(permission))
    return (
        f"Your role {where} does not let you {permission.value}."
        f" {roles[0].upper()}{roles[1:]} can: ask one of them, or ask for the role."
    )


def with_article(role: Role) -> str:
    """a programme manager; an evaluator."""
    words = role.in_sentence
    return f"{'an' if words[0].lower() in 'aeiou' else 'a'} {words}"


WHERE = {
    Scope.SITE: "every programme",
    Scope.PROGRAMME: "the programme",
    Scope.AREA: "their own area",
    Scope.GROUP: "their own group",
    Scope.BODY: "their own reporting body",
}


@dataclass(frozen=True)
class RoleSentence:
    """A role as the site describes it."""

    role: Role
    where: str
    may: tuple[str, ...]
    two_steps: bool

    @property
    def question(self) -> str:
        """What a chair may do."""
        return f"What {with_article(self.role)} may do"


READS_LESS = {
    Scope.AREA: ", except other areas’ own records",
    Scope.GROUP: ", except the own records of areas other than the group’s",
}


def may_words(role: Role) -> tuple[str, ...]:
    """What a role may do, each completing “may …”, with what it may not read."""
    words = {each: each.value for each in Permission if each in ALLOWED[role]}
    if Permission.READ in words:
        words[Permission.READ] += READS_LESS.get(role.scope, "")
    return tuple(words.values())


def role_sentences() -> list[RoleSentence]:
    """Every role in the order of the domain's table, with what it may do, in words."""
    return [
        RoleSentence(
            role=role,
            where=WHERE[role.scope],
            may=may_words(role),
            two_steps=needs_two_steps(allowed),
        )
        for role, allowed in ALLOWED.items()
    ]
