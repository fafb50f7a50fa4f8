"""The app that Django knows as "evaluation"."""

from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "evaluation"
    label = "evaluation"
    verbose_name = "Evaluation"

    def ready(self) -> None:
        from evaluation.emails import register_all

        register_all()
