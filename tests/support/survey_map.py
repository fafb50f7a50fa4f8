"""The addresses of surveys that name a record: walked by the matrix alone."""

SURVEYS = (
    "survey",
    *(f"survey-{of}" for of in ("edit", "code", "retire", "version-new")),
    *(f"survey-{of}" for of in ("version", "preview", "words", "changes", "mapping")),
    *(f"survey-{of}" for of in ("publish", "version-delete", "texts", "condition")),
    *(f"survey-{of}" for of in ("page-new", "page", "page-remove")),
    *(f"survey-{of}" for of in ("question-new", "question", "question-remove")),
    *(f"survey-{of}" for of in ("scale-new", "scale", "scale-remove")),
    *(f"survey-{of}" for of in ("language-new", "language", "language-remove")),
)
