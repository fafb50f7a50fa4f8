"""What respondents are told and agree to: each version is published as it is made, for good."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction

from evaluation.models import PrivacyNotice
from partnership.people.models import User
from partnership.people.refusals import RefusedError
from partnership.programmes.models import Programme


@dataclass(frozen=True)
class NoticeDetails:
    """`texts` has information and consent in further languages, by the languages' codes."""

    information: str
    consent: str
    minimum_age: int | None = None
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@transaction.atomic
def publish_notice(*, programme: Programme, details: NoticeDetails, by: User) -> PrivacyNotice:
    """Publish the next version; waves keep the one that they were opened with. RefusedError."""
    Programme.objects.select_for_update().get(pk=programme.pk)
    newest = programme.privacy_notices.order_by("-number").first()
    texts = {language: dict(said) for language, said in details.texts.items()}
    _refuse_half_told(texts)
    if newest and _says(newest) == (
        details.information,
        details.consent,
        details.minimum_age,
        texts,
    ):
        raise RefusedError(f"Version {newest.number} says the same: nothing is to be published.")
    return PrivacyNotice.objects.create(
        programme=programme,
        number=newest.number + 1 if newest else 1,
        information=details.information,
        consent=details.consent,
        minimum_age=details.minimum_age,
        texts=texts,
        by=by,
    )


def _says(notice: PrivacyNotice) -> tuple[str, str, int | None, dict[str, dict[str, str]]]:
    return notice.information, notice.consent, notice.minimum_age, notice.texts


def _refuse_half_told(texts: Mapping[str, Mapping[str, str]]) -> None:
    for language, said in texts.items():
        if bool(said.get("information")) != bool(said.get("consent")):
            raise RefusedError(
                f"Give both texts in “{language}”, the information and the consent, or neither.",
                f"consent_{language}",
            )
