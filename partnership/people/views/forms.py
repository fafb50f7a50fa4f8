"""A page with one form: shown, checked, acted on, and led on from."""

from typing import Any, ClassVar

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import TemplateView

from partnership.people.models import User
from partnership.people.once import once
from partnership.people.refusals import RefusedError
from partnership.people.versions import ChangedMeanwhileError
from partnership.web.forms import ONCE, VERSION, Difference, differences


class WithForm(TemplateView):
    """Give a page `form()` and `act()`; this sees to what goes wrong between them.

    A form that is sent twice acts once (OnceForm). One that was overtaken by
    another person's change (VersionedForm) comes back with what was typed, and
    with what stands now. What an action refuses is said at its field.
    """

    template_name = "components/form_page.html"
    title: ClassVar[str] = ""

    @property
    def person(self) -> User:
        """Who is looking, or changing something."""
        assert isinstance(self.request.user, User)  # others were sent to sign in
        return self.request.user

    def form(self, data: Any = None) -> BaseForm:
        """The form, bound to `data` if there is any."""
        raise NotImplementedError

    def act(self, form: BaseForm) -> str:
        """Do what the valid form asks; where to lead next. May raise RefusedError."""
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.again(form)
        try:
            return redirect(self._act(form))
        except RefusedError as error:
            form.add_error(error.field if error.field in form.fields else None, error.words)
            return self.again(form)
        except ChangedMeanwhileError as error:
            return self._overtaken(request, form, error.now)

    def _act(self, form: BaseForm) -> str:
        if ONCE not in form.fields:
            return self.act(form)
        key = form.cleaned_data[ONCE]
        where, _ = once(key, by=self.person, act=lambda: self.act(form))
        return where

    def _overtaken(self, request: HttpRequest, form: BaseForm, now: Any) -> HttpResponse:
        """The form as it was sent, ready to be sent again over what stands now."""
        conflict = self.compared(form, now)
        data = request.POST.copy()
        data[form.add_prefix(VERSION)] = str(now.version)
        again = self.form(data)
        again.is_valid()
        return self.again(again, conflict=conflict, overtaken=True)

    def compared(self, form: BaseForm, now: Any) -> list[Difference]:
        """What stands now beside what was typed, where the record has the form's fields."""
        return differences(form, now)

    def again(self, form: BaseForm, **context: Any) -> HttpResponse:
        """Show the form again; nothing was changed."""
        return self.render_to_response(self.get_context_data(form=form, **context))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if "form" not in kwargs:
            kwargs["form"] = self.form()
        kwargs.setdefault("title", self.title)
        return super().get_context_data(**kwargs)
