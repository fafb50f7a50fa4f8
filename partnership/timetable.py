"""What is done unasked, and when: the schedule of Celery's beat, in London time."""

from collections.abc import Mapping
from typing import Any

from celery.schedules import crontab

DAILY: Mapping[str, tuple[str, int, int]] = {  # name: task, hour, minute
    "draft-reports": ("reports.draft_due", 0, 15),
    "show-results": ("evaluation.publish", 0, 40),
    "delete-raw-answers": ("evaluation.delete_raw_answers", 3, 10),
    "forget-emails": ("people.mail.forget", 3, 20),
    "sweep-files": ("pilots.sweep_files", 3, 30),
    "lock-idle-accounts": ("people.lock_idle", 3, 40),
    "forget-sessions": ("people.forget_sessions", 3, 50),
    "count-months": ("pilots.count_months", 4, 10),
    "ask-how-many-came": ("pilots.ask_how_many", 6, 30),
    "remind-of-roles": ("pilots.remind_of_roles", 6, 40),
    "remind-of-milestones": ("milestones.remind", 6, 50),
    "remind-of-reports": ("reports.remind", 6, 55),
    "remind-of-actions": ("pilots.remind", 7, 0),
    "nudge-officers": ("reports.nudge", 7, 5),
    "warn-of-deletion": ("evaluation.warn_of_deletion", 7, 10),
}


def timetable(*, work: float, emails: float) -> dict[str, dict[str, Any]]:
    """Everything; `work` and `emails` are the seconds between looks at what was left undone."""
    often = {
        "sweep-reports": ("reports.sweep", work),
        "sweep-event-batches": ("pilots.sweep_event_batches", work),
        "count-answers": ("evaluation.tally", work),
        "sweep-emails": ("people.mail.sweep", emails),
    }
    return {name: {"task": task, "schedule": every} for name, (task, every) in often.items()} | {
        name: {"task": task, "schedule": crontab(hour=hour, minute=minute)}
        for name, (task, hour, minute) in DAILY.items()
    }
