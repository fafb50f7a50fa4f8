"""What an action refuses, in words for the form that asked."""


class RefusedError(Exception):
    """The action did nothing; `words` say why and what to do, `field` names what to mend."""

    def __init__(self, words: str, field: str | None = None) -> None:
        super().__init__(words)
        self.words = words
        self.field = field
