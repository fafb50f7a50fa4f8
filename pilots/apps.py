"""The app that Django knows as "pilots"."""

from django.apps import AppConfig


class PilotsConfig(AppConfig):
    name = "pilots"
    label = "pilots"
    verbose_name = "Pilots"

    def ready(self) -> None:
        from pilots.emails.actions import register_actions
        from pilots.emails.invitations import register_invitation
        from pilots.emails.meetings import register_meetings
        from pilots.emails.roles import register_roles

        register_actions()
        register_invitation()
        register_roles()
        register_meetings()
