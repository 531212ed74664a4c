from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from indicaties.sleutel import rotate_bsn_key
from organisaties import sleutelproef
from organisaties.aanmelden.versleuteling import rotate_secrets


class Command(BaseCommand):
    help = (
        "Zet elk BSN en elke tweede factor onder de nieuwe BSN_KEY. Zet eerst BSN_KEY op de nieuwe en "
        "BSN_KEY_VORIGE op de oude sleutel; haal BSN_KEY_VORIGE daarna weg. Mag onderbroken en herhaald worden."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.BSN_KEY_VORIGE:
            raise CommandError(
                "BSN_KEY_VORIGE ontbreekt: zet daarin de sleutel die tot nu toe in gebruik was."
            )
        self.stdout.write(f"{rotate_bsn_key()} BSN's en {rotate_secrets()} tweede factoren omgezet.")
        # Last: until all is under the new key, the site starts only with both.
        sleutelproef.renew()
