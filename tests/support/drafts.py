"""A draft of a survey with one part of each kind, for tests."""

from model_bakery import baker

from evaluation import models as of
from partnership.programmes.models import Programme


def a_draft(programme: Programme) -> of.SurveyVersion:
    """Version 1 of the survey “draft”: a page, a question, a scale and a language."""
    survey = baker.make(
        of.Survey, programme=programme, slug="draft", title="A draft", purpose="other"
    )
    version = baker.make(of.SurveyVersion, survey=survey, number=1)
    section = baker.make(of.Section, version=version, position=1, title="A page")
    scale = baker.make(of.ScoredScale, version=version, code="sum", name="A sum", method="sum")
    question = baker.make(
        of.Question, version=version, section=section, position=1, code="well", kind="scale",
        text="How well?", scale=scale, scale_item=1, shown_values=[],
    )  # fmt: skip
    for value, words in enumerate(("Badly", "Well"), start=1):
        baker.make(of.Choice, question=question, position=value, value=value, text=words)
    baker.make(of.VersionText, version=version, language="gd", language_name="Gàidhlig", texts={})
    return version
