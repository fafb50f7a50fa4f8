"""The app that Django knows as "pilots"."""

from django.apps import AppConfig


class PilotsConfig(AppConfig):
    name = "pilots"
    label = "pilots"
    verbose_name = "Pilots"

    def ready(self) -> None:
        from pilots.actions.event_changes import events_touched
        from pilots.actions.tallies import count_anew
        from pilots.calendar_sources import register_days
        from pilots.emails.actions import register_actions
        from pilots.emails.events import register_events
        from pilots.emails.invitations import register_invitation
        from pilots.emails.meetings import register_meetings
        from pilots.emails.roles import register_roles
        from pilots.presenters.event_work import days_of_events, events_to_count
        from pilots.work_sources import register_work

        register_actions()
        register_invitation()
        register_roles()
        register_meetings()
        register_events()
        register_work(events_to_count)
        register_days(days_of_events)
        events_touched.connect(count_anew, dispatch_uid="month-tallies")
