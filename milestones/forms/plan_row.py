"""What a person may type about one milestone of a draft."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.forms import BoundField

from milestones.forms.plan import ROOM_FOR_MORE
from milestones.models import Milestone, Target
from milestones.plan import EACH_AREA, Plan, PlannedMilestone, PlannedOutput, PlannedTarget
from milestones.plan_faults import PAGES
from milestones.presenters.kotter import STEPS
from partnership.web.forms import OnceForm, VersionedForm
from pilots.forms.fields import LineField, ProseField, printable
from pilots.forms.groups import LinesField

REFERENCE = r"[A-Za-z0-9][A-Za-z0-9.\-]*"
MOST = 60  # outputs or targets of one milestone
Choices = Sequence[tuple[Any, str]]
OUTPUT = ("text", "named", "group")
TARGET = ("wanted", "what", "per", "counts", "kind", "contexts")


@dataclass(frozen=True)
class Offered:
    """What a row may name: the draft’s rows and phases, and what the programme has."""

    plan: Plan
    months: int
    groups: Choices
    kinds: Choices
    contexts: Choices


class PartsField(LinesField):
    """Parts of a milestone, one a line."""

    longest = 1000

    def to_python(self, value: Any) -> Any:
        return super().to_python(printable(str(value or "").replace("\r\n", "\n")))


class RowForm(OnceForm, VersionedForm):
    """A milestone with its outputs and targets: those that it has, and room for three more.

    To empty the text of an output, or all of a target, takes it out.
    """

    submit_label = "Save the milestone"

    reference = LineField(
        label="Reference",
        max_length=20,
        help_text="Short, such as M4. Letters, digits, full stops and hyphens.",
    )
    title = LineField(label="Title", max_length=250)
    phase = forms.TypedChoiceField(label="Phase", coerce=int)
    due_month = forms.IntegerField(label="Due at the end of month", min_value=0)
    scope = forms.ChoiceField(
        label="Delivered", choices=Milestone.Scope.choices, widget=forms.RadioSelect
    )
    scope_inferred_from = ProseField(
        label="Why this scope, where the source does not say", rows=2, required=False
    )
    kotter_step = forms.TypedChoiceField(
        label="Kotter step",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "None"), *((number, f"{number} {name}") for number, name in STEPS)],
    )
    parts = PartsField(label="What it takes, one part a line", required=False)
    needs = forms.TypedMultipleChoiceField(
        label="What must be finished first",
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, data: Any = None, *, row: PlannedMilestone, offered: Offered, **kwargs: Any
    ) -> None:
        self.row, self.offered = row, offered
        sent = data if data is not None else {}
        outputs = _slots("output", [each.number for each in row.outputs], sent)
        targets = _slots("target", [each.number for each in row.targets], sent)
        kwargs["initial"] = values(row) | kwargs.get("initial", {})
        super().__init__(data, version=row.fingerprint, **kwargs)
        self._offer()
        self.output_slots, self.target_slots = outputs, targets
        for slot in outputs:
            self._add_output(slot)
        for slot in targets:
            self._add_target(slot)
        self._fill_in()

    def _offer(self) -> None:
        """Put in what may be chosen."""
        fields: Any = self.fields
        plan, months = self.offered.plan, self.offered.months
        fields["phase"].choices = [(phase.number, phase.words) for phase in plan.phases]
        month = fields["due_month"]
        month.help_text = f"1 to {months}; 0 is before the start."
        month.max_value = months
        month.validators.append(MaxValueValidator(months))
        month.widget.attrs["max"] = months
        fields["needs"].choices = [
            (row.key, f"{row.reference} {row.title}")
            for row in plan.milestones
            if row.key != self.row.key
        ]

    def _add_output(self, slot: str) -> None:
        name = f"output_{slot}"
        is_new = slot.startswith("new")
        self.fields[f"{name}_text"] = ProseField(
            label="Another output" if is_new else f"Output {slot}", rows=2, required=False
        )
        self.fields[f"{name}_named"] = LineField(
            label="Group that the source names", max_length=120, required=False
        )
        self.fields[f"{name}_group"] = forms.ChoiceField(
            label="Priority group of the programme",
            required=False,
            choices=[("", "None"), *self.offered.groups],
        )

    def _add_target(self, slot: str) -> None:
        name = f"target_{slot}"
        self.fields[f"{name}_wanted"] = forms.IntegerField(
            label="How many", required=False, min_value=1, max_value=32_000
        )
        self.fields[f"{name}_what"] = LineField(label="Of what", max_length=120, required=False)
        self.fields[f"{name}_per"] = forms.ChoiceField(
            label="Where", choices=Target.Per.choices, required=False
        )
        self.fields[f"{name}_counts"] = forms.ChoiceField(
            label="Counted from",
            required=False,
            choices=[("", "Nothing yet"), *Target.Counts.choices],
        )
        self.fields[f"{name}_kind"] = forms.ChoiceField(
            label="Kind of event", required=False, choices=[("", "None"), *self.offered.kinds]
        )
        self.fields[f"{name}_contexts"] = forms.MultipleChoiceField(
            label="Contexts that count",
            required=False,
            choices=self.offered.contexts,
            widget=forms.CheckboxSelectMultiple,
        )

    def _fill_in(self) -> None:
        """An output or target that came after the form was opened is taken as it stands."""
        if not self.is_bound:
            return
        stands = {
            name: self.initial.get(name, [] if name.endswith("_contexts") else "")
            for name in self.fields
            if name.startswith(("output_", "target_")) and not self._is_sent(name)
        }
        if stands:
            sent: Any = self.data
            data = sent.copy()
            for name, value in stands.items():
                data.setlist(name, value) if isinstance(value, list) else data.update({name: value})
            self.data = data

    def _is_sent(self, name: str) -> bool:
        """Whether a field came with the form; boxes none of which is ticked send nothing."""
        return name in self.data or (
            name.endswith("_contexts") and name.replace("_contexts", "_what") in self.data
        )

    # -- For the page ------------------------------------------------------------

    def about(self) -> Iterator[BoundField]:
        """The fields of the milestone itself."""
        return (self[name] for name in RowForm.base_fields if name != "needs")

    def outputs(self) -> Iterator[list[BoundField]]:
        """The fields of each output."""
        return ([self[f"output_{slot}_{name}"] for name in OUTPUT] for slot in self.output_slots)

    def targets(self) -> Iterator[tuple[str, list[BoundField]]]:
        """The fields of each target, with what it is called."""
        for slot in self.target_slots:
            named = "Another target" if slot.startswith("new") else f"Target {slot}"
            names = TARGET if self.offered.contexts else TARGET[:-1]
            yield named, [self[f"target_{slot}_{name}"] for name in names]

    def stands(self, now: PlannedMilestone) -> SimpleNamespace:
        """The row as it stands, with what is compared with the fields that were sent."""
        empty = dict.fromkeys(self.fields, "")
        said = {**empty, **values(now), "version": now.fingerprint}
        said["parts"] = list(now.parts)
        return SimpleNamespace(**said)

    # -- What was typed ------------------------------------------------------------

    def clean_reference(self) -> str:
        """A reference stands in addresses, so it is short and plain."""
        reference: str = self.cleaned_data["reference"]
        if reference != self.row.reference and not _is_plain(reference):
            raise forms.ValidationError(
                "Use letters, digits, full stops and hyphens, such as M4 or M4.1"
            )
        if reference.casefold() in PAGES:
            raise forms.ValidationError(f"“{reference}” is the address of a page: choose another")
        return reference

    def clean(self) -> dict[str, Any]:
        """What belongs together is there together."""
        found = super().clean() or {}
        for slot in self.output_slots:
            self._check_output(found, f"output_{slot}")
        for slot in self.target_slots:
            self._check_target(found, f"target_{slot}")
        return found

    def _check_output(self, found: Mapping[str, Any], name: str) -> None:
        is_new = name.startswith("output_new")
        named = found.get(f"{name}_named") or found.get(f"{name}_group")
        if is_new and named and not found.get(f"{name}_text"):
            self.add_error(f"{name}_text", "Write what the output is, or leave its group empty")

    def _check_target(self, found: Mapping[str, Any], name: str) -> None:
        wanted, what = found.get(f"{name}_wanted"), found.get(f"{name}_what")
        if wanted and not what:
            self.add_error(f"{name}_what", "Write what is wanted, such as fun days")
        if what and not wanted and f"{name}_wanted" not in self.errors:
            self.add_error(f"{name}_wanted", "Write how many are wanted")
        counts, kind = found.get(f"{name}_counts"), found.get(f"{name}_kind")
        if what and counts == Target.Counts.EVENTS and not kind:
            self.add_error(f"{name}_kind", "Choose the kind of event that counts")
        if what and kind and counts != Target.Counts.EVENTS:
            self.add_error(f"{name}_counts", "Choose events, or take the kind of event away")
        contexts = found.get(f"{name}_contexts")
        if what and counts == Target.Counts.CONTEXTS and not contexts:
            self.add_error(f"{name}_contexts", self._which_words())
        if what and contexts and counts != Target.Counts.CONTEXTS:
            self.add_error(f"{name}_counts", "Choose contexts, or untick the contexts that count")

    def _which_words(self) -> str:
        if self.offered.contexts:
            return "Choose the contexts that count"
        return "The programme has no contexts yet: add them to its service tests first"

    def typed(self) -> PlannedMilestone:
        """The row as typed; only of a valid form."""
        given = self.cleaned_data
        outputs = tuple(self._outputs())
        kept = {output.number for output in outputs}
        known = {*self.row.gone_outputs, *(output.number for output in self.row.outputs)}
        return replace(
            self.row,
            reference=given["reference"],
            title=given["title"],
            phase=given["phase"],
            due_month=given["due_month"],
            scope=given["scope"],
            scope_inferred_from=given["scope_inferred_from"],
            kotter_step=given["kotter_step"],
            parts=tuple(given["parts"]),
            outputs=outputs,
            targets=tuple(self._targets()),
            needs=tuple(sorted(given["needs"])),
            gone_outputs=tuple(sorted(known - kept)),
        )

    def _outputs(self) -> Iterator[PlannedOutput]:
        fresh = iter(range(self.row.fresh_output, 32_000))
        for slot, (text, named, group) in self._given("output", self.output_slots, OUTPUT):
            if text:
                number = next(fresh) if slot.startswith("new") else int(slot)
                yield PlannedOutput(number, text, named, group)

    def _targets(self) -> Iterator[PlannedTarget]:
        fresh = iter(range(max([0, *(each.number for each in self.row.targets)]) + 1, 32_000))
        for slot, given in self._given("target", self.target_slots, TARGET):
            wanted, what, per, counts, kind, contexts = given
            if what:
                number = next(fresh) if slot.startswith("new") else int(slot)
                which = tuple(sorted(contexts))
                yield PlannedTarget(number, wanted, what, per or EACH_AREA, counts, kind, which)

    def _given(
        self, kind: str, slots: Iterable[str], names: Iterable[str]
    ) -> Iterator[tuple[str, list[Any]]]:
        for slot in slots:
            yield slot, [self.cleaned_data[f"{kind}_{slot}_{name}"] for name in names]


def values(row: PlannedMilestone) -> dict[str, Any]:
    """What the fields of a row hold at first."""
    said: dict[str, Any] = {
        "reference": row.reference,
        "title": row.title,
        "phase": row.phase,
        "due_month": row.due_month,
        "scope": row.scope,
        "scope_inferred_from": row.scope_inferred_from,
        "kotter_step": row.kotter_step,
        "parts": "\n".join(row.parts),
        "needs": list(row.needs),
    }
    for output in row.outputs:
        given = (output.text, output.group_named, output.priority_group)
        said |= _named(f"output_{output.number}", OUTPUT, given)
    for target in row.targets:
        counted = (target.counts, target.event_kind, list(target.contexts))
        wanted = (target.wanted, target.what, target.per, *counted)
        said |= _named(f"target_{target.number}", TARGET, wanted)
    return said


def _named(slot: str, names: Iterable[str], given: Iterable[Any]) -> dict[str, Any]:
    return {f"{slot}_{name}": value for name, value in zip(names, given, strict=True)}


def _slots(kind: str, numbers: Iterable[int], sent: Mapping[str, Any]) -> list[str]:
    """The numbers of a row’s outputs or targets, those sent too, and room for more."""
    found = {str(number) for number in numbers}
    for name in sent:
        first, _, rest = name.partition("_")
        number = rest.partition("_")[0]
        if first == kind and number.isascii() and number.isdigit() and len(number) <= 4:
            found.add(str(int(number)))
    return [*sorted(found, key=int)[:MOST], *(f"new{n}" for n in range(1, ROOM_FOR_MORE + 1))]


def _is_plain(reference: str) -> bool:
    return re.fullmatch(REFERENCE, reference) is not None
