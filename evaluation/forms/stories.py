"""What a person may say of a case study or an evaluation report, and decide of it."""

from dataclasses import fields, replace
from typing import Any

from django import forms

from evaluation.actions.stories import Found, StoryDetails
from evaluation.actions.story_editions import Publication
from evaluation.forms.logic import KeysField
from evaluation.models import Story
from partnership.programmes.models import Programme
from partnership.web.forms import BaseForm, OnceForm, VersionedForm
from pilots.forms.fields import LineField, ProseField
from pilots.forms.service_tests import WebLinkField

LONGEST_SECTION = 15_000  # characters
CONSENTS = [pair for pair in Story.Consent.choices if pair[0]]
READERS = [
    ("shared", "Everybody who reads the programme"),
    ("area", "Those who read the area"),
]
Pairs = list[tuple[int, str]]


class LibraryFilter(BaseForm):
    """How the library is narrowed."""

    method = "get"
    submit_label = "Show"

    kind = forms.ChoiceField(
        required=False, choices=[("", "All"), *Story.Kind.choices], label="Kind"
    )
    area = forms.ChoiceField(required=False)
    outcome = forms.ChoiceField(required=False)
    as_at = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, areas: list[Any], outcomes: list[Any], area_word: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        named = [*((each.slug, each.name) for each in areas), ("*", "Whole programme")]
        for name, pairs in (
            ("area", named),
            ("outcome", [(str(each.pk), str(each)) for each in outcomes]),
        ):
            field: Any = self.fields[name]
            field.choices = [("", "All"), *pairs]
        self.fields["area"].label = area_word.capitalize()


class StoryFields(BaseForm):
    title = LineField(label="Title", help_text="What it is about, without anybody’s name.")
    service_test: Any = forms.ModelChoiceField(
        label="Test of the service model that it evaluates", queryset=None
    )
    area: Any = forms.ModelChoiceField(
        queryset=None, required=False, empty_label="The whole programme"
    )
    venue: Any = forms.ModelChoiceField(
        label="Venue", queryset=None, required=False, empty_label="None in particular"
    )
    summary = ProseField(
        label="In short", required=False, help_text="Two or three sentences, read first."
    )
    outcomes = KeysField(label="Outcomes that it speaks of")
    consent = forms.ChoiceField(
        label="Can anybody be recognised?",
        required=False,
        choices=[*CONSENTS, ("", "Not recorded yet")],
        widget=forms.RadioSelect,
    )
    consent_note = LineField(
        label="More about the consent",
        required=False,
        max_length=300,
        help_text="It is published too: such as written consent of four people.",
    )
    readers = forms.ChoiceField(
        label="Who may read it once it is published",
        choices=READERS,
        initial="shared",
        widget=forms.RadioSelect,
    )

    def offer(self, *, areas: Any, venues: Any, outcomes: Pairs, programme: Programme) -> None:
        """Fill in what can be chosen; what there is nothing of is left out."""
        offered: dict[str, Any] = {"area": areas, "venue": venues}
        for name in offered.keys() & self.fields.keys():
            self.fields[name].queryset = offered[name]  # type: ignore[attr-defined]
        if "area" in self.fields:
            self.fields["area"].label = programme.area_word.capitalize()
        if outcomes:
            self.fields["outcomes"].choices = outcomes  # type: ignore[attr-defined]
        else:
            del self.fields["outcomes"]

    def require_area(self, word: str) -> None:
        """Where somebody may not write for the whole programme."""
        if "area" not in self.fields:
            return
        field: Any = self.fields["area"]
        field.required, field.empty_label = True, f"Choose the {word}"
        field.error_messages["required"] = f"Choose the {word}."

    def details(self, *, area: Any = None) -> StoryDetails:
        """What was typed; only of a valid form. `area` where it is given by the test."""
        given = dict(self.cleaned_data)
        given["area"] = area or given.get("area")
        readers = given.get("readers")
        given["is_shared"] = readers == "shared" if readers else None
        return StoryDetails(
            **{each.name: given[each.name] for each in fields(StoryDetails) if each.name in given}
        )


