"""What a person may say of the portfolio of learning, and how a list of it is narrowed."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from partnership.programmes.models import Programme
from partnership.web.forms import BaseForm, OnceForm, VersionedForm
from pilots.actions.learning import VersionSaid
from pilots.attachment_rules import ALLOWED_WORDS
from pilots.event_parts import RESOURCES
from pilots.forms.event_rows import RowsForm
from pilots.forms.fields import LineField, ProseField
from pilots.forms.service_tests import WebLinkField
from pilots.forms.uploads import FilesField
from pilots.models import (
    Area,
    LearningMethod,
    LearningResource,
    LearningResourceFile,
    LearningResourceVersion,
)
from pilots.selectors.learning import Asked

WHOLE = "*"  # no area's slug can be this
LONGEST = 10_000
Choices = list[tuple[str, str]]


class PortfolioFilter(BaseForm):
    """How the portfolio is narrowed; everything may be left open."""

    method = "get"
    submit_label = "Show"

    words = forms.CharField(required=False, max_length=100, label="With the words")
    learning = forms.ChoiceField(required=False, label="How people learn")
    audience = forms.CharField(required=False, max_length=100, label="For whom")
    area = forms.ChoiceField(required=False)
    retired = forms.BooleanField(required=False, label="Also what is no longer offered")
    as_at = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        areas: Iterable[Area],
        methods: Iterable[LearningMethod],
        area_word: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        named = [(each.slug, each.name) for each in areas]
        self._offer("area", [*named, (WHOLE, "Whole programme")], area_word)
        self._offer("learning", [(each.slug, each.name) for each in methods], "method")
        self.fields["area"].label = area_word.capitalize()

    def _offer(self, name: str, found: Choices, noun: str) -> None:
        field: Any = self.fields[name]
        field.choices = [("", "All"), *found]
        field.error_messages["invalid_choice"] = (
            f"There is no {noun} “%(value)s” here: choose one from the list"
        )

    def asked(self) -> Asked:
        """What was asked for; what can't be read is left out."""
        self.is_valid()
        given = self.cleaned_data
        area = given.get("area", "")
        return Asked(
            words=given.get("words", ""),
            method=given.get("learning", ""),
            audience=given.get("audience", ""),
            area="" if area == WHOLE else area,
            shared=area == WHOLE,
            retired=given.get("retired", False),
        )


class VersionFields(BaseForm):
    """What a version of a resource holds."""

    audience = LineField(
        label="For whom", max_length=300, required=False, help_text="Such as: library staff."
    )
    methods = forms.MultipleChoiceField(
        label="How people learn", required=False, widget=forms.CheckboxSelectMultiple
    )
    new_method = LineField(
        label="Another learning method",
        max_length=80,
        required=False,
        help_text="It is added to the programme’s list.",
    )
    format = LineField(
        label="Form", required=False, help_text="Such as: half-day workshop for up to 12."
    )
    materials = ProseField(
        label="Materials", required=False, rows=3, help_text="What is needed to run it."
    )
    guidance = ProseField(
        label="Guidance for whoever delivers it", required=False, rows=8, max_length=LONGEST
    )
    outcomes = ProseField(
        label="What people can do afterwards", required=False, rows=4, help_text="One in a line."
    )
    link = WebLinkField(label="Link", required=False, help_text="An address with https.")

    def offer_methods(self, programme: Programme) -> None:
        """Let the programme's methods be chosen."""
        self.known = {each.slug: each for each in programme.learning_methods.all()}
        field: Any = self.fields["methods"]
        field.choices = [(slug, each.name) for slug, each in self.known.items()]
        if not self.known:
            field.widget = forms.MultipleHiddenInput()

    def said(self, kept: Sequence[LearningResourceFile] = ()) -> VersionSaid:
        """What was typed; only of a valid form."""
        given = self.cleaned_data
        names = ("audience", "format", "materials", "guidance", "outcomes", "link", "new_method")
        return VersionSaid(
            **{name: given[name] for name in names},
            changed=given.get("changed", ""),
            methods=[self.known[slug] for slug in given["methods"]],
            kept=kept,
            uploads=given["uploads"],
        )


def files_field() -> FilesField:
    """Slides, hand-outs, a plan of the session."""
    return FilesField(
        label="Files", required=False, help_text=f"Slides, hand-outs: {ALLOWED_WORDS}."
    )


