"""Who may open and who may send what, at every address: the table that people review.

An address has a line in the table of its kind, or a test fails; one that is of several
kinds of record has a line for each. A cell says what each role gets, in the order of
`ROLES`:

    2  a page or a file (for a form that was sent empty: the form again, 200)
    r  led on (302): for a form that was sent empty, something was done
    b  what was sent can't be read (400)
    3  refused, with who could (403)
    4  not found: it is not told whether it exists (404)
    5  this address takes no form (405)
    .  there is no such record: the address is of the whole programme, or of an area alone

Inside a programme there are three places: the person's own area (for a chair or a
member: their own group, for an officer their own body), the whole programme, and
another area. What holds at every address inside a programme is not in the table:
who is not signed in is led to sign in, who has no role there is told nothing.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from milestones.on_track import token_for
from partnership.people.models import Role
from tests.support.matrix_evaluation import OF_EVALUATION
from tests.support.matrix_events import OF_EVENTS
from tests.support.matrix_reports import OF_REPORTS
from tests.support.matrix_said import OF_WHAT_PEOPLE_SAID
from tests.support.matrix_stories import OF_STORIES
from tests.support.matrix_surveys import OF_SURVEYS, PARTS
from tests.support.report_records import DRAFTED, QUARTER
from tests.support.two_areas import Place

ROLES = (
    Role.ADMIN,
    Role.PROGRAMME_MANAGER,
    Role.AREA_MANAGER,
    Role.CHAIR,
    Role.STEERING_MEMBER,
    Role.EVALUATOR,
    Role.IJB_OFFICER,
    Role.VIEWER,
)
INSIDE = "programmes/<slug:programme>/"

# a administrator, p programme manager, m area manager, c chair, s steering member,
# e evaluator, o IJB officer, v viewer
IN_PROGRAMME = """
                                             GET                        POST
address                    of what           own      whole    other     own      whole    other
                                             apmcseov apmcseov apmcseov  apmcseov apmcseov apmcseov
overview                   -                 32222232 ........ ........  35555535 ........ ........
area                       area              32222232 ........ 32444232  35555535 ........ 35555535
milestones                 -                 32222232 ........ ........  35555535 ........ ........
milestones-file            -                 32222232 ........ ........  35555535 ........ ........
milestone-changes          -                 32222232 ........ ........  35555535 ........ ........
milestone-path             -                 32222232 ........ ........  35555535 ........ ........
milestone-changes-file     -                 32222232 ........ ........  35555535 ........ ........
milestone                  "M1               32222232 ........ ........  35555535 ........ ........
milestone-matrix           -                 32222232 ........ ........  35555535 ........ ........
milestone-matrix-file      -                 32222232 ........ ........  35555535 ........ ........
milestone-timeline         -                 32222232 ........ ........  35555535 ........ ........
milestone-trend            "M1               32222232 ........ ........  35555535 ........ ........
milestone-areas            "M1               32222232 ........ ........  35555535 ........ ........
milestone-areas-file       "M1               32222232 ........ ........  35555535 ........ ........
delivery-owner             milestone,area    32233333 32333333 32433333  32233333 32333333 32433333
delivery-on-track          track             32233333 32333333 32433333  32233333 32333333 32433333
milestone-updates          -                 32233333 ........ ........  35533333 ........ ........
delivery-update            milestone,area    32233333 32333333 32433333  32233333 32333333 32433333
delivery-still-on-track    milestone,area    35533333 35333333 35433333  3rr33333 3r333333 3r433333
delivery-agreed-date       milestone,area    32333333 32333333 32333333  32333333 32333333 32333333
delivery-not-needed        milestone,area    32333333 32333333 32333333  32333333 32333333 32333333
delivery-judge             milestone,area    32233333 32333333 32433333  32233333 32333333 32433333
delivery-take-back         milestone,area    32233333 32333333 32433333  32233333 32333333 32433333
delivery-output            milestone,"1,area 32233333 32333333 32433333  32233333 32333333 32433333
delivery-output-remove     milestone,"1,area 32233333 32333333 32433333  32233333 32333333 32433333
plan                       -                 32222232 ........ ........  35555535 ........ ........
plan-version               "1                32222232 ........ ........  35555535 ........ ........
plan-area-new              -                 32333333 ........ ........  32333333 ........ ........
plan-draft-start           -                 32333333 ........ ........  3r333333 ........ ........
plan-draft                 -                 32333333 ........ ........  32333333 ........ ........
plan-phases                -                 32333333 ........ ........  32333333 ........ ........
plan-publish               -                 32333333 ........ ........  32333333 ........ ........
plan-discard               -                 32333333 ........ ........  32333333 ........ ........
plan-row-new               -                 32333333 ........ ........  32333333 ........ ........
plan-row                   row               32333333 ........ ........  32333333 ........ ........
plan-answers-whole         -                 32222232 ........ ........  32333333 ........ ........
plan-answers               area              32222232 ........ 32444232  32233333 ........ 32433333
risks                      -                 32222232 ........ ........  35555535 ........ ........
risks-file                 -                 32222232 ........ ........  35555535 ........ ........
risk-new                   -                 32233333 ........ ........  32233333 ........ ........
risk                       risk              32222232 32222232 32444232  35555535 35555535 35444535
risk-edit                  risk              32233333 32333333 32433333  32233333 32333333 32433333
risk-review                risk              32233333 32333333 32433333  32233333 32333333 32433333
risk-close                 risk              32233333 32333333 32433333  32233333 32333333 32433333
risk-kind                  risk              32233333 32333333 32433333  32233333 32333333 32433333
paper                      body,paper        32222232 32222232 32444232  35555535 35555535 35555535
attachment                 attachment        32222232 32222232 32444232  35555535 35555535 35555535
counted-measures           -                 32222232 ........ ........  35555535 ........ ........
about                      -                 32222232 ........ ........  35555535 ........ ........
saved-view-new             -                 32222232 ........ ........  32222232 ........ ........
saved-view                 "1                34444434 ........ ........  34444434 ........ ........
saved-view-remove          "1                34444434 ........ ........  34444434 ........ ........
programme-settings         -                 22333333 ........ ........  22333333 ........ ........

