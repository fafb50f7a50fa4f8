"""What a person may say of a delivery: one screen, under a minute."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django import forms

from milestones.actions.evidence import Shown
from milestones.forms.fields import (
    ChosenDay,
    EvidenceFileField,
    day_of,
    event_choices,
    reported_field,
)
from milestones.models import Output
from milestones.schedule import Stage, Standing
from milestones.update_rules import TWO_WEEKS, Word, month_later, open_until
from partnership.dates import day_words
from partnership.web.forms import DayField, OnceForm, VersionedForm
from pilots.forms.fields import LineField, ProseField
from pilots.models import Event

SAME, OTHER = "same", "other"
FILE_AGAIN = "Choose the file again: a browser does not keep it."


class UpdateForm(OnceForm, VersionedForm):
    """How far a delivery is, when it is expected, what it left behind.

    `outputs` are those that nothing shows yet; `events` may show them. A reason, a day and
    an event that a choice does not need are not asked for, and what they hold then counts
    for nothing.
    """

    submit_label = "Save"

    stage = forms.ChoiceField(label="Is it done?", widget=forms.RadioSelect)
    done_on = DayField(label="When was it done?", required=False)
    expected = ChosenDay(label="When do you expect it?", widget=forms.RadioSelect)
    forecast_on = DayField(label="Another date", required=False)
    reason = ProseField(label="Why?", rows=2, required=False)
    note = ProseField(label="Note", rows=2, required=False, help_text="Such as “Still on track”.")
    reported_on = reported_field()

    def __init__(
        self,
        *args: Any,
        standing: Standing,
        today: date,
        outputs: Iterable[Output] = (),
        events: Iterable[Event] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.outputs = today, list(outputs)
        self.events = {event.slug: event for event in events}
        self._offer("stage", stages(standing))
        self._offer("expected", self._expected(standing))
        for name, value in first_values(standing, today).items():
            self.initial.setdefault(name, value)
        for output in self.outputs:
            self._ask_for(output)

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def _expected(self, standing: Standing) -> list[tuple[str, str]]:
        """The days on offer, with the one that was chosen before the form came back."""
        choices = expected_choices(standing, self.today)
        chosen = day_of(self.data.get("expected")) if self.is_bound else None
        if chosen and chosen.isoformat() not in dict(choices):
            choices.insert(-1, (chosen.isoformat(), f"As you chose: {day_words(chosen)}"))
        return choices

    def _ask_for(self, output: Output) -> None:
        """A box to tick, and four ways to show that the output is there."""
        name = output_field(output)
        more: dict[str, forms.Field] = {
            name: forms.BooleanField(label=output.text, required=False),
            f"{name}_words": LineField(
                label="What shows it", required=False, max_length=250,
                help_text="Such as where it is kept.",
            ),
            f"{name}_link": forms.URLField(label="Link", required=False, assume_scheme="https"),
            f"{name}_file": EvidenceFileField(label="File"),
            f"{name}_event": forms.ChoiceField(
                choices=event_choices(self.events.values()), label="Event", required=False
            ),
        }  # fmt: skip
        if self.is_bound:
            more[f"{name}_file"].help_text += f" {FILE_AGAIN}"
        self.fields.update(more)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("expected") == OTHER and not given.get("forecast_on"):
            self.add_error("forecast_on", "Choose the day on which you expect it.")
        for output in self.outputs:
            self._need_evidence(output)
        return given

    def _need_evidence(self, output: Output) -> None:
        """A ticked output needs something that shows it; what is typed beside ticks it."""
        name = output_field(output)
        ways = [f"{name}_{way}" for way in ("words", "link", "file", "event")]
        if any(self.cleaned_data.get(way) for way in ways):
            self.cleaned_data[name] = True
        elif self.cleaned_data.get(name) and not any(way in self.errors for way in ways):
            self.add_error(f"{name}_words", "Say what shows it: words, a link, a file or an event.")

    @property
    def is_readable(self) -> bool:
        """Whether stage and days can be read, whatever else is wrong."""
        said = ("stage", "done_on", "expected", "forecast_on", "reported_on")
        return self.is_bound and not any(name in self.errors for name in said)

    @property
    def word(self) -> Word:
        """What the form says, if it is readable."""
        given = self.cleaned_data
        stage = Stage(given["stage"])
        return Word(
            stage=stage,
            forecast_on=self._forecast(),
            actual_on=given["done_on"] if stage is Stage.COMPLETE else None,
            reason=given.get("reason", ""),
            note=given.get("note", ""),
            shows_outputs=bool(self.shown),
        )

    def _forecast(self) -> date | None:
        given = self.cleaned_data
        if given["expected"] == OTHER:
            return given["forecast_on"]
        return day_of(given["expected"])

    @property
    def shown(self) -> list[Shown]:
        """The outputs that are ticked, with what shows each."""
        given = self.cleaned_data
        found = []
        for output in self.outputs:
            name = output_field(output)
            if given.get(name):
                upload = given.get(f"{name}_file")
                found.append(
                    Shown(
                        output,
                        words=given.get(f"{name}_words", ""),
                        link=given.get(f"{name}_link", ""),
                        event=self.events.get(given.get(f"{name}_event", "")),
                        upload=upload,
                        field=f"{name}_file" if upload else f"{name}_words",
                    )
                )
        return found

    def output_parts(self) -> Iterator[tuple[Any, list[Any]]]:
        """For the page: the box of each output, and the fields beside it."""
        for output in self.outputs:
            name = output_field(output)
            ways = [self[f"{name}_{way}"] for way in ("words", "link", "file", "event")]
            yield self[name], ways


def output_field(output: Output) -> str:
    """The name of the box for an output."""
    return f"output_{output.number}"


def first_values(standing: Standing, today: date) -> dict[str, Any]:
    """What stands in the form at first: as it was said last, and today."""
    return {
        "stage": standing.stage.value,
        "expected": SAME,
        "done_on": standing.actual_on or today,
        "reported_on": today,
    }


def stages(standing: Standing) -> list[tuple[str, str]]:
    """Yes; not yet, started or not. Of what was done, that it was not done after all."""
    no = "It was not done after all: it is" if standing.stage is Stage.COMPLETE else "Not yet:"
    return [
        (Stage.COMPLETE.value, "Yes, it is done"),
        (Stage.STARTED.value, f"{no} started"),
        (Stage.NOT_STARTED.value, f"{no} not started"),
    ]


def expected_choices(standing: Standing, today: date) -> list[tuple[str, str]]:
    """As before; on time where that says something else; later; another date."""
    agreed, forecast = standing.agreed_on, standing.forecast_on
    passed = " (it has passed)" if open_until(standing) < today else ""
    choices = [(SAME, f"As before: {day_words(open_until(standing))}{passed}")]
    if not forecast or forecast == agreed:
        choices = [(SAME, f"On time: {day_words(agreed)}{passed}")]
    elif agreed >= today:
        choices.append((agreed.isoformat(), f"On time: {day_words(agreed)}"))
    first = max(open_until(standing), today)
    for words, day in (("2 weeks", first + TWO_WEEKS), ("A month", month_later(first))):
        later = "from now" if passed else "later"
        if day.isoformat() not in dict(choices):
            choices.append((day.isoformat(), f"{words} {later}: {day_words(day)}"))
    return [*choices, (OTHER, "Another date")]