class NewResourceForm(VersionFields, OnceForm):
    """A resource with its first version."""

    submit_label = "Add the resource"
    field_order = ("title", "place", "made_by")

    title = LineField(label="Title", help_text="Such as: Starting a health information desk.")
    place = forms.ChoiceField(label="Who may read it")
    made_by = LineField(
        label="Made by", required=False, help_text="An area, a group or a post, never a name."
    )
    uploads = files_field()

    def __init__(
        self,
        *args: Any,
        programme: Programme,
        areas: Sequence[Area],
        of_the_whole: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.areas = {each.slug: each for each in areas}
        self.offer_methods(programme)
        offered = [(slug, f"{area.name} alone") for slug, area in self.areas.items()]
        if of_the_whole:
            offered.append((WHOLE, "The whole programme"))
        field: Any = self.fields["place"]
        field.choices = offered
        field.widget = forms.RadioSelect(choices=offered)
        if len(offered) == 1:
            field.initial = offered[0][0]

    @property
    def area(self) -> Area | None:
        """The area chosen, None for the whole programme; only of a valid form."""
        return self.areas.get(self.cleaned_data["place"])


class NewVersionForm(VersionFields, OnceForm, VersionedForm):
    """A newer version of a resource, beginning with what the last one says."""

    submit_label = "Put it on top"
    field_order = ("changed",)

    changed = LineField(
        label="What is new in it",
        max_length=300,
        help_text="Such as: shorter, after three groups ran out of time.",
    )
    kept = forms.MultipleChoiceField(
        label="Files that stay", required=False, widget=forms.CheckboxSelectMultiple
    )
    uploads = files_field()

    def __init__(
        self, *args: Any, programme: Programme, last: LearningResourceVersion, **kwargs: Any
    ) -> None:
        super().__init__(*args, initial=_standing(last), **kwargs)
        self.offer_methods(programme)
        self.there = {str(each.pk): each for each in last.files.all()}
        field: Any = self.fields["kept"]
        field.choices = [(key, str(each)) for key, each in self.there.items()]
        if not self.there:
            del self.fields["kept"]

    @property
    def kept_files(self) -> list[LearningResourceFile]:
        """The files of the last version that stay; only of a valid form."""
        return [self.there[key] for key in self.cleaned_data.get("kept", [])]


def _standing(last: LearningResourceVersion) -> dict[str, Any]:
    names = ("audience", "format", "materials", "guidance", "outcomes", "link")
    return {
        **{name: getattr(last, name) for name in names},
        "methods": [each.slug for each in last.methods.all()],
        "kept": [str(each.pk) for each in last.files.all()],
    }


class ResourceForm(VersionedForm):
    """A resource to call otherwise, or to offer no longer."""

    title = LineField(label="Title")
    made_by = LineField(
        label="Made by", required=False, help_text="An area, a group or a post, never a name."
    )
    is_retired = forms.BooleanField(
        label="No longer offered",
        required=False,
        help_text="Events that used it keep it, and it can still be read.",
    )

    def __init__(self, *args: Any, resource: LearningResource, **kwargs: Any) -> None:
        initial = {name: getattr(resource, name) for name in ("title", "made_by", "is_retired")}
        super().__init__(*args, version=resource.version, initial=initial, **kwargs)


class ShareForm(VersionedForm):
    """A resource of an area to share with the whole programme."""

    submit_label = "Share it"


class RemoveFileForm(VersionedForm):
    """A file of a version to remove for good, and the same one of other versions with it."""

    submit_label = "Remove it for good"

    why = LineField(
        label="Why",
        max_length=300,
        help_text="Such as: it showed people who did not agree. Never anybody’s name.",
    )
    everywhere = forms.BooleanField(required=False, initial=True)

    def __init__(self, *args: Any, others: Sequence[LearningResourceFile], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        numbers = ", ".join(str(each.version.number) for each in others)
        noun = "versions" if len(others) > 1 else "version"
        self.fields["everywhere"].label = f"Remove the same file from {noun} {numbers} too"
        if not others:
            del self.fields["everywhere"]


class NewMethodForm(OnceForm):
    """A learning method more."""

    submit_label = "Add the method"

    name = LineField(label="Name", max_length=80, help_text="Such as: workshop, shadowing, game.")


class MethodForm(BaseForm):
    """A learning method to call otherwise; `seen` is what it was called before."""

    name = LineField(label="Name", max_length=80)
    seen = forms.CharField(max_length=80, widget=forms.HiddenInput)


class RemoveMethodForm(OnceForm):
    """A learning method that nothing names."""

    submit_label = "Remove the method"


class ResourcesForm(RowsForm):
    """The resources that an event used, each in the version that it used."""

    part = RESOURCES
    intro = (
        "What the event used from the portfolio, and how it worked: whoever uses it next reads"
        " that on the resource’s own page."
    )

    def __init__(
        self, *args: Any, offered: Iterable[LearningResourceVersion], **kwargs: Any
    ) -> None:
        self.offered = {version_key(each): each for each in offered}
        super().__init__(*args, **kwargs)

    def row_fields(self) -> dict[str, forms.Field]:
        choices = [("", "Choose"), *((key, str(each)) for key, each in self.offered.items())]
        return {
            "version": forms.ChoiceField(label="Resource", choices=choices),
            "note": LineField(label="How it worked", max_length=300),
        }

    def stored(self, values: dict[str, Any]) -> dict[str, Any]:
        return values | {"version": self.offered.get(values["version"] or "")}


def version_key(version: LearningResourceVersion) -> str:
    """What stands for a version in a choice."""
    return f"{version.resource.slug}/{version.number}"
