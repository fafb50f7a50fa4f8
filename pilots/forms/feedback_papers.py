"""What is typed in from paper feedback forms: piles counted, or one form a row."""

from collections.abc import Iterator
from typing import Any

from django import forms

from partnership.web.forms import OnceForm
from pilots.actions.feedback_answers import Said
from pilots.forms.feedback import POINTS, CommentField
from pilots.models import Satisfaction

NONE = "none"
MOST_OF_ONE = 1000
ROWS, MOST_ROWS = 10, 200
NO_TICK = 0
TICKS = (NO_TICK, *Satisfaction.values)


NOT_A_PILE = f"Enter how many forms, from 0 to {MOST_OF_ONE:,}, or leave it empty"


class PilesForm(OnceForm):
    """How many paper forms gave each answer."""

    submit_label = "Save these forms"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in [*((f"point_{n}", words) for n, words in POINTS), (NONE, "No tick")]:
            self.fields[name] = forms.IntegerField(
                required=False,
                min_value=0,
                max_value=MOST_OF_ONE,
                label=label,
                error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), NOT_A_PILE),
                widget=forms.NumberInput(attrs={"class": "ds_input--fixed-4"}),
            )

    @property
    def papers(self) -> list[Said]:
        """One for each form; only of a valid form."""
        piles = [(n, f"point_{n}") for n, _ in POINTS] + [(None, NONE)]
        numbers = [(point, self.cleaned_data[name] or 0) for point, name in piles]
        return [Said(point) for point, number in numbers for _ in range(number)]


class RowsForm(OnceForm):
    """One paper form a row: what was ticked, and the comment. Empty rows are left out."""

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.numbers = range(1, _rows_sent(data) + 1)
        for number in self.numbers:
            self.fields[f"tick_{number}"] = _tick(number)
            self.fields[f"comment_{number}"] = CommentField(
                label=f"Comment on form {number}", widget=forms.TextInput
            )

    def rows(self) -> Iterator[tuple[int, forms.BoundField, forms.BoundField]]:
        """Each row’s number and its two fields."""
        for number in self.numbers:
            yield number, self[f"tick_{number}"], self[f"comment_{number}"]

    @property
    def papers(self) -> list[Said]:
        """Those that were typed, in their order; only of a valid form."""
        typed = self.cleaned_data
        rows = [(typed[f"tick_{n}"], typed[f"comment_{n}"]) for n in self.numbers]
        return [
            Said(tick or None, comment) for tick, comment in rows if tick is not None or comment
        ]


def _tick(number: int) -> forms.TypedChoiceField:
    box = {"inputmode": "numeric", "maxlength": 1, "autocomplete": "off"}
    return forms.TypedChoiceField(
        choices=[(tick, str(tick)) for tick in TICKS],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.TextInput(attrs=box),
        label=f"Answer on form {number}",
        error_messages={
            "invalid_choice": f"Form {number}: type 5 for very satisfied to 1 for very"
            " dissatisfied, 0 where nothing was ticked"
        },
    )


def _rows_sent(data: Any) -> int:
    """As many rows as were sent, but for what nobody types at once."""
    sent = [name.removeprefix("tick_") for name in data or () if name.startswith("tick_")]
    numbers = [int(each) for each in sent if each.isdecimal() and len(each) < 4]
    return max(ROWS, min(MOST_ROWS, max(numbers, default=0)))
