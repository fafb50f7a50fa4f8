"""The ground of forms that outlive the session in which they were opened."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import add_never_cache_headers
from django.utils.decorators import method_decorator

from partnership.people import kept_forms
from partnership.programmes.views.forms import FormPage

JSON = "application/json"
KEPT = "You were signed out. What you typed is kept: sign in to go on."
NOT_FILES = " Files can’t be kept: choose them again then."
NOT_KEPT = (
    "You were signed out, and what you typed could not be kept here. Go back with your browser’s"
    " button and copy it, then sign in."
)
ANOTHERS = (
    "Nothing was saved: this was written by somebody else who was signed in here before you."
    " They can send it once they have signed in again."
)


class TicketField(forms.CharField):
    """Says whose page a form is on, whatever was sent."""

    widget = forms.HiddenInput

    def bound_data(self, data: Any, initial: Any) -> Any:
        return initial


@method_decorator(login_not_required, name="dispatch")
class KeptFormPage(FormPage):
    """A page with one form, sent without a session or in another person's.

    Without a session, what was typed is kept for who typed it, and is there
    again once they have signed in; in another's, it is not taken for theirs.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Lead who is not signed in to sign in, with what they typed."""
        if request.user.is_authenticated:
            response = super().dispatch(request, *args, **kwargs)
            add_never_cache_headers(response)  # a form gone back to is asked for afresh
            return response
        if request.headers.get("Accept") == JSON:
            return JsonResponse({"signed_out": True}, status=401)
        if request.method == "POST" and kept_forms.is_ours(request):
            is_kept = kept_forms.keep(request)
            words = KEPT + (NOT_FILES if request.FILES else "") if is_kept else NOT_KEPT
            messages.info(request, words)
        return redirect_to_login(request.get_full_path())

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        typed = kept_forms.take_back(request)
        if typed is None:
            return super().get(request, *args, **kwargs)
        return self.again(self.form(typed), typed_before=True)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not kept_forms.is_anothers(request):
            return super().post(request, *args, **kwargs)
        messages.error(request, ANOTHERS)
        return self.again(self.form(), status=409)

    def again(self, form: Any, **context: Any) -> HttpResponse:
        """Show the form; a script is told by the status that nothing was saved."""
        status = context.pop("status", 422 if self.request.headers.get("Accept") == JSON else 200)
        response = super().again(form, **context)
        response.status_code = status
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form: Any = kwargs.pop("form", None) or self.form()
        ticket = kept_forms.ticket(self.person)
        form.fields[kept_forms.TICKET] = TicketField(initial=ticket, required=False)
        return super().get_context_data(form=form, **kwargs)
