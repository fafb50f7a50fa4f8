"""Addresses of the plan’s versions, their drafts and what areas answer."""

from django.urls import path

from milestones.views import plan, plan_answers, plan_draft, plan_rows

urlpatterns = [
    path("plan/", plan.PlanView.as_view(), name="plan"),
    path("plan/versions/<slug:number>/", plan.PlanVersionView.as_view(), name="plan-version"),
    path("plan/areas/new/", plan.NewAreaView.as_view(), name="plan-area-new"),
    path("plan/draft/start/", plan_draft.StartDraftView.as_view(), name="plan-draft-start"),
    path("plan/draft/", plan_draft.DraftView.as_view(), name="plan-draft"),
    path("plan/draft/phases/", plan_draft.PhasesView.as_view(), name="plan-phases"),
    path("plan/draft/publish/", plan_draft.PublishView.as_view(), name="plan-publish"),
    path("plan/draft/discard/", plan_draft.DiscardView.as_view(), name="plan-discard"),
    path("plan/draft/rows/new/", plan_rows.NewRowView.as_view(), name="plan-row-new"),
    path("plan/draft/rows/<slug:key>/", plan_rows.EditRowView.as_view(), name="plan-row"),
    path("plan/answers/", plan_answers.WholeAnswersView.as_view(), name="plan-answers-whole"),
    path("plan/answers/<slug:area>/", plan_answers.AnswersView.as_view(), name="plan-answers"),
]
