"""The day's reminders of deliveries and risks, each sent once.

Nobody gets two e-mails about one thing on one day, however often this runs: what is
said of a due day goes before what is said of silence, and the programme's manager hears
of what is theirs to deliver as its deliverer. The e-mails' rows tell who was asked.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from django.utils import timezone

from milestones.collect import plan_part, tolerances_of
from milestones.emails.deliveries import (
    NAMES,
    SILENCE,
    SILENCE_TO_MANAGER,
    send_due,
    send_silence,
    send_to_manager,
)
from milestones.emails.risks import send_review
from milestones.models import Delivery, Risk, RiskReview
from milestones.parts import DeliveryRow
from milestones.reminder_rules import (
    is_for_manager,
    is_reminded_of,
    reminder_due,
    silence_due,
    silence_for_manager,
)
from milestones.selectors.reminded import Managers, managers_of, told_of_silence, told_on
from partnership.people.models import Email, User
from partnership.programmes.models import Programme
from partnership.programmes.periods import Period
from partnership.programmes.reach import EVERYTHING

REVIEW_BEFORE = (7,)  # days before the day of a review


def remind(*, on: date) -> None:
    """Send the reminders that should be out by a day; run again, it sends nothing twice."""
    for programme in Programme.objects.all():
        if is_reminded_of(programme.ends_on, on=on):
            managers = managers_of(programme, on=on)
            _Deliveries(programme, managers, on).remind()
            _remind_of_reviews(programme, managers, on=on)


class _Deliveries:
    """A programme's open deliveries on a day, and who was written to about which."""

    def __init__(self, programme: Programme, managers: Managers, on: date) -> None:
        plan = plan_part(programme, as_at=on, reach=EVERYTHING)
        self.programme, self.managers, self.on = programme, managers, on
        self.rows = [row for row in plan.deliveries if row.standing.is_open]
        found = Delivery.objects.filter(programme=programme).select_related("owner_user")
        self.deliveries = found.in_bulk([row.key for row in self.rows])
        self.told = told_on(on, NAMES)

    def remind(self) -> None:
        for row in self.rows:
            self._of_due_day(row)
        for row in self.rows:
            self._tell_manager(row)
        self._of_silence(self._silent(), escalated=False)
        self._of_silence(self._still_silent(), escalated=True)

    def asked(self, row: DeliveryRow) -> tuple[User, ...]:
        """Who is to say how it stands."""
        delivery = self.deliveries[row.key]
        return self.managers.asked(delivery.owner_user, delivery.area_id)

    def is_new_to(self, user: User, row: DeliveryRow) -> bool:
        """Whether they were not written to about it on this day."""
        return (user.pk, row.key) not in self.told

    def _tell(self, user: User, keys: Iterable[int], email: Email) -> None:
        """Note whom an e-mail tells of what, unless it is one of an earlier day."""
        if email.about["on"] == self.on.isoformat():
            self.told |= {(user.pk, key) for key in keys}

    def _of_due_day(self, row: DeliveryRow) -> None:
        due_on, known_since = row.standing.agreed_on, self._known_since(row)
        heard_on = row.standing.updated_on
        reminder = reminder_due(due_on, on=self.on, known_since=known_since, heard_on=heard_on)
        if reminder is None:
            return
        about, on = self.deliveries[row.key], self.on
        for user in self.asked(row):
            if self.is_new_to(user, row):
                email = send_due(about, due_on=due_on, to=user, name=reminder.name, on=on)
                self._tell(user, [row.key], email)

    def _tell_manager(self, row: DeliveryRow) -> None:
        due_on = row.standing.agreed_on
        if is_for_manager(due_on, on=self.on, known_since=self._known_since(row)):
            for user in self.managers.of_programme:
                if user not in self.asked(row) and self.is_new_to(user, row):
                    about = self.deliveries[row.key]
                    email = send_to_manager(about, due_on=due_on, to=user, on=self.on)
                    self._tell(user, [row.key], email)

    def _known_since(self, row: DeliveryRow) -> date:
        """The day from which it is part of the plan here, as records have it."""
        return self.deliveries[row.key].from_on

    def _silent(self) -> Iterator[tuple[User, Period, DeliveryRow]]:
        rules = tolerances_of(self.programme)
        for row in self.rows:
            if quarter := silence_due(row.standing, on=self.on, tolerances=rules):
                yield from ((user, quarter, row) for user in self.asked(row))

    def _still_silent(self) -> Iterator[tuple[User, Period, DeliveryRow]]:
        rules = tolerances_of(self.programme)
        for row in self.rows:
            if quarter := silence_for_manager(row.standing, on=self.on, tolerances=rules):
                yield from ((user, quarter, row) for user in self.managers.of_programme)

    def _of_silence(
        self, found: Iterable[tuple[User, Period, DeliveryRow]], *, escalated: bool
    ) -> None:
        """One e-mail for each person and quarter, about all that nothing was said of.

        What they were written to about on this day for another reason waits for the next.
        """
        together: dict[tuple[User, Period], list[int]] = defaultdict(list)
        for user, quarter, row in found:
            if self.is_new_to(user, row):
                together[user, quarter].append(row.key)
        for (user, quarter), keys in together.items():
            if new := self._not_asked(user, quarter, keys, escalated=escalated):
                email = send_silence(
                    self.programme, quarter, new, to=user, escalated=escalated, on=self.on
                )
                self._tell(user, new, email)

    def _not_asked(
        self, user: User, quarter: Period, keys: Iterable[int], *, escalated: bool
    ) -> list[int]:
        """Those about which they were not asked yet for this quarter."""
        purpose = SILENCE_TO_MANAGER if escalated else SILENCE
        asked = told_of_silence(self.programme, quarter.first, purpose.name)
        return [key for key in keys if (user.pk, key) not in asked]


def _remind_of_reviews(programme: Programme, managers: Managers, *, on: date) -> None:
    """Remind of the open risks that are to be reviewed."""
    risks = Risk.objects.filter(programme=programme, review_on__isnull=False)
    for risk in risks.select_related("owner_user").prefetch_related("reviews"):
        *_, last = [None, *risk.reviews.all()]
        if last and last.state == RiskReview.State.CLOSED:
            continue
        assert risk.review_on
        since = timezone.localdate(risk.recorded_at)
        heard = last.reported_on if last else None
        reminder = reminder_due(
            risk.review_on, on=on, known_since=since, heard_on=heard, before=REVIEW_BEFORE
        )
        if reminder:
            for user in managers.asked(risk.owner_user, risk.area_id):
                send_review(risk, to=user, name=reminder.name)
