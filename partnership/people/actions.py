"""What is done to accounts."""

from django.db import transaction

from partnership.people.models import Role, User

DEMO_HOST = "example.org"  # reserved: no mail can ever reach it


@transaction.atomic
def make_demo_account(*, role: Role, password: str) -> User:
    """The account that shows one role; making it again sets the same password."""
    user, _ = User.objects.get_or_create(
        email=f"{role.value}@{DEMO_HOST}", defaults={"display_name": f"Demo {role.in_sentence}"}
    )
    if not user.check_password(password):
        user.set_password(password)
        user.save(update_fields=["password"])
    return user
