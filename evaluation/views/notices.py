"""What respondents are told and agree to, version by version."""

from typing import Any

from django.contrib import messages
from django.urls import reverse

from evaluation.actions.notices import publish_notice
from evaluation.forms.waves import NoticeForm
from evaluation.selectors import planning
from partnership.people.permissions import Permission
from partnership.programmes.views.base import ProgrammePage
from partnership.programmes.views.forms import FormPage


class NoticesView(ProgrammePage):
    """Every version, the newest first, for all who read the programme."""

    template_name = "evaluation/waves/notices.html"
    section = "outcomes"
    permission = Permission.READ

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            notices=planning.notices(self.programme),
            evaluates=Permission.EVALUATE in self.permissions,
            breadcrumbs=[("Waves", reverse("waves", args=[self.programme.slug]))],
            **kwargs,
        )


class NewNoticeView(FormPage):
    """The next version; it starts from the newest."""

    title = "Write what respondents are told"
    section = "outcomes"
    permission = Permission.EVALUATE

    def form(self, data: Any = None) -> NoticeForm:
        languages = planning.languages(self.programme)
        form = NoticeForm(data, languages=languages, initial=self._initial())
        form.cancel_url = reverse("privacy-notices", args=[self.programme.slug])
        return form

    def _initial(self) -> dict[str, Any]:
        newest = next(iter(planning.notices(self.programme)), None)
        if newest is None:
            return {}
        initial = {
            name: getattr(newest, name) for name in ("information", "consent", "minimum_age")
        }
        for language, said in newest.texts.items():
            initial |= {f"{part}_{language}": text for part, text in said.items()}
        return initial

    def act(self, form: Any) -> str:
        notice = publish_notice(programme=self.programme, details=form.details(), by=self.person)
        messages.success(self.request, f"Version {notice.number} is published, for new waves.")
        return reverse("privacy-notices", args=[self.programme.slug])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs["lead"] = (
            "A version never changes once it is published: waves keep the one that their"
            " respondents read."
        )
        trail = [
            ("What respondents are told", reverse("privacy-notices", args=[self.programme.slug]))
        ]
        return super().get_context_data(breadcrumbs=trail, **kwargs)
