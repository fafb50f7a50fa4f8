"""What is said of a wave, of what respondents are told, and of invitations."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django import forms
from django.utils.text import Truncator

from evaluation.actions.invitations import MOST_AT_ONCE
from evaluation.actions.notices import NoticeDetails
from evaluation.actions.waves import WaveDetails
from evaluation.models import PrivacyNotice, Wave
from evaluation.selectors.planning import Offered
from partnership.web.forms import BaseForm, DayField, OnceForm, VersionedForm
from pilots.forms.fields import LineField, ProseField

STAGES = [
    (Wave.Stage.BEFORE, "Before – asked again later"),
    (Wave.Stage.AFTER, "After – compared with a before wave"),
    (Wave.Stage.SINGLE, "Once"),
]
PLACES = ("area", "group", "event")


class ByKey(forms.ChoiceField):
    """One of some records by its key; cleans to the record, or None."""

    def __init__(
        self,
        records: Iterable[Any],
        *,
        empty: str = "",
        called: Callable[[Any], str] = str,
        **kwargs: Any,
    ) -> None:
        self.records = {str(each.pk): each for each in records}
        named = [(key, called(each)) for key, each in self.records.items()]
        choices = named if kwargs.get("required", True) and not empty else [("", empty), *named]
        super().__init__(choices=choices, **kwargs)

    def clean(self, value: Any) -> Any:
        return self.records.get(super().clean(value))

    def prepare_value(self, value: Any) -> Any:
        return getattr(value, "pk", value)


class PlaceField(forms.ChoiceField):
    """For whom: the programme, an area, a group or an event; cleans to {"area": record}."""

    def __init__(self, offered: Offered, word: str, **kwargs: Any) -> None:
        kinds: dict[str, tuple[str, Sequence[Any]]] = {
            "area": (word.capitalize(), offered.areas),
            "group": ("Groups", offered.groups),
            "event": ("Events", offered.events),
        }
        self.records = {
            f"{kind}-{each.pk}": (kind, each)
            for kind, (_, there) in kinds.items()
            for each in there
        }
        named = [
            (title, [(f"{kind}-{each.pk}", str(each)) for each in there])
            for kind, (title, there) in kinds.items()
            if there
        ]
        super().__init__(choices=[("", "The whole programme"), *named], required=False, **kwargs)

    def clean(self, value: Any) -> dict[str, Any]:
        chosen = super().clean(value)
        if not chosen:
            return {}
        kind, record = self.records[chosen]
        return {kind: record}


def notice_words(notice: PrivacyNotice) -> str:
    """A version by how it begins: of several, each may be for other people."""
    return f"Version {notice.number}: {Truncator(' '.join(notice.information.split())).words(9)}"


def _days() -> dict[str, forms.Field]:
    return {
        "opens_on": DayField(label="First day on which it takes answers"),
        "closes_on": DayField(label="Last day on which it takes answers"),
        "delete_on": DayField(
            label="Single answers are deleted on",
            help_text="Respondents are promised this day. Counts and published results stay.",
        ),
    }


def _audience() -> forms.IntegerField:
    return forms.IntegerField(
        label="How many are asked",
        required=False,
        min_value=1,
        max_value=10_000_000,
        help_text="For the response rate. Leave it empty where it is not known.",
        widget=forms.NumberInput(attrs={"class": "ds_input--fixed-10"}),
    )


def wave_fields(offered: Offered, word: str) -> dict[str, forms.Field]:
    """All that is planned of a wave."""
    return {
        "name": LineField(label="Name", help_text="Such as: Partners before, autumn 2019."),
        "version_asked": ByKey(
            offered.versions, label="What is asked", help_text="Published versions of surveys."
        ),
        "stage": forms.ChoiceField(
            label="Before or after", choices=STAGES, widget=forms.RadioSelect
        ),
        "before": ByKey(
            offered.befores,
            empty="None",
            required=False,
            label="The before wave that it is compared with",
            help_text="Of an after wave only. Both must ask for the self-made code.",
        ),
        "place": PlaceField(offered, word, label="For whom"),
        **_days(),
        "audience": _audience(),
        "notice": ByKey(
            offered.notices, called=notice_words, label="What respondents are told and agree to"
        ),
        "asks_code": forms.BooleanField(
            label="Ask for the self-made code",
            required=False,
            help_text="Before and after are matched by it, and answers can be deleted by it.",
        ),
        "by_invitation": forms.BooleanField(
            label="Only with an invitation, each good for one answer",
            required=False,
            help_text="Otherwise anybody who has the link may answer.",
        ),
    }


class WaveFields(BaseForm):
    """A wave as it is planned."""

    def __init__(self, *args: Any, offered: Offered, word: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= wave_fields(offered, word)

    def details(self) -> WaveDetails:
        """What was said; only of a valid form."""
        data = dict(self.cleaned_data)
        place = data.pop("place")
        names = set(WaveDetails.__dataclass_fields__) - set(PLACES)
        return WaveDetails(**{name: data[name] for name in names}, **place)


class NewWaveForm(WaveFields, OnceForm):
    submit_label = "Plan the wave"


class WaveForm(WaveFields, VersionedForm):
    """The wave as it is, before it opens."""


class OpenWaveForm(VersionedForm):
    """What may change once people answer."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = LineField(label="Name")
        self.fields["closes_on"] = _days()["closes_on"]
        self.fields["audience"] = _audience()


