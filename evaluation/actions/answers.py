"""An anonymous response taken in: once, whole or not at all, and nothing beside it.

One short transaction: a used invitation, the response, its answers. Nothing of the connection
comes near it: no address, no device, no account, no moment; and not the invitation either.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from evaluation.actions.invitations import InvitationRefusedError, use
from evaluation.models import Answer, Response, Wave
from evaluation.rules.questionnaire import Given
from evaluation.secrets import hashes_of_code
from evaluation.selectors.asked import AskedVersion, asked_version
from partnership.many_rows import add_records

Answers = Mapping[str, tuple[Given, ...]]  # by the question's code
Cell = tuple[int, int | None, int | None, str]


@dataclass(frozen=True)
class Stored:
    """What became of a form. Sent again as it was, it is the same; with other answers, it is
    another one with a key that was used, and was not stored.
    """

    is_new: bool
    is_same: bool = True

    @property
    def is_kept(self) -> bool:
        """Whether these answers are stored, now or already."""
        return self.is_new or self.is_same


def store_response(
    *,
    wave: Wave,
    key: UUID,
    answers: Answers,
    code_parts: Sequence[str] = (),
    language: str = "",
    channel: str = Response.Channel.PUBLIC,
    invitation: str | None = None,
) -> Stored:
    """Store what one person answered; `code_parts` as `rules.codes.plain` makes them.

    The wave's version and survey must be at hand. Raises InvitationRefusedError where the wave
    wants an invitation and this one is none, or was used for another form.
    """
    asked = asked_version(wave.version_asked)
    response = Response(
        id=key,
        wave=wave,
        channel=channel,
        language=language,
        received_on=timezone.localdate(),
        area_id=wave.area_id or asked.area_of(answers),
        sector=asked.sector_of(answers),
        code_parts=hashes_of_code(wave.version_asked.survey_id, code_parts),
    )
    cells = list(_cells(asked, answers))
    try:
        with transaction.atomic():
            if invitation is not None:
                use(wave=wave, key=invitation)
            add_records(Response, [response])
            add_records(Answer, [_answer(response, cell) for cell in cells])
    except (IntegrityError, InvitationRefusedError):
        before = Response.objects.filter(pk=key).first()
        if before is None:
            raise
        return Stored(is_new=False, is_same=_is_same(before, response, cells))
    return Stored(is_new=True)


def _cells(asked: AskedVersion, answers: Answers) -> Iterator[Cell]:
    """(question, row, value, words) of each answer; those to unknown questions are none."""
    for item in asked.first.items:
        rows = {row.code: row.pk for row in item.rows}
        for given in answers.get(item.code, ()):
            yield item.pk, rows.get(given.row), given.value, given.text


def _answer(response: Response, cell: Cell) -> Answer:
    question, row, value, text = cell
    return Answer(response=response, question_id=question, row_id=row, value=value, text=text)


def _is_same(before: Response, now: Response, cells: Sequence[Cell]) -> bool:
    """Whether what is stored is what was sent, answer by answer."""
    if (before.wave_id, before.code_parts) != (now.wave_id, now.code_parts):
        return False
    stored = before.answers.values_list("question", "row", "value", "text")
    return set(stored) == set(cells)
