"""Write one chapter of a concept, copy a policy to a next version, start from the policy of another municipality."""

import hashlib
import json
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from organisaties.models import Gebruiker
from rekenregels import Regeling, RegelingFout, as_toml, load_document, load_regeling, run_voorbeelden
from subsidies.models import Subsidieregeling
from subsidies.regelingen.actions import import_regeling, update_concept
from subsidies.regelingen.document import as_regeling
from subsidies.regelingen.redactie.invoer import hernoem, hernoem_fasen, hernoemd, naamfouten
from subsidies.regelingen.redactie.sjabloon import meegeleverd, next_period, start_from
from subsidies.regelingen.redactie.vormen import Ruw, als_document, hoofdstukken, hoofdstuksoort


@dataclass(frozen=True)
class Hoofdstukinvoer:
    """A chapter as typed, and the control number of the chapter that the typist saw."""

    hoofdstuk: str
    ruw: Ruw
    gezien: str


def controlegetal(document: dict[str, Any], hoofdstuk: str) -> str:
    """Tells whether a chapter is still the one that somebody opened."""
    return hashlib.sha256(json.dumps(document.get(hoofdstuk), sort_keys=True).encode()).hexdigest()


def with_hoofdstuk(document: dict[str, Any], invoer: Hoofdstukinvoer) -> Regeling:
    """The whole policy with the typed chapter in it; ValidationError with one sentence per mistake."""
    soort, naam = hoofdstuksoort(invoer.hoofdstuk), invoer.hoofdstuk
    fouten = list(naamfouten(naam, soort, invoer.ruw))
    if fouten:
        raise ValidationError(fouten, code="regeling")
    plat = hernoem_fasen(hernoem(document, naam, hernoemd(invoer.ruw)), naam, invoer.ruw)
    plat[naam] = als_document(soort, invoer.ruw, hoofdstukken()[naam])
    _renew_maxprijs(plat, document, naam)
    try:
        return load_document(plat)
    except RegelingFout as fout:
        raise ValidationError([melding.zin for melding in fout.meldingen], code="regeling") from fout


def _renew_maxprijs(plat: dict[str, Any], was: dict[str, Any], hoofdstuk: str) -> None:
    """In other years the national maximum is another one: read it from the table again."""
    dagen = ("geldig_van", "geldig_tot_en_met")
    maxprijs = plat.get("max_uurprijs") or {}
    verschoven = any(plat["regeling"].get(dag) != was["regeling"].get(dag) for dag in dagen)
    if hoofdstuk == "regeling" and maxprijs.get("tabel") and verschoven:
        plat["max_uurprijs"] = {"tabel": maxprijs["tabel"]}


@transaction.atomic
def update_hoofdstuk(
    *, regeling: Subsidieregeling, invoer: Hoofdstukinvoer, door: Gebruiker
) -> Subsidieregeling:
    """Put a chapter in a concept. The concept keeps being a whole, valid policy; the rest of it stays."""
    actueel = Subsidieregeling.objects.select_for_update().filter(pk=regeling.pk).first()
    if actueel is None:
        raise ValidationError("Dit concept is intussen weggegooid.", code="weg")
    if controlegetal(actueel.document, invoer.hoofdstuk) != invoer.gezien:
        raise ValidationError(
            "Dit hoofdstuk is intussen door iemand anders gewijzigd. Bekijk het hoofdstuk in een nieuw venster "
            "en neem uw wijziging daarin over.",
            code="gewijzigd",
        )
    nieuw = with_hoofdstuk(actueel.document, invoer)
    # The editor writes the whole text anew; without a change in the policy it stays as it was typed.
    tekst = opmerkingen_vooraf(actueel.tekst) + as_toml(nieuw)
    return update_concept(
        regeling=actueel, tekst=actueel.tekst if nieuw.sha256 == actueel.sha256 else tekst, door=door
    )


@transaction.atomic
def take_over_uitkomst(
    *, regeling: Subsidieregeling, nummer: int, bron: str, gezien: str, door: Gebruiker
) -> Subsidieregeling:
    """Write what the concept computes now into one worked example, with the source that says it is right.

    `nummer` counts from 1; `gezien` is the SHA-256 of the policy whose sum was on the screen.
    """
    actueel = Subsidieregeling.objects.select_for_update().filter(pk=regeling.pk).first()
    if actueel is None or actueel.sha256 != gezien:
        raise ValidationError(
            "Deze regeling is intussen gewijzigd. Bekijk de som opnieuw voordat u het bedrag overneemt.",
            code="gewijzigd",
        )
    if not bron.strip():
        raise ValidationError("Schrijf waar het nieuwe bedrag staat, of hoe u het narekende.", code="bron")
    uitslagen = dict(enumerate(run_voorbeelden(as_regeling(actueel)), start=1))
    uitslag = uitslagen.get(nummer)
    if uitslag is None or uitslag.klopt or uitslag.uitkomst is None:
        raise ValidationError("Bij dit voorbeeld is er geen nieuw bedrag om over te nemen.", code="voorbeeld")
    document: dict[str, Any] = deepcopy(actueel.document)
    voorbeeld = document["voorbeelden"][nummer - 1]
    voorbeeld["bron"] = bron.strip()
    for naam in voorbeeld["verwacht"]:
        voorbeeld["verwacht"][naam] = f"{Decimal(int(getattr(uitslag.uitkomst, naam)[0])).scaleb(-2):f}"
    tekst = opmerkingen_vooraf(actueel.tekst) + as_toml(load_document(document))
    return update_concept(regeling=actueel, tekst=tekst, door=door)


def opmerkingen_vooraf(tekst: str) -> str:
    """The remarks at the top of a file; the editor writes the rest of the text anew."""
    regels = []
    for regel in tekst.splitlines():
        if not regel.startswith("#"):
            break
        regels.append(regel)
    return "\n".join([*regels, "", ""]) if regels else ""


def copy_regeling(*, regeling: Subsidieregeling, door: Gebruiker, op: datetime) -> Subsidieregeling:
    """The same text as a concept: the next version, to be changed.

    A text of an earlier release lacks keys; it is written anew, with what it left unsaid as an assumption.
    """
    try:
        load_regeling(regeling.tekst)
        tekst = regeling.tekst
    except RegelingFout:
        tekst = opmerkingen_vooraf(regeling.tekst) + as_toml(as_regeling(regeling))
    return import_regeling(tekst=tekst, door=door, op=op, uit=regeling)


def next_regeling(*, regeling: Subsidieregeling, door: Gebruiker, op: datetime) -> Subsidieregeling:
    """The same policy for the year after it, as a concept of which every value still needs a source."""
    try:
        volgende = next_period(as_regeling(regeling))
    except RegelingFout as fout:
        raise ValidationError(
            [f"{regeling} past niet zonder wijziging in het jaar erna."]
            + [melding.zin for melding in fout.meldingen]
            + ["Maak een nieuwe versie en verander daarin zelf de datums."],
            code="regeling",
        ) from fout
    return import_regeling(tekst=as_toml(volgende), door=door, op=op, uit=regeling)


def start_regeling(*, voorbeeld: str, naam: str, door: Gebruiker, op: datetime) -> Subsidieregeling:
    """A first concept out of a policy that comes with the product."""
    gemeente = door.gemeente
    regeling = start_from(meegeleverd()[voorbeeld], naam=naam, gemeente=gemeente.naam, code=gemeente.code)
    return import_regeling(tekst=as_toml(regeling), door=door, op=op)
