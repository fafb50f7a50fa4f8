"""Addresses of what people said: conversations, excerpts, themes, the framework matrix."""

from django.urls import path

from evaluation.views import conversations, excerpts, matrix, quotations, themes

ONE = "conversations/<slug:conversation>/"
EXCERPT = f"{ONE}excerpts/<int:excerpt>/"
THEME = "themes/<slug:theme>/"

urlpatterns = [
    path("what-people-said/", quotations.QuotationsView.as_view(), name="quotations"),
    path("what-people-said.csv", quotations.QuotationsFileView.as_view(), name="quotations-file"),
    path("conversations/", conversations.ConversationsView.as_view(), name="conversations"),
    path("new-conversation/", conversations.NewConversationView.as_view(), name="conversation-new"),
    path(
        "new-conversation/survey/", conversations.TakeWordsView.as_view(), name="words-from-survey"
    ),
    path(ONE, conversations.ConversationView.as_view(), name="conversation"),
    path(f"{ONE}edit/", conversations.EditConversationView.as_view(), name="conversation-edit"),
    path(f"{ONE}text/", conversations.ConversationTextView.as_view(), name="conversation-text"),
    path(
        f"{ONE}delete-text/",
        conversations.DeleteTextView.as_view(),
        name="conversation-delete-text",
    ),
    path(f"{ONE}take/", excerpts.TakeExcerptView.as_view(), name="excerpt-new"),
    path(EXCERPT, excerpts.ExcerptView.as_view(), name="excerpt"),
    path(f"{EXCERPT}code/", excerpts.CodeExcerptView.as_view(), name="excerpt-code"),
    path(f"{EXCERPT}release/", excerpts.ReleaseExcerptView.as_view(), name="excerpt-release"),
    path(f"{EXCERPT}withdraw/", excerpts.WithdrawExcerptView.as_view(), name="excerpt-withdraw"),
    path(f"{EXCERPT}remove/", excerpts.RemoveExcerptView.as_view(), name="excerpt-remove"),
    path("themes/", themes.ThemesView.as_view(), name="themes"),
    path("new-theme/", themes.NewThemeView.as_view(), name="theme-new"),
    path(THEME, themes.ThemeView.as_view(), name="theme"),
    path(f"{THEME}edit/", themes.EditThemeView.as_view(), name="theme-edit"),
    path(f"{THEME}remove/", themes.RemoveThemeView.as_view(), name="theme-remove"),
    path("framework-matrix/", matrix.MatrixView.as_view(), name="framework-matrix"),
    path(
        "framework-matrix.<slug:ending>",
        matrix.MatrixFileView.as_view(),
        name="framework-matrix-file",
    ),
    path(
        "framework-matrix/<slug:conversation>/<slug:theme>/",
        matrix.MatrixCellView.as_view(),
        name="framework-cell",
    ),
]
