"""Addresses of surveys, their versions and what these ask."""

from django.urls import path

from evaluation.views import survey_languages as languages
from evaluation.views import survey_questions as questions
from evaluation.views import survey_scales as scales
from evaluation.views import survey_versions as versions
from evaluation.views import surveys as views

ONE = "surveys/<slug:survey>/"
VERSION = f"{ONE}versions/<int:number>/"
SECTION = f"{VERSION}pages/<int:section>/"
QUESTION = f"{VERSION}questions/<int:question>/"
SCALE = f"{VERSION}scales/<int:scale>/"
LANGUAGE = f"{VERSION}languages/<int:text>/"

urlpatterns = [
    path("surveys/", views.SurveysView.as_view(), name="surveys"),
    path("new-survey/", views.NewSurveyView.as_view(), name="survey-new"),
    path(ONE, views.SurveyView.as_view(), name="survey"),
    path(f"{ONE}edit/", views.EditSurveyView.as_view(), name="survey-edit"),
    path(f"{ONE}code/", views.SurveyCodeView.as_view(), name="survey-code"),
    path(f"{ONE}retire/", views.RetireSurveyView.as_view(), name="survey-retire"),
    path(f"{ONE}new-version/", views.NewVersionView.as_view(), name="survey-version-new"),
    path(VERSION, versions.VersionView.as_view(), name="survey-version"),
    path(f"{VERSION}preview/", versions.PreviewView.as_view(), name="survey-preview"),
    path(f"{VERSION}words/", versions.VersionWordsView.as_view(), name="survey-words"),
    path(f"{VERSION}changes/", versions.ChangesView.as_view(), name="survey-changes"),
    path(f"{VERSION}mapping/", versions.MappingView.as_view(), name="survey-mapping"),
    path(f"{VERSION}publish/", versions.PublishVersionView.as_view(), name="survey-publish"),
    path(f"{VERSION}delete/", versions.DeleteDraftView.as_view(), name="survey-version-delete"),
    path(f"{VERSION}new-page/", questions.NewSectionView.as_view(), name="survey-page-new"),
    path(SECTION, questions.SectionView.as_view(), name="survey-page"),
    path(f"{SECTION}remove/", questions.RemoveSectionView.as_view(), name="survey-page-remove"),
    path(
        f"{SECTION}new-question/", questions.NewQuestionView.as_view(), name="survey-question-new"
    ),
    path(QUESTION, questions.QuestionView.as_view(), name="survey-question"),
    path(
        f"{QUESTION}remove/", questions.RemoveQuestionView.as_view(), name="survey-question-remove"
    ),
    path(f"{QUESTION}shown/", questions.ConditionView.as_view(), name="survey-condition"),
    path(f"{VERSION}new-scale/", scales.NewScaleView.as_view(), name="survey-scale-new"),
    path(SCALE, scales.ScaleView.as_view(), name="survey-scale"),
    path(f"{SCALE}remove/", scales.RemoveScaleView.as_view(), name="survey-scale-remove"),
    path(
        f"{VERSION}new-language/", languages.NewLanguageView.as_view(), name="survey-language-new"
    ),
    path(LANGUAGE, languages.LanguageView.as_view(), name="survey-language"),
    path(
        f"{LANGUAGE}remove/", languages.RemoveLanguageView.as_view(), name="survey-language-remove"
    ),
    path(f"{LANGUAGE}<int:part>/", languages.TextsView.as_view(), name="survey-texts"),
]
