"""Pages on which tests of the service model are recorded, changed, ended and taken up again."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse

from partnership.people.permissions import Permission, refusal
from partnership.programmes.views.forms import FormPage
from pilots.actions import service_tests as do
from pilots.forms import service_tests as forms
from pilots.selectors import service_tests as ask
from pilots.views.service_tests import OfOneTest, areas_to_change, may_add, trail

DETAILS = ("title", "context", "setting", "venue", "priority_group", "owner", "began")
LEARNED = ("findings", "report_title", "report_link")


class NewTestView(FormPage):
    """Record a test in an area that one may update."""

    title = "Record a service test"
    section = "milestones"
    permission = Permission.UPDATE_DELIVERIES

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if request.user.is_authenticated and not may_add(self.entry):
            raise PermissionDenied(refusal(self.permission))

    def form(self, data: Any = None) -> forms.NewTestForm:
        areas = ask.areas_to_test_in(
            self.programme, reach=self.reach, only=areas_to_change(self.entry)
        )
        form = forms.NewTestForm(
            data,
            areas=areas,
            word=self.programme.area_word,
            offered={
                "contexts": self.programme.test_contexts.all(),
                "venues": ask.venues_of(areas),
                "groups": self.programme.priority_groups.all(),
            },
            initial=self.gap(areas),
        )
        form.cancel_url = reverse("service-tests", args=[self.programme.slug])
        return form

    def gap(self, areas: Any) -> dict[str, Any]:
        """The area and the context of the gap that led here, and the one area there is."""
        asked = self.request.GET
        contexts = self.programme.test_contexts
        found = list(areas[:2])
        chosen = areas.filter(slug=asked.get("area", "")).first()
        return {
            "area": chosen or (found[0] if len(found) == 1 else None),
            "context": contexts.filter(slug=asked.get("context", "")).first(),
        }

    def act(self, form: Any) -> str:
        given = form.cleaned_data
        self.entry.require(self.permission, given["area"].at)
        test = do.add_service_test(
            programme=self.programme,
            area=given["area"],
            details=do.TestDetails(**{name: given[name] for name in DETAILS}),
            reported_on=given["reported_on"],
            by=self.person,
        )
        messages.success(self.request, f"“{test.title}” is recorded. Add its first cycle next.")
        return reverse("service-test", args=[self.programme.slug, test.slug])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if not self.programme.test_contexts.exists():
            kwargs["lead"] = (
                "A test needs a context, and the programme has none yet."
                " A programme manager can add them."
            )
        return super().get_context_data(breadcrumbs=trail(self.programme.slug), **kwargs)


class ChangeTest(OfOneTest, FormPage):
    """A page that changes one test; `done` is said once it is."""

    permission = Permission.UPDATE_DELIVERIES
    done = "Saved."
    lead = ""

    def ready(self, form: Any) -> Any:
        """The form with the way back."""
        form.cancel_url = self.at("service-test")
        return form

    def lead_on(self) -> str:
        """Say that it is done, and lead to the test."""
        messages.success(self.request, self.done)
        return self.at("service-test")

    def learned(self, form: Any) -> do.Learned:
        """What came of the test, as it was typed."""
        given = form.cleaned_data
        return do.Learned(
            **{name: given[name] for name in LEARNED},
            upload=given.get("upload") or None,
            is_file_removed=bool(given.get("is_file_removed")),
        )

    def files(self, data: Any) -> Any:
        """The files that came with what was typed."""
        return None if data is None else self.request.FILES

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("caption", self.test.title)
        kwargs.setdefault("lead", self.lead)
        kwargs.setdefault(
            "breadcrumbs",
            [*trail(self.programme.slug), (self.test.title, self.at("service-test"))],
        )
        return super().get_context_data(**kwargs)


class EditTestView(ChangeTest):
    """Change what is said of a test."""

    title = "Change the test"

    def form(self, data: Any = None) -> forms.TestForm:
        test, ended = self.test, do.has_ended(self.test)
        if data is not None and ended and "ended" not in data:
            # It ended while this form was open: what the form didn't ask stays.
            data = data.copy()
            data["ended"] = test.ended.words if test.ended else ""
        names = (*DETAILS, *LEARNED, "ended")
        return self.ready(
            forms.TestForm(
                data,
                self.files(data),
                version=test.version,
                has_ended=ended,
                file=test.report_file,
                offered={
                    "contexts": self.programme.test_contexts.all(),
                    "venues": test.area.venues.all(),
                    "groups": self.programme.priority_groups.all(),
                },
                initial={name: getattr(test, name) for name in names},
            )
        )

    def act(self, form: Any) -> str:
        given = form.cleaned_data
        do.change_service_test(
            test=self.test,
            seen=form.seen,
            details=do.TestDetails(**{name: given[name] for name in DETAILS}),
            learned=self.learned(form),
            ended=given.get("ended", self.test.ended),
            by=self.person,
        )
        return self.lead_on()


class FinishTestView(ChangeTest):
    """Say that a test has ended, and what came of it."""

    title = "Finish the test"
    done = "It is finished."

    def form(self, data: Any = None) -> forms.FinishTestForm:
        test = self.test
        return self.ready(
            forms.FinishTestForm(
                data,
                self.files(data),
                version=test.version,
                file=test.report_file,
                initial={name: getattr(test, name) for name in (*LEARNED, "ended")},
            )
        )

    def act(self, form: Any) -> str:
        given = form.cleaned_data
        do.finish_service_test(
            test=self.test,
            seen=form.seen,
            ended=given["ended"],
            learned=self.learned(form),
            reported_on=given["end_reported_on"],
            by=self.person,
        )
        return self.lead_on()


class StopTestView(ChangeTest):
    """Give a test up, with why."""

    title = "Stop the test early"
    done = "It is recorded as stopped early. It counts towards no target."
    lead = "A test that is stopped early stays here with what was learned; it counts for nothing."

    def form(self, data: Any = None) -> forms.StopTestForm:
        test = self.test
        initial = {"findings": test.findings, "ended": test.ended}
        return self.ready(forms.StopTestForm(data, version=test.version, initial=initial))

    def act(self, form: Any) -> str:
        given = form.cleaned_data
        do.stop_service_test(
            test=self.test,
            seen=form.seen,
            ended=given["ended"],
            findings=given["findings"],
            reported_on=given["end_reported_on"],
            by=self.person,
        )
        return self.lead_on()


class ResumeTestView(ChangeTest):
    """Take back that a test has ended, or was stopped."""

    title = "Take the test up again"
    done = "It goes on."
    lead = "Its end is taken back, on every day: use this where the end was recorded by mistake."

    def form(self, data: Any = None) -> forms.ResumeTestForm:
        return self.ready(forms.ResumeTestForm(data, version=self.test.version))

    def act(self, form: Any) -> str:
        do.resume_service_test(
            test=self.test, seen=form.seen, why=form.cleaned_data["why"], by=self.person
        )
        return self.lead_on()