organisations              -                 32222232 ........ ........  35555535 ........ ........
organisation               org               32222232 32222232 32444232  35555535 35555535 35555535
organisation-register      -                 22333333 ........ ........  55333333 ........ ........
organisation-register-file -                 22333333 ........ ........  55333333 ........ ........
organisation-new           -                 22333333 ........ ........  22333333 ........ ........
organisation-merge         -                 22333333 ........ ........  22333333 ........ ........
organisation-merge-undo    merge             55333333 ........ ........  rr333333 ........ ........
organisation-edit          org               22333333 22333333 22333333  22333333 22333333 22333333
organisation-role-new      org               22333333 22333333 22333333  22333333 22333333 22333333
organisation-role          org,partner       22333333 22333333 22333333  22333333 22333333 22333333

people                     -                 22333333 ........ ........  55333333 ........ ........
people-file                -                 22333333 ........ ........  55333333 ........ ........
people-invite              -                 22333333 ........ ........  55333333 ........ ........
people-invite-to           "ijb-officer      22333333 ........ ........  22333333 ........ ........
people-invite-to           "admin            44333333 ........ ........  44333333 ........ ........
people-invitation          invitation        22333333 22333333 22333333  22333333 22333333 22333333
people-role                "group,role       22333333 22333333 22333333  55333333 55333333 55333333
people-role                "programme,viewer 22333333 ........ ........  55333333 ........ ........
people-role                "area,manager     22333333 ........ 22333333  55333333 ........ 55333333
people-role                "body,officer     22333333 22333333 22333333  55333333 55333333 55333333
people-role-days           "group,role       22333333 22333333 22333333  22333333 22333333 22333333
people-role-days           "programme,viewer 22333333 ........ ........  22333333 ........ ........
people-role-days           "area,manager     22333333 ........ 22333333  22333333 ........ 22333333
people-role-days           "body,officer     22333333 22333333 22333333  22333333 22333333 22333333
people-role-end            "group,role       22333333 22333333 22333333  22333333 22333333 22333333
people-role-end            "programme,viewer 22333333 ........ ........  22333333 ........ ........
people-role-end            "area,manager     22333333 ........ 22333333  22333333 ........ 22333333
people-role-end            "body,officer     22333333 22333333 22333333  22333333 22333333 22333333
area-people                area              32223333 ........ 32443333  35553333 ........ 35443333
group-people               group             32223333 32333333 32443333  35553333 35333333 35443333
group-people-invite        group             32223333 32333333 32443333  32223333 32333333 32443333
group-people-invitation    group,invitation  32223333 32333333 32443333  32223333 32333333 32443333
group-people-role          group,role        32223333 32333333 32443333  35553333 35333333 35443333
group-people-role-days     group,role        32223333 32333333 32443333  32223333 32333333 32443333
group-people-role-end      group,role        32223333 32333333 32443333  32223333 32333333 32443333

