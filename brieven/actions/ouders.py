"""The texts for parents: which page the code leads to, and that a translation was checked."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from brieven.handelingen import Handeling
from brieven.models import Taaltekst
from brieven.ouderteksten import ouderteksten
from organisaties.audit import record
from organisaties.models import Gebruiker
from organisaties.opslaan import save_checked


@transaction.atomic
def set_taaltekst_url(*, taal: str, url: str, door: Gebruiker) -> Taaltekst:
    """The page with more information in this language; empty: no code on the folder."""
    tekst = _locked(taal, door)
    tekst.url = url
    save_checked(tekst)
    record(handeling=Handeling.TAALTEKST_SET, door=door, object=tekst, taal=taal, url=url)
    return tekst


@transaction.atomic
def check_taaltekst(*, taal: str, versie: str, door: Gebruiker, op: datetime) -> Taaltekst:
    """Somebody who knows the language looked at this version of the text."""
    tekst = _locked(taal, door)
    if versie != ouderteksten()[taal].versie:
        raise ValidationError("De tekst is intussen vernieuwd. Kijk de nieuwe tekst na.")
    tekst.nagekeken_versie, tekst.nagekeken_op, tekst.nagekeken_door = versie, op, door
    save_checked(tekst)
    record(handeling=Handeling.TAALTEKST_CHECK, door=door, object=tekst, taal=taal, versie=versie)
    return tekst


def _locked(taal: str, door: Gebruiker) -> Taaltekst:
    Taaltekst.objects.get_or_create(gemeente=door.gemeente, taal=taal)
    return Taaltekst.objects.select_for_update(of=("self",)).get(gemeente=door.gemeente, taal=taal)
