"""For somebody who lost phone, key and recovery codes, and whom no other administrator can help."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from partnership.people.accounts import take_second_steps_off, way_in_words
from partnership.people.models import User


class Command(BaseCommand):
    help = "Let an account sign in without its second steps, so that it can set them up again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the e-mail address that the account signs in with")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(email=options["email"].strip().lower()).first()
        if user is None:
            raise CommandError(f"There is no account with the address {options['email']}.")
        take_second_steps_off(user=user, by=None)
        self.stdout.write(f"{user.email} {way_in_words(user)}.")