groups                     -                 32222232 ........ ........  35555535 ........ ........
group                      group             32222232 32222232 32444232  35555535 35555535 35555535
group-new                  -                 32233333 ........ ........  32233333 ........ ........
group-edit                 group             32223333 32333333 32443333  32223333 32333333 32443333
seat-rule-new              group             32223333 32333333 32443333  32223333 32333333 32443333
seat-rule-edit             group,rule        32223333 32333333 32443333  32223333 32333333 32443333
seat-rule-remove           group,rule        32223333 32333333 32443333  32223333 32333333 32443333
seat-new                   group             32223333 32333333 32443333  32223333 32333333 32443333
counted-seat-new           group             32223333 32333333 32443333  32223333 32333333 32443333
seat                       group,seat        32222232 32222232 32444232  35555535 35555535 35444535
seat-edit                  group,seat        32223333 32333333 32443333  32223333 32333333 32443333
seat-end                   group,seat        32223333 32333333 32443333  32223333 32333333 32443333

actions                    -                 32222232 ........ ........  35555535 ........ ........
actions-file               -                 32222232 ........ ........  35555535 ........ ........
action-new                 group             32223333 32333333 32443333  32223333 32333333 32443333
action                     group,action      32222232 32222232 32444232  35555535 35555535 35444535
action-update              group,action      32223333 32333333 32444333  32223333 32333333 32444333
action-close               group,action      32223333 32333333 32444333  32223333 32333333 32444333
action-reopen              group,action      32223333 32333333 32444333  32223333 32333333 32444333
decisions                  -                 32222232 ........ ........  35555535 ........ ........
decisions-file             -                 32222232 ........ ........  35555535 ........ ........
decision-new               group             32223333 32333333 32443333  32223333 32333333 32443333
decision                   decision          32222232 32222232 32444232  35555535 35555535 35444535
decision-edit              decision          32223333 32333333 32443333  32223333 32333333 32443333


meeting                    group,meeting     32222232 32222232 32444232  35555535 35555535 35444535
meeting-new                group             32223333 32333333 32443333  32223333 32333333 32443333
meetings-generate          group             32223333 32333333 32443333  32223333 32333333 32443333
agenda-template            group             32223333 32333333 32443333  32223333 32333333 32443333
meeting-edit               group,planned     32223333 32333333 32443333  32223333 32333333 32443333
meeting-hold               group,planned     32223333 32333333 32443333  32223333 32333333 32443333
meeting-cancel             group,planned     32223333 32333333 32443333  32223333 32333333 32443333
meeting-plan-again         group,planned     3rrr3333 3r333333 3r443333  32223333 32333333 32443333
meeting-agenda             group,planned     32223333 32333333 32443333  32223333 32333333 32443333
meeting-agenda-pdf         group,planned     32222232 32222232 32444232  35555535 35555535 35444535
meeting-attendance         group,meeting     32223333 32333333 32443333  32223333 32333333 32443333
meeting-declarations       group,meeting     32223333 32333333 32443333  32223333 32333333 32443333
minutes-edit               group,meeting     32223333 32333333 32443333  32223333 32333333 32443333
minutes-draft              group,meeting     32223333 32333333 32443333  3bbb3333 3b333333 3b443333
minutes-approve            group,meeting     32223333 32333333 32443333  32223333 32333333 32443333
minutes-correct            group,meeting     3rrr3333 3r333333 3r443333  32223333 32333333 32443333
meeting-invitation         group,planned     32222232 32222232 32444232  35555535 35555535 35444535
meeting-minutes-pdf        group,meeting     32222232 32222232 32444232  35555535 35555535 35444535

