"""What an area is asked about the newest version of the plan, and what it answers."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from milestones.actions import answers as do
from milestones.forms.plan_answers import ACCEPT_ALL, DECLINE, RECONSIDER, AnswerForm
from milestones.presenters import plan_answers as words
from milestones.selectors import answers as ask
from milestones.selectors.plan_versions import answers_of, decided
from milestones.views.plan import OfThePlan
from partnership.people.permissions import Permission, Place
from partnership.programmes.views.forms import FormPage
from pilots.models import Area
from pilots.selectors.groups import areas_in


class WholeAnswersView(OfThePlan, FormPage):
    """What the whole programme's deliveries are asked; what came with a workbook, mostly."""

    template_name = "milestones/plan/answers.html"
    permission = Permission.READ
    change_permission = Permission.UPDATE_DELIVERIES
    area: Area | None = None

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not request.user.is_authenticated:
            return  # sent to sign in
        self.find()
        if request.method == "POST":
            self.entry.require(Permission.UPDATE_DELIVERIES, self.place)

    def find(self) -> None:
        """Find the area; of the whole programme there is nothing to find."""

    @property
    def place(self) -> Place:
        return self.area.at if self.area else Place()

    @property
    def address(self) -> str:
        """This page's own address."""
        if self.area:
            return self.at("plan-answers", self.area.slug)
        return self.at("plan-answers-whole")

    @property
    def name(self) -> str:
        return self.area.name if self.area else "the whole programme"

    def form(self, data: Any = None) -> AnswerForm:
        """The form that was sent; its fields are named for the row that it answers."""
        key = data.get("key", "") if data is not None else ""
        return AnswerForm(data, auto_id=f"row-{key}-%s")

    def act(self, form: Any) -> str:
        given: dict[str, Any] = {"programme": self.programme, "area": self.area, "by": self.person}
        said = form.cleaned_data
        if said["answer"] == ACCEPT_ALL:
            count = do.accept_all(**given, seen=said["seen"])
            messages.success(self.request, words.accepted_all(count))
        elif said["answer"] == DECLINE:
            row = do.decline(**given, key=said["key"], seen=said["seen"], reason=said["reason"])
            messages.success(self.request, words.declined(row))
        else:
            take_up = do.reconsider if said["answer"] == RECONSIDER else do.accept
            row = take_up(**given, key=said["key"], seen=said["seen"])
            messages.success(self.request, words.accepted(row))
        return self.address

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asking = ask.asking(self.programme, self.area)
        version = asking.version if asking else None
        return super().get_context_data(
            title=f"Changes of the plan for {self.name}",
            area=self.area,
            version=version,
            decided=decided(version, self.reach) if version else "",
            lines=self.lines(asking, kwargs.get("form")),
            refused=words.declined_lines(asking) if asking else [],
            given=answers_of(self.programme, self.area),
            may_answer=self.entry.may(Permission.UPDATE_DELIVERIES, self.place),
            **kwargs,
        )

    def lines(self, asking: ask.Asking | None, sent: Any) -> list[words.AskedLine]:
        """What waits, each row with its form; that of the one that was sent as it was sent."""
        if asking is None:
            return []
        key = sent.data.get("key", "") if sent is not None else ""
        return [
            words.asked_line(
                row,
                asking.version.plan,
                form=sent if str(row.change.key) == key else _form_of(row),
            )
            for row in asking.rows
        ]


def _form_of(row: ask.Asked) -> AnswerForm:
    return AnswerForm(auto_id=f"row-{row.change.key}-%s")


class AnswersView(WholeAnswersView):
    """What one area is asked; its manager answers, or the programme’s."""

    def find(self) -> None:
        areas = areas_in(self.programme, reach=self.reach)
        self.area = get_object_or_404(areas, slug=self.kwargs["area"])
        self.area.programme = self.programme  # its start month may be the programme's
