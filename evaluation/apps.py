"""The app that Django knows as "evaluation"."""

from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "evaluation"
    label = "evaluation"
    verbose_name = "Evaluation"

    def ready(self) -> None:
        from evaluation.emails import register_all
        from evaluation.presenters.story_work import stories_waiting
        from pilots.work_sources import register_work

        register_all()
        register_work(stories_waiting)