class NewStoryForm(StoryFields, OnceForm):
    """A case study to begin."""

    submit_label = "Begin to write"

    def __init__(self, *args: Any, tests: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if tests is None:
            del self.fields["service_test"]
        else:
            self.fields["service_test"].queryset = tests  # type: ignore[attr-defined]
            del self.fields["area"]
            del self.fields["venue"]

    def details(self, *, area: Any = None) -> StoryDetails:
        self.cleaned_data.setdefault("venue", None)
        return super().details(area=area)


class StoryForm(StoryFields, VersionedForm):
    """What is said of a story; its test stays, and its readers once it was published."""

    def __init__(self, *args: Any, story: Story, is_out: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["service_test"]
        self.story = story
        gone = {"area", "venue"} if story.service_test_id else ({"area"} if is_out else set())
        gone |= {"readers"} if is_out else set()
        for name in gone:
            del self.fields[name]

    def details(self, *, area: Any = None) -> StoryDetails:
        given = self.cleaned_data
        given.setdefault("area", self.story.area)
        given.setdefault("venue", self.story.venue)
        return super().details()


class SectionFields(BaseForm):
    heading = LineField(label="Heading", max_length=120)
    text = ProseField(
        label="Text",
        required=False,
        rows=16,
        max_length=LONGEST_SECTION,
        help_text="A blank line begins a new paragraph; lines that begin with “- ” make a list.",
    )


class NewSectionForm(SectionFields, OnceForm):
    submit_label = "Add it"


class SectionForm(SectionFields, VersionedForm):
    place = forms.IntegerField(
        label="Its place among the sections",
        min_value=1,
        max_value=100,
        help_text="1 is the first.",
    )


class EvidenceFilter(BaseForm):
    """What narrows a long list of records."""

    method = "get"
    submit_label = "Show"

    having = forms.CharField(required=False, max_length=100, label="Only those with the words")

    def asked(self) -> str:
        """The words."""
        self.is_valid()
        return str(self.cleaned_data.get("having", ""))


class EvidenceForm(OnceForm):
    """One thing to rest a story on; `record` is of the kind that was asked for."""

    submit_label = "Add it"
    kind = ""

    record: Any = forms.ModelChoiceField(queryset=None, widget=forms.RadioSelect, empty_label=None)
    upload = forms.FileField(label="File")
    link = WebLinkField(label="Link", help_text="An address with https.")
    words = LineField(label="What it shows", required=False, max_length=300)
    section: Any = forms.ModelChoiceField(
        label="Where it stands", queryset=None, required=False, empty_label="After all sections"
    )

    def __init__(
        self, *args: Any, kind: str, records: Any, label: str, sections: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.fields["section"].queryset = sections  # type: ignore[attr-defined]
        keep = {"document": "upload", "link": "link"}.get(kind, "record")
        for name in {"record", "upload", "link"} - {keep}:
            del self.fields[name]
        if keep == "record":
            field: Any = self.fields["record"]
            field.queryset, field.label = records, label
            field.error_messages["required"] = "Choose one of them."
        if kind == "link":
            words = self.fields["words"]
            words.label, words.required = "What is to be found there", True
            words.error_messages["required"] = "Say what is to be found there."

    def found(self) -> Found:
        """What was chosen; only of a valid form."""
        given = self.cleaned_data
        name = {"quotation": "excerpt", "survey": "wave", "document": "upload"}.get(
            self.kind, self.kind
        )
        value: Any = given.get("record") or given.get("upload") or given.get("link")
        return replace(Found(words=given["words"], section=given["section"]), **{name: value})


class PressForm(VersionedForm):
    """Nothing but the press of a button, whose words the page gives."""

    def __init__(self, *args: Any, press: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.submit_label = press


class OncePressForm(OnceForm):
    """The same, of what has no version."""

    submit_label = "Remove it"


class WordsForm(VersionedForm):
    """A reason, and the press of a button."""

    why = LineField(label="Why", max_length=300)

    def __init__(self, *args: Any, press: str, most: int, hint: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.submit_label = press
        field: Any = self.fields["why"]
        field.max_length, field.help_text = most, hint


class ReadersForm(VersionedForm):
    """Who may read what is published."""

    readers = forms.ChoiceField(label="Who may read it", choices=READERS, widget=forms.RadioSelect)


class PublishForm(VersionedForm):
    """What a second person decides, having read it all."""

    submit_label = "Publish it"

    readers = forms.ChoiceField(label="Who may read it", choices=READERS, widget=forms.RadioSelect)
    changed = LineField(
        label="What is new in this edition",
        max_length=300,
        help_text="It stands in the edition: such as figures of the second year.",
    )
    read = forms.BooleanField(
        label="I have read all of it: it names nobody, and whoever can be recognised agreed",
        required=False,
    )

    def __init__(self, *args: Any, is_first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_first:
            del self.fields["changed"]

    def clean_read(self) -> bool:
        if not self.cleaned_data.get("read"):
            raise forms.ValidationError("Read all of it, and tick that you have.")
        return True

    def publication(self) -> Publication:
        """What was decided; only of a valid form."""
        given = self.cleaned_data
        return Publication(given["readers"] == "shared", given.get("changed", ""))
