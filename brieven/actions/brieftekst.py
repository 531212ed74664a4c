"""Putting the words of a kind of letter in one's own way, and going back."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from brieven.briefteksten import blokken_van, geldende_tekst
from brieven.handelingen import Handeling
from brieven.models import Brieftekst
from brieven.soorten import Briefsoort
from brieven.tekstblokken import find_fouten
from organisaties.audit import record
from organisaties.models import Gebruiker, Gemeente
from organisaties.opslaan import save_checked


@transaction.atomic
def save_brieftekst(
    *, soort: Briefsoort, blokken: Mapping[str, str], door: Gebruiker, op: datetime
) -> Brieftekst:
    """A next version of the words of this kind of letter; letters that exist stay as they are.

    `blokken` has every block of the kind. A block with the words of the programme keeps following those.
    """
    gemeente = Gemeente.objects.select_for_update().get(pk=door.gemeente.pk)
    fouten = [
        f"{blok.naam}: {fout}"
        for blok in soort.tekstblokken
        for fout in find_fouten(blok, blokken[blok.code])
    ]
    if fouten:
        raise ValidationError(fouten, code="brieftekst")
    geldend = geldende_tekst(gemeente, soort.code)
    if dict(blokken) == blokken_van(soort, geldend):
        raise ValidationError("Er is niets veranderd. Er komt geen nieuwe versie.", code="gelijk")
    versie = Brieftekst(
        gemeente=gemeente,
        soort=soort.code,
        versie=geldend.versie + 1 if geldend else 1,
        blokken={b.code: blokken[b.code] for b in soort.tekstblokken if blokken[b.code] != b.tekst},
        opgeslagen_op=op,
        opgeslagen_door=door,
    )
    save_checked(versie)
    record(
        handeling=Handeling.BRIEFTEKST_SAVE,
        door=door,
        object=versie,
        soort=soort.code,
        versie=versie.versie,
        blokken=sorted(versie.blokken),
    )
    return versie