class CloseWaveForm(VersionedForm):
    submit_label = "Close the wave"


class ReopenWaveForm(VersionedForm):
    submit_label = "Open it again"

    closes_on = DayField(label="Last day on which it takes answers")


class InvitationsForm(OnceForm):
    """How many keys are made."""

    submit_label = "Make the invitations"

    number = forms.IntegerField(
        label="How many",
        min_value=1,
        max_value=MOST_AT_ONCE,
        help_text=f"At most {MOST_AT_ONCE} at once. The keys are shown once, and never again.",
        widget=forms.NumberInput(attrs={"class": "ds_input--fixed-4"}),
    )


class WithdrawForm(OnceForm):
    submit_label = "Withdraw those that nobody used"


class NoticeForm(OnceForm):
    """The next version of what respondents are told, in every language of the surveys."""

    submit_label = "Publish this version"

    def __init__(self, *args: Any, languages: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = list(languages)
        self.fields["information"] = ProseField(
            label="Information",
            rows=10,
            max_length=6000,
            help_text="What is asked and why, who reads it, for how long it is kept, whom to ask.",
        )
        self.fields["consent"] = LineField(
            label="What respondents agree to",
            max_length=300,
            help_text="They tick it, such as: I have read this and want to take part.",
        )
        self.fields["minimum_age"] = forms.IntegerField(
            label="From which age",
            required=False,
            min_value=0,
            max_value=99,
            help_text="Empty: the programme’s age of consent. 0: nobody is asked how old they are.",
            widget=forms.NumberInput(attrs={"class": "ds_input--fixed-2"}),
        )
        for code, name in self.languages:
            self._add_language(code, name)

    def _add_language(self, code: str, name: str) -> None:
        self.fields[f"information_{code}"] = ProseField(
            label=f"Information in {name}", rows=8, max_length=6000, required=False
        )
        self.fields[f"consent_{code}"] = LineField(
            label=f"What respondents agree to, in {name}", max_length=300, required=False
        )

    def details(self) -> NoticeDetails:
        """What was said; only of a valid form."""
        data = self.cleaned_data
        texts = {
            code: {part: data[f"{part}_{code}"] for part in ("information", "consent")}
            for code, _ in self.languages
        }
        return NoticeDetails(
            information=data["information"],
            consent=data["consent"],
            minimum_age=data["minimum_age"],
            texts={code: said for code, said in texts.items() if any(said.values())},
        )
