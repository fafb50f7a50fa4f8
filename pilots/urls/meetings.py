"""Addresses of meetings, their papers and minutes."""

from django.urls import URLPattern, URLResolver, include, path

from pilots.views import agendas, attendance, meeting_files, meetings, minutes

of_a_meeting: list[URLPattern | URLResolver] = [
    path("", meetings.MeetingView.as_view(), name="meeting"),
    path("edit/", meetings.MeetingEditView.as_view(), name="meeting-edit"),
    path("held/", meetings.HoldView.as_view(), name="meeting-hold"),
    path("cancel/", meetings.CancelView.as_view(), name="meeting-cancel"),
    path("plan-again/", meetings.PlanAgainView.as_view(), name="meeting-plan-again"),
    path("agenda/", agendas.AgendaView.as_view(), name="meeting-agenda"),
    path("agenda.pdf", meeting_files.AgendaPdfView.as_view(), name="meeting-agenda-pdf"),
    path("attendance/", attendance.AttendanceView.as_view(), name="meeting-attendance"),
    path("declarations/", attendance.DeclarationsView.as_view(), name="meeting-declarations"),
    path("minutes/", minutes.MinutesEditView.as_view(), name="minutes-edit"),
    path("minutes/draft/", minutes.MinutesDraftView.as_view(), name="minutes-draft"),
    path("minutes/approve/", minutes.ApproveView.as_view(), name="minutes-approve"),
    path("minutes/correct/", minutes.CorrectView.as_view(), name="minutes-correct"),
    path("minutes.pdf", meeting_files.MinutesPdfView.as_view(), name="meeting-minutes-pdf"),
    path("meeting.ics", meeting_files.InvitationView.as_view(), name="meeting-invitation"),
]
of_a_group: list[URLPattern | URLResolver] = [
    path("agenda/", agendas.StandingItemsView.as_view(), name="agenda-template"),
    path("meetings/series/", meetings.GenerateView.as_view(), name="meetings-generate"),
    path("meetings/new/", meetings.NewMeetingView.as_view(), name="meeting-new"),
    path("meetings/<int:number>/", include(of_a_meeting)),
]
urlpatterns = [path("groups/<slug:group>/", include(of_a_group))]
