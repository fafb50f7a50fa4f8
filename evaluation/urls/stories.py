"""Addresses of case studies and evaluation reports: read, written, reviewed."""

from django.urls import path

from evaluation.views import stories, story_evidence, story_review, story_writing

ONE = "stories/<slug:story>/"
DRAFT = f"{ONE}draft/"
SECTION = f"{DRAFT}sections/<int:section>/"

urlpatterns = [
    path("stories/", stories.StoriesView.as_view(), name="stories"),
    path("stories.csv", stories.StoriesFileView.as_view(), name="stories-file"),
    path("stories-being-written/", stories.StoriesInWorkView.as_view(), name="stories-in-work"),
    path("new-story/<slug:kind>/", story_writing.NewStoryView.as_view(), name="story-new"),
    path(ONE, stories.StoryView.as_view(), name="story"),
    path(f"{ONE}editions/<int:number>/", stories.StoryView.as_view(), name="story-edition"),
    path(f"{ONE}editions/<int:number>/pdf/", stories.StoryPdfView.as_view(), name="story-pdf"),
    path(f"{ONE}files/<int:file>/", stories.StoryFileView.as_view(), name="story-file"),
    path(DRAFT, story_writing.StoryDraftView.as_view(), name="story-draft"),
    path(f"{DRAFT}edit/", story_writing.EditStoryView.as_view(), name="story-edit"),
    path(f"{DRAFT}new-section/", story_writing.NewSectionView.as_view(), name="story-section-new"),
    path(SECTION, story_writing.SectionView.as_view(), name="story-section"),
    path(
        f"{SECTION}remove/",
        story_writing.RemoveSectionView.as_view(),
        name="story-section-remove",
    ),
    path(
        f"{DRAFT}new-evidence/<slug:kind>/",
        story_evidence.AddEvidenceView.as_view(),
        name="story-evidence-new",
    ),
    path(
        f"{DRAFT}evidence/<int:evidence>/remove/",
        story_evidence.RemoveEvidenceView.as_view(),
        name="story-evidence-remove",
    ),
    path(f"{DRAFT}discard/", story_writing.DiscardStoryView.as_view(), name="story-discard"),
    path(f"{DRAFT}submit/", story_review.SubmitStoryView.as_view(), name="story-submit"),
    path(f"{DRAFT}take-back/", story_review.TakeBackStoryView.as_view(), name="story-take-back"),
    path(f"{DRAFT}send-back/", story_review.SendBackStoryView.as_view(), name="story-send-back"),
    path(f"{DRAFT}publish/", story_review.PublishStoryView.as_view(), name="story-publish"),
    path(f"{ONE}new-edition/", story_review.NewEditionView.as_view(), name="story-new-edition"),
    path(f"{ONE}readers/", story_review.ReadersView.as_view(), name="story-readers"),
    path(f"{ONE}withdraw/", story_review.WithdrawStoryView.as_view(), name="story-withdraw"),
]