service-tests              -                 32222232 ........ ........  35555535 ........ ........
service-tests-file         -                 32222232 ........ ........  35555535 ........ ........
service-test-new           -                 32233333 ........ ........  32233333 ........ ........
service-test               test              32222232 ........ 32444232  35555535 ........ 35444535
service-test-edit          test              32233333 ........ 32433333  32233333 ........ 32433333
service-test-finish        test              32233333 ........ 32433333  32233333 ........ 32433333
service-test-stop          test              32233333 ........ 32433333  32233333 ........ 32433333
service-test-resume        test              32233333 ........ 32433333  32233333 ........ 32433333
pdsa-cycle-new             test              32233333 ........ 32433333  32233333 ........ 32433333
pdsa-cycle-edit            test,"1           32233333 ........ 32433333  32233333 ........ 32433333
test-contexts              -                 32333333 ........ ........  32333333 ........ ........
test-context-edit          context           32333333 ........ ........  32333333 ........ ........
test-context-remove        context           32333333 ........ ........  32333333 ........ ........

champions                  -                 32222232 ........ ........  35555535 ........ ........
champion                   champion          32222232 ........ ........  35555535 ........ ........
champion-new               -                 32333333 ........ ........  32333333 ........ ........
champion-edit              champion          32333333 ........ ........  32333333 ........ ........
champion-end               champion          32333333 ........ ........  32333333 ........ ........
"""

# Outside programmes: n nobody (not signed in), v viewer, p programme manager, a administrator.
OUTSIDE = """
                                                      GET   POST
address                               of what         nvpa  nvpa
home                                  -               rrr2  r555
robots                                -               2222  2222
components                            -               4444  4444
roles                                 -               r222  r555
feedback-form                         "no-such-code   4444  4444
feedback-thanks                       "no-such-code   4444  5555
answer                                "no-such-code   4444  4444
answer-thanks                         "no-such-code   4444  5555
answer-delete                         "no-such-code   4444  4444
my-work                               -               r222  r555
invitation-accept                     -               4444  4444
invitation                            "no-such-token  rrrr  5555
calendar-make                         -               rrrr  r222
calendar-revoke                       -               rrrr  rrrr
calendar-feed                         "no-such-token  4444  5555
open-reports                          "no-such-token  4444  5555
open-report                           "no-such-token,"2019-12-31,"pdf  4444  5555
accounts                              -               r332  r335
account-of                            user            r332  r335
account-lock                          user            r332  r332
account-open                          user            r332  r33r
account-steps                         user            r332  r33r
account-make-admin                    user            r332  r33r
account-end-admin                     user            r332  r332
account                               -               r222  r555
account-name                          -               r222  r222
account-emails                        -               r555  rrrr
sessions-end                          -               r555  rrrr
session-end                           "1              r555  rrrr
two-steps                             -               r222  r555
sign-in                               -               2rrr  2rrr
sign-out                              -               r222  rrrr
account_login                         -               rrrr  rrrr
account_logout                        -               rrrr  rrrr
account_signup                        -               2rrr  2rrr
account_inactive                      -               2222  5555
account_reset_password                -               2222  2222
account_reset_password_done           -               2222  5555
account_reset_password_from_key       "1,"no-such-key 2222  2222
account_reset_password_from_key_done  -               2222  5555
account_email_verification_sent       -               2222  5555
account_confirm_email                 "no-such-key    2222  4444
account_confirm_login_code            -               rrrr  rrrr
account_change_password               -               rrrr  rrrr
account_set_password                  -               r222  r222
account_email                         -               r222  rrrr
account_reauthenticate                -               r333  r333
usersessions_list                     -               rrrr  rrrr
mfa_index                             -               r222  r555
mfa_authenticate                      -               rrrr  rrrr
mfa_login_webauthn                    -               rrrr  rrrr
mfa_activate_totp                     -               r222  r222
mfa_deactivate_totp                   -               r444  r444
mfa_list_webauthn                     -               r222  r555
mfa_add_webauthn                      -               r222  r222
mfa_edit_webauthn                     "1              r444  r444
mfa_remove_webauthn                   "1              r444  r444
mfa_reauthenticate                    -               r333  r333
mfa_reauthenticate_webauthn           -               r333  r333
mfa_view_recovery_codes               -               r444  r555
mfa_generate_recovery_codes           -               r222  r222
mfa_download_recovery_codes           -               r444  r444
"""

ARGUMENTS: dict[str, Callable[[Place], Any]] = {
    "area": lambda place: place.area.slug if place.area else None,
    "user": lambda place: place.people[Role.CHAIR].pk,
    "milestone": lambda place: "M1" if place.area else "M2",
    "champion": lambda place: place.programme.champions.get().slug,
    "method": lambda place: place.programme.learning_methods.all()[0].slug,
    "kind": lambda place: place.programme.event_kinds.all()[0].slug,
    "context": lambda place: place.programme.test_contexts.get().slug,
    "meeting": lambda place: place.records["meeting"].number,
    "risk": lambda place: place.records["risk"].reference,
    "row": lambda place: place.programme.milestones.get(reference="M1").pk,
    "planned": lambda place: place.records["planned"].number,
    "track": lambda place: token_for(place.records["delivery"]),
    "quarter": lambda place: QUARTER.last.isoformat(),
    "drafted": lambda place: DRAFTED.last.isoformat(),
} | PARTS
BY_SLUG = (
    "group", "body", "event", "paper", "rule", "seat", "action", "decision", "org", "test",
    "learning", "talk", "story", "wave",
)  # fmt: skip
BY_KEY = (
    "partner", "invitation", "merge", "role", "attachment", "viewer", "manager", "officer",
    "batch", "direction", "photo", "slides", "value", "excerpt", "comment",
)  # fmt: skip
RECORDS = {
    "area", "context", "kind", "method", "track", "champion", "meeting", "planned", "risk",
    *BY_SLUG, *BY_KEY, *PARTS,
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """An address and what each role gets there, by method and place."""

    name: str
    of_what: tuple[str, ...]
    expected: dict[tuple[str, str], str]

    def path(self, place: Place) -> str:
        """The address of the place's own record."""
        values = [_value(each, place) for each in self.of_what]
        known = [value for value in values if value is not None]
        return reverse(self.name, args=[place.programme.slug, *known])

    def path_outside(self, place: Place) -> str:
        """The address outside programmes; of a person it is one of the place."""
        return reverse(self.name, args=[_value(each, place) for each in self.of_what])

    def path_of_nothing(self, place: Place) -> str:
        """An address of the same form, of a record that is not there."""
        values = [_missing(each, _value(each, place)) for each in self.of_what]
        return reverse(self.name, args=[place.programme.slug, *values])

    def cells(self) -> Iterator[tuple[str, str, str]]:
        """(method, place, what each role gets), where there is such a record."""
        for (method, place), codes in self.expected.items():
            if set(codes) != {"."}:
                yield method, place, codes


