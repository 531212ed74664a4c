"""Whose a location is: what its holder alone keeps."""

from django.core.exceptions import PermissionDenied

from organisaties.models import Gebruiker, Locatie


def check_own(locatie: Locatie, door: Gebruiker) -> None:
    if not Locatie.objects.for_gebruiker(door).filter(pk=locatie.pk).exists() or not door.is_houder:
        raise PermissionDenied("Alleen de houder van een locatie houdt haar groepen bij.")
