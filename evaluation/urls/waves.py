"""Addresses of waves, their papers and invitations, and of what respondents are told."""

from django.urls import path

from evaluation.views import notices, wave_changes, wave_entry, wave_invitations, wave_papers, waves

ONE = "waves/<slug:wave>/"

urlpatterns = [
    path("waves/", waves.WavesView.as_view(), name="waves"),
    path("new-wave/", wave_changes.NewWaveView.as_view(), name="wave-new"),
    path(ONE, waves.WaveView.as_view(), name="wave"),
    path(f"{ONE}edit/", wave_changes.EditWaveView.as_view(), name="wave-edit"),
    path(f"{ONE}close/", wave_changes.CloseWaveView.as_view(), name="wave-close"),
    path(f"{ONE}open/", wave_changes.ReopenWaveView.as_view(), name="wave-reopen"),
    path(f"{ONE}qr.png", wave_papers.QrView.as_view(), name="wave-qr"),
    path(f"{ONE}poster.pdf", wave_papers.PosterView.as_view(), name="wave-poster"),
    path(f"{ONE}form.pdf", wave_papers.PaperFormView.as_view(), name="wave-paper"),
    path(f"{ONE}paper/", wave_entry.EntryView.as_view(), name="wave-entry"),
    path(f"{ONE}invitations/", wave_invitations.InviteView.as_view(), name="wave-invitations"),
    path(
        f"{ONE}invitations/file/",
        wave_invitations.InvitationsFileView.as_view(),
        name="wave-invitations-file",
    ),
    path(
        f"{ONE}invitations/withdraw/",
        wave_invitations.WithdrawView.as_view(),
        name="wave-invitations-withdraw",
    ),
    path("privacy-notices/", notices.NoticesView.as_view(), name="privacy-notices"),
    path("new-privacy-notice/", notices.NewNoticeView.as_view(), name="privacy-notice-new"),
]
