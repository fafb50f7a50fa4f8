"""The first administrator of an installation, or one again whose account was locked."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from partnership.people.actions import let_admin_in, make_account
from partnership.people.models import User
from partnership.people.refusals import RefusedError


class Command(BaseCommand):
    help = "Make somebody an administrator, with an account if the address has none, and open it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", help="the e-mail address to sign in with")
        parser.add_argument("--name", default="Administrator", help="what others see")

    def handle(self, *args: Any, **options: Any) -> None:
        address = options["address"].strip().lower()
        try:
            validate_email(address)
            user = User.objects.filter(email=address).first() or make_account(
                address=address, display_name=options["name"], password=None
            )
            let_admin_in(user)
        except (ValidationError, RefusedError) as error:
            raise CommandError(getattr(error, "words", "That is no e-mail address.")) from error
        self.stdout.write(f"{address} is an administrator.")
        if not user.has_usable_password():
            self.stdout.write(
                "To choose a password, press “I have forgotten my password” on the sign-in page."
            )
