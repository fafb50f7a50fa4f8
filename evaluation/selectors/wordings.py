"""What earlier versions of a survey asked, beside what one of its versions asks."""

from evaluation.models import SurveyVersion
from evaluation.rules.codebook import Earlier
from evaluation.selectors.questionnaire import questionnaires
from evaluation.selectors.tallies import lineage


def earlier_versions(version: SurveyVersion) -> list[Earlier]:
    """The published versions before one, the newest first; nine queries, however many."""
    before = list(
        SurveyVersion.objects.filter(
            survey=version.survey_id, number__lt=version.number, published_at__isnull=False
        )
        .select_related("survey")
        .order_by("-number")
    )
    if not before:
        return []
    asked, lines = questionnaires(before), lineage(version.survey_id)
    return [
        Earlier(each.number, asked[each.pk], lines.same(each.pk, version.pk)) for each in before
    ]