def _value(what: str, place: Place) -> Any:
    if what.startswith('"'):
        return what[1:]
    if what in ARGUMENTS:
        return ARGUMENTS[what](place)
    record = place.records[what]
    return record.slug if what in BY_SLUG else record.pk


def _missing(what: str, value: Any) -> Any:
    if what not in RECORDS:
        return value
    return 999_999_999 if isinstance(value, int) else "no-such-thing"


PLACES = [(method, place) for method in ("GET", "POST") for place in ("own", "whole", "other")]


def rows() -> list[Row]:
    """The lines of the table of addresses inside programmes."""
    further = f"{OF_EVENTS}{OF_EVALUATION}{OF_WHAT_PEOPLE_SAID}{OF_STORIES}{OF_SURVEYS}{OF_REPORTS}"
    table = [*IN_PROGRAMME.splitlines()[4:], *further.splitlines()]
    return [_row(line.split()) for line in table if line.strip()]


def rows_outside() -> list[Row]:
    """The lines of the table of addresses outside programmes."""
    return [_row_outside(line.split()) for line in OUTSIDE.splitlines()[3:] if line.strip()]


def _row_outside(words: list[str]) -> Row:
    name, of_what, *codes = words
    return Row(
        name, _arguments(of_what), dict(zip((("GET", ""), ("POST", "")), codes, strict=True))
    )


def _arguments(of_what: str) -> tuple[str, ...]:
    return () if of_what == "-" else tuple(of_what.split(","))


def _row(words: list[str]) -> Row:
    name, of_what, *codes = words
    assert [len(each) for each in codes] == [len(ROLES)] * len(PLACES), name
    return Row(name, _arguments(of_what), dict(zip(PLACES, codes, strict=True)))


def names_in_resolver() -> Iterator[tuple[str, str]]:
    """(where it is, name) of every address that the site answers; a nameless one has ""."""
    yield from _walk(get_resolver().url_patterns, "")


def _walk(patterns: list[Any], before: str) -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        where = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, where)
        elif isinstance(pattern, URLPattern):
            yield where, pattern.name or ""
