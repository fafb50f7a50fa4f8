"""What is said of a part of a questionnaire, line by line, for two people to compare."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from evaluation.actions.survey_details import (
    ChoiceDetails,
    CodePartDetails,
    Details,
    ItemDetails,
    RowDetails,
)
from evaluation.rules.questionnaire import Option
from evaluation.rules.survey_changes import option_words
from partnership.web.forms import Difference, said

LABELS = {
    "text": "Question",
    "help": "Help",
    "code": "Name in the codebook",
    "section": "Page",
    "is_required": "Must be answered",
    "role": "What it asks for",
    "better": "Which way is better",
    "lowest": "From",
    "highest": "To",
    "choices": "Answers",
    "on": "Waits for",
    "test": "It is shown",
    "values": "These answers",
    "licence": "Licence reference",
    "missing_allowed": "Items that may be missing",
    "more_is_better": "A higher score is better",
    "parts": "Questions of the code",
    "pairs": "What means the same",
    "changed": "What is new in this version",
}
Names = Mapping[str, Mapping[int, str]]  # by field: the words of what it names by keys


def part_differences(now: Details, yours: Details, names: Names) -> list[Difference]:
    """Where what was typed is not what stands now."""
    return [
        Difference(label, stands, typed)
        for (label, stands), (_, typed) in zip(told(now, names), told(yours, names), strict=True)
        if stands != typed
    ]


def told(details: Details, names: Names) -> Iterator[tuple[str, str]]:
    """Each line of what is said, with its label."""
    for each in fields(details):
        label = LABELS.get(each.name, each.name.replace("_", " ").capitalize())
        yield label, _words(getattr(details, each.name), names.get(each.name, {}))


def _words(value: Any, names: Mapping[int, str]) -> str:
    if isinstance(value, tuple):
        return "\n".join(_one(each, names) for each in value) or said(None)
    if isinstance(value, int) and not isinstance(value, bool) and value in names:
        return names[value]
    return said(value)


def _one(value: Any, names: Mapping[int, str]) -> str:
    match value:
        case ChoiceDetails():
            return option_words(Option(value.value, value.text, value.is_missing, value.is_alone))
        case RowDetails() | CodePartDetails():
            return str(value.text)
        case ItemDetails():
            back = " (the other way round)" if value.is_reversed else ""
            return f"{names.get(value.question, value.question)}{back}"
        case (first, second):
            return f"{names.get(first, first)} = {names.get(second, second)}"
    return names.get(value, str(value))
