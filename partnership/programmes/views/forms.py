"""A page with one form, inside a programme."""

from partnership.people.views.forms import WithForm
from partnership.programmes.views.base import ProgrammePage


class FormPage(WithForm, ProgrammePage):
    """A programme's page with one form: give it `form()` and `act()` (see WithForm)."""
