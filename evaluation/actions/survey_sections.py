"""Pages of a draft questionnaire: added, worded, moved, removed; and the words around them."""

from evaluation.actions.survey_details import SectionDetails, WordsDetails, refuse_overtaken
from evaluation.actions.survey_drafts import draft_change, renumber, short
from evaluation.models import Section, SurveyVersion
from partnership.people.models import User
from partnership.people.refusals import RefusedError

MOST = 40


def change_words(*, version: SurveyVersion, seen: int, details: WordsDetails, by: User) -> None:
    """Say what stands before and after the questions. RefusedError, ChangedMeanwhileError."""
    with draft_change(version, by=by, why="Introduction and thanks") as now:
        refuse_overtaken(WordsDetails.of(now), seen=seen)
        now.introduction, now.thanks = details.introduction, details.thanks
        now.changed = details.changed


def add_section(*, version: SurveyVersion, details: SectionDetails, by: User) -> Section:
    """Add a page after the others; RefusedError where there are too many."""
    with draft_change(version, by=by, why=f"Page {short(details.title)} added") as now:
        places = list(now.sections.values_list("position", flat=True))
        if len(places) >= MOST:
            raise RefusedError(f"A questionnaire has {MOST} pages at most.")
        return Section.objects.create(
            version=now,
            position=max(places, default=0) + 1,
            title=details.title,
            introduction=details.introduction,
        )


def change_section(*, section: Section, seen: int, details: SectionDetails, by: User) -> None:
    """Word a page otherwise. RefusedError, ChangedMeanwhileError."""
    with draft_change(section.version, by=by, why=f"Page {short(details.title)} worded"):
        now = _found(section)
        refuse_overtaken(SectionDetails.of(now), seen=seen)
        now.title, now.introduction = details.title, details.introduction
        now.save()


def move_section(*, section: Section, step: int, by: User) -> None:
    """Move a page one place up (-1) or down (1); at the end nothing moves. RefusedError."""
    with draft_change(section.version, by=by, why=f"Page {short(section.title)} moved") as now:
        pages = list(now.sections.order_by("position", "pk"))
        here = pages.index(_found(section))
        there = here + step
        if 0 <= there < len(pages):
            pages.insert(there, pages.pop(here))
        renumber(pages)


def remove_section(*, section: Section, by: User) -> None:
    """Remove a page with its questions; RefusedError where questions elsewhere wait for them."""
    with draft_change(section.version, by=by, why=f"Page {short(section.title)} removed") as now:
        _found(section).delete()
        renumber(now.sections.order_by("position", "pk"))


def _found(section: Section) -> Section:
    now = Section.objects.filter(pk=section.pk).first()
    if now is None:
        raise RefusedError("Somebody removed this page. Nothing of yours was saved.")
    return now
