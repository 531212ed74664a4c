"""A file of hours, read by the reader of the screens: tried first, or read at once."""

from http import HTTPStatus
from typing import Any

from opvang import urenbestand
from opvang.actions import confirm_inlezing, put_inlezing
from opvang.api.declaraties import get_declaratie
from opvang.api.fouten import Probleem
from opvang.api.gegevens import write_getal
from opvang.api.operatie import BESTAND, Antwoord, Vraag, operatie
from opvang.api.schema import Schema, Soort, Veld, Veldfout
from opvang.handelingen import Handeling
from opvang.models import ApiToken, Kolomgewoonte, Urendeclaratie
from opvang.overzicht import Declaratiebeeld
from opvang.urenbestand import Getalvraag, Kolomvraag, Urenregels
from organisaties.rechten import Recht

SOORTEN = (
    "text/csv",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.oasis.opendocument.spreadsheet",
    "application/octet-stream",
)
WIJZIGING = Schema(
    "Urenwijziging",
    "Een regel die door het bestand anders wordt.",
    {
        "regel": Veld(Soort.GEHEEL, "Het nummer van de regel."),
        "kind": Veld(Soort.TEKST, "Het kenmerk van het kind."),
        "urenNu": Veld(Soort.GETAL, "De uren nu."),
        "urenStraks": Veld(Soort.GETAL, "De uren volgens het bestand."),
    },
)
PROEF = Schema(
    "Bestandsproef",
    "Wat het bestand zou veranderen. Er is niets gewijzigd.",
    {
        "gelezen": Veld(Soort.GEHEEL, "Aantal regels van de declaratie in het bestand."),
        "nietGenoemd": Veld(Soort.GEHEEL, "Aantal regels dat er niet in staat en blijft zoals het was."),
        "wijzigingen": Veld(Soort.LIJST, "Wat er anders wordt.", van=WIJZIGING),
    },
)
INGELEZEN = Schema(
    "Ingelezen",
    "Wat er is ingelezen.",
    {
        "url": Veld(Soort.TEKST, "De regels van de declaratie."),
        "gelezen": Veld(Soort.GEHEEL, "Aantal regels van de declaratie in het bestand."),
        "nietGenoemd": Veld(Soort.GEHEEL, "Aantal regels dat er niet in staat en blijft zoals het was."),
        "gewijzigd": Veld(Soort.GEHEEL, "Aantal regels dat anders werd."),
    },
)
TEKEN = {
    "decimaalteken": Veld(
        Soort.TEKST,
        "Hoe getallen in het bestand staan, als dat niet te zien is.",
        verplicht=False,
        keuzes=(",", "."),
    )
}


@operatie(
    "POST",
    "/urendeclaraties/{declaratie_id}/bestandsproeven",
    scope=ApiToken.Scope.DECLARE,
    recht=Recht.DECLARATIE_SUBMIT,
    samenvatting="Een urenbestand proberen",
    uitvoer=PROEF,
    adres=TEKEN,
    soorten=SOORTEN,
    limiet=BESTAND,
)
def bestand_proberen(vraag: Vraag) -> Antwoord:
    """Leest het bestand (Excel, ODS of CSV) en zegt wat er zou veranderen. Er wordt niets bewaard."""
    declaratie = get_declaratie(vraag)
    gelezen = _read(vraag, declaratie)
    regels = {regel.pk: regel for regel in declaratie.regels.select_related("plaatsing__kind")}
    anders = [(regels[pk], uren) for pk, uren in gelezen.uren.items() if gelezen.changes(regels[pk])]
    vraag.record(
        Handeling.DECLARATIE_VIEW, declaratie, (regel.plaatsing.kind.pseudoniem for regel, _ in anders)
    )
    wijzigingen: list[dict[str, Any]] = [
        {
            "regel": regel.pk,
            "kind": regel.plaatsing.kind.pseudoniem,
            "urenNu": write_getal(regel.uren_honderdsten),
            "urenStraks": write_getal(uren),
        }
        for regel, uren in anders
    ]
    return Antwoord(
        {
            "gelezen": len(gelezen.uren),
            "nietGenoemd": len(regels) - len(gelezen.uren),
            "wijzigingen": wijzigingen,
        }
    )


@operatie(
    "POST",
    "/urendeclaraties/{declaratie_id}/bestanden",
    scope=ApiToken.Scope.DECLARE,
    recht=Recht.DECLARATIE_SUBMIT,
    samenvatting="Een urenbestand inlezen",
    uitvoer=INGELEZEN,
    adres=TEKEN,
    status=HTTPStatus.CREATED,
    soorten=SOORTEN,
    limiet=BESTAND,
)
def bestand_inlezen(vraag: Vraag) -> Antwoord:
    """Leest het bestand (Excel, ODS of CSV) in. Klopt een rij niet, dan verandert er niets en staat elke fout in het
    antwoord met rij, kolom en waarde."""
    declaratie = get_declaratie(vraag)
    gelezen = _read(vraag, declaratie)
    inlezing = put_inlezing(
        declaratie=declaratie, gelezen=gelezen, inhoud=vraag.bestand, door=vraag.door, op=vraag.op
    )
    gewijzigd = confirm_inlezing(inlezing=inlezing, door=vraag.door, op=vraag.op)
    return Antwoord.made(
        f"/urendeclaraties/{declaratie.pk}/regels",
        gelezen=len(gelezen.uren),
        nietGenoemd=declaratie.regels.count() - len(gelezen.uren),
        gewijzigd=gewijzigd,
    )


def _read(vraag: Vraag, declaratie: Urendeclaratie) -> Urenregels:
    """What a person would be asked is told with the way to answer it."""
    gewoonte = Kolomgewoonte.objects.filter(houder=declaratie.houder).first()
    try:
        return urenbestand.read(
            vraag.bestand,
            declaratie,
            met_dagen=Declaratiebeeld(declaratie).met_dagen,
            gewoonte=gewoonte.kolommen if gewoonte else {},
            teken=vraag.adres.get("decimaalteken"),
        )
    except Kolomvraag as fout:
        raise Probleem(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            f"{fout.message} Lees het bestand één keer in op de site en wijs de kolommen aan; daarna kent de API ze ook.",
        ) from fout
    except Getalvraag as fout:
        raise Probleem(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            f"{fout.message} Zeg het met de parameter decimaalteken.",
            fouten=[Veldfout("decimaalteken", str(fout.message))],
        ) from fout
