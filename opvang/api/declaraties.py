"""Declarations of hours: begun, filled in, handed in and corrected; with their signals and amounts."""

from http import HTTPStatus
from typing import Any

from django.db.models import F
from django.shortcuts import get_object_or_404

from lib.geld import to_honderdsten
from lib.periode import Ritme, Tijdvak
from lib.weergave import opsommen
from opvang.actions import correct_declaratie, save_uren, start_declaratie, submit_declaratie
from opvang.api.bedragen import bedragen_van
from opvang.api.gegevens import write_getal
from opvang.api.maanden import MAANDUREN, read_maanden, write_maanden
from opvang.api.operatie import PAGINA, Antwoord, Vraag, list_of, operatie, page_of
from opvang.api.schema import Invoerfout, Schema, Soort, Veld, Veldfout
from opvang.handelingen import Handeling
from opvang.models import ApiToken, Declaratieregel, Urendeclaratie, UrendeclaratieQuerySet
from opvang.overzicht import Declaratiebeeld
from opvang.signalen import Ernst
from organisaties.models import Gebruiker
from organisaties.rechten import Recht

DECLARATIE = Schema(
    "Urendeclaratie",
    "De uren van een tijdvak: een maand, kwartaal, halfjaar of jaar.",
    {
        "id": Veld(Soort.GEHEEL, "Het nummer van de declaratie."),
        "jaar": Veld(Soort.GEHEEL, "Het jaar."),
        "ritme": Veld(Soort.TEKST, "Hoe lang het tijdvak is.", keuzes=tuple(map(str, Ritme))),
        "nummer": Veld(Soort.GEHEEL, "Het hoeveelste tijdvak van het jaar, vanaf 1."),
        "kwartaal": Veld(Soort.GEHEEL, "1, 2, 3 of 4; leeg als het geen kwartaal is.", leeg=True),
        "van": Veld(Soort.DAG, "Eerste dag van het tijdvak."),
        "totEnMet": Veld(Soort.DAG, "Laatste dag van het tijdvak."),
        "status": Veld(
            Soort.TEKST, "Hoe de declaratie ervoor staat.", keuzes=tuple(Urendeclaratie.Status.values)
        ),
        "corrigeert": Veld(Soort.GEHEEL, "De declaratie die deze verbetert, of leeg.", leeg=True),
        "redenTerugsturen": Veld(
            Soort.TEKST, "Wat er anders moet, als de gemeente haar terugstuurde; anders leeg."
        ),
        "aantalKinderen": Veld(Soort.GEHEEL, "Hoeveel kinderen erin staan."),
        "uren": Veld(Soort.GETAL, "Alle uren samen."),
        "ingediendOp": Veld(Soort.MOMENT, "Wanneer zij is ingediend, of leeg.", leeg=True),
        "beoordeeldOp": Veld(Soort.MOMENT, "Wanneer de gemeente haar beoordeelde, of leeg.", leeg=True),
    },
)
TIJDVAK = Schema(
    "Tijdvak",
    "Waarover u declareert: het jaar met ritme en nummer, of met alleen kwartaal.",
    {
        "jaar": Veld(Soort.GEHEEL, "Het jaar."),
        "ritme": Veld(
            Soort.TEKST, "Hoe lang het tijdvak is.", keuzes=tuple(map(str, Ritme)), verplicht=False
        ),
        "nummer": Veld(Soort.GEHEEL, "Het hoeveelste tijdvak van het jaar, vanaf 1.", verplicht=False),
        "kwartaal": Veld(
            Soort.GEHEEL, "1, 2, 3 of 4: kort voor het ritme kwartaal met dit nummer.", verplicht=False
        ),
    },
)
SIGNAAL = Schema(
    "Signaal",
    "Iets om naar te kijken.",
    {
        "code": Veld(Soort.TEKST, "Vaste naam van het signaal."),
        "ernst": Veld(Soort.TEKST, "Hoe zwaar het weegt.", keuzes=tuple(ernst.value for ernst in Ernst)),
        "tekst": Veld(Soort.TEKST, "Wat er is en wat u kunt doen."),
    },
)
REGEL = Schema(
    "Declaratieregel",
    "De uren van een plaatsing in het tijdvak.",
    {
        "id": Veld(Soort.GEHEEL, "Het nummer van de regel."),
        "plaatsing": Veld(Soort.GEHEEL, "Het nummer van de plaatsing."),
        "kind": Veld(Soort.TEKST, "Het kenmerk van het kind."),
        "lrkNummer": Veld(Soort.TEKST, "De locatie."),
        "van": Veld(Soort.DAG, "Eerste dag waarover de uren gaan."),
        "totEnMet": Veld(Soort.DAG, "Laatste dag."),
        "uren": Veld(Soort.GETAL, "De uren."),
        "dagen": Veld(Soort.GEHEEL, "Dagen opvang; leeg waar de gemeente daar niet naar kijkt.", leeg=True),
        "maanden": Veld(
            Soort.LIJST, "De uren per maand; geen als de gemeente ze niet zo vraagt.", van=MAANDUREN
        ),
        "afwezig": Veld(
            Soort.GETAL, "Uren afwezig, van de uren; leeg als de gemeente daar niet naar vraagt.", leeg=True
        ),
        "signalen": Veld(Soort.LIJST, "Wat aandacht vraagt.", van=SIGNAAL),
    },
)
UREN = Schema(
    "Uren",
    "De uren van een regel.",
    {
        "id": Veld(Soort.GEHEEL, "Het nummer van de regel."),
        "uren": Veld(Soort.GETAL, "De uren; 0 als er geen zijn."),
        "dagen": Veld(Soort.GEHEEL, "Dagen opvang, als de gemeente daarnaar kijkt.", verplicht=False),
        "maanden": Veld(
            Soort.LIJST,
            "De uren per maand, als de gemeente ze zo vraagt; samen zijn zij de uren. Wat er niet in staat, is 0.",
            verplicht=False,
            van=MAANDUREN,
        ),
        "afwezig": Veld(
            Soort.GETAL, "Uren afwezig, van de uren, als de gemeente daarnaar vraagt.", verplicht=False
        ),
    },
)
URENLIJST = Schema(
    "Urenlijst",
    "Uren per regel. Een regel die er niet in staat, blijft zoals hij was.",
    {"regels": Veld(Soort.LIJST, "De regels.", van=UREN)},
)
GEWIJZIGD = Schema(
    "Gewijzigd", "Hoeveel er anders werd.", {"gewijzigd": Veld(Soort.GEHEEL, "Aantal regels.")}
)
NIEUW = Schema(
    "NieuweDeclaratie",
    "Een declaratie en haar adres.",
    {
        "id": Veld(Soort.GEHEEL, "Het nummer."),
        "url": Veld(Soort.TEKST, "Het adres in deze API."),
        "status": Veld(
            Soort.TEKST, "Hoe de declaratie ervoor staat.", keuzes=tuple(Urendeclaratie.Status.values)
        ),
    },
)
BEDRAG = Schema(
    "Subsidieregel",
    "Het bedrag van een regel, of van een deel ervan.",
    {
        "regel": Veld(Soort.GEHEEL, "Het nummer van de regel van de declaratie."),
        "kind": Veld(Soort.TEKST, "Het kenmerk van het kind."),
        "van": Veld(Soort.DAG, "Eerste dag."),
        "totEnMet": Veld(Soort.DAG, "Laatste dag."),
        "categorie": Veld(Soort.TEKST, "Waaronder het kind valt."),
        "uren": Veld(Soort.GETAL, "Gesubsidieerde uren."),
        "subsidieCenten": Veld(Soort.GEHEEL, "Subsidie in centen."),
        "ouderbijdrageCenten": Veld(Soort.GEHEEL, "Ouderbijdrage in centen."),
    },
)
BEDRAGEN = Schema(
    "Subsidiebedragen",
    "Wat de gemeente over de declaratie goedkeurde.",
    {
        "totaalCenten": Veld(Soort.GEHEEL, "De subsidie over het tijdvak, in centen.", leeg=True),
        "goedgekeurdOp": Veld(Soort.MOMENT, "Wanneer; leeg zolang er niets is goedgekeurd.", leeg=True),
        "regels": Veld(Soort.LIJST, "Per regel.", van=BEDRAG),
    },
)


@operatie(
    "GET",
    "/urendeclaraties",
    scope=ApiToken.Scope.READ,
    recht=Recht.DECLARATIE_VIEW,
    samenvatting="Urendeclaraties",
    uitvoer=list_of(DECLARATIE, "Urendeclaraties", "declaraties"),
    adres=PAGINA | {"jaar": Veld(Soort.GEHEEL, "Alleen van dit jaar.", verplicht=False)},
)
def urendeclaraties(vraag: Vraag) -> Antwoord:
    """De eigen declaraties, nieuwste eerst, met hun status."""
    eigen = _own(vraag.door)
    if "jaar" in vraag.adres:
        eigen = eigen.in_jaar(vraag.adres["jaar"])
    return page_of(vraag, eigen, _write)[0]


@operatie(
    "GET",
    "/urendeclaraties/{declaratie_id}",
    scope=ApiToken.Scope.READ,
    recht=Recht.DECLARATIE_VIEW,
    samenvatting="Een urendeclaratie",
    uitvoer=DECLARATIE,
)
def urendeclaratie(vraag: Vraag) -> Antwoord:
    """Met haar status."""
    return Antwoord(_write(get_declaratie(vraag)))


@operatie(
    "POST",
    "/urendeclaraties",
    scope=ApiToken.Scope.DECLARE,
    recht=Recht.DECLARATIE_SUBMIT,
    samenvatting="Een declaratie beginnen",
    invoer=TIJDVAK,
    uitvoer=NIEUW,
    status=HTTPStatus.CREATED,
)
def urendeclaratie_beginnen(vraag: Vraag) -> Antwoord:
    """Een concept met een regel per plaatsing en een voorstel voor de uren.

    De regeling van de gemeente bepaalt het ritme. Vraagt u een ander tijdvak, dan noemt de fout welke wel kunnen.
    """
    jaar = vraag.inhoud["jaar"]
    if not 2010 <= jaar <= vraag.dag.year + 1:
        raise Invoerfout([Veldfout("/jaar", f"‘{jaar}’ kan niet. Verwacht: een jaar vanaf 2010.")])
    return _made(start_declaratie(tijdvak=_read_tijdvak(vraag.inhoud), door=vraag.door, op=vraag.op))


def _read_tijdvak(inhoud: dict[str, Any]) -> Tijdvak:
    """By its rhythm and number, or as a quarter alone, as makers of software knew it first."""
    kort, ritme = inhoud.get("kwartaal"), Ritme(inhoud.get("ritme", Ritme.KWARTAAL))
    if kort is not None and (ritme is not Ritme.KWARTAAL or inhoud.get("nummer", kort) != kort):
        zin = "Geef ‘ritme’ met ‘nummer’, of alleen ‘kwartaal’: nu spreken zij elkaar tegen."
        raise Invoerfout([Veldfout("/kwartaal", zin)])
    veld, nummer = ("/nummer", inhoud.get("nummer")) if kort is None else ("/kwartaal", kort)
    if nummer is None or not 1 <= nummer <= ritme.per_jaar:
        gegeven = f"‘{nummer}’ kan niet" if nummer is not None else "Dit veld ontbreekt"
        verwacht = opsommen(map(str, range(1, ritme.per_jaar + 1)), "of")
        raise Invoerfout([Veldfout(veld, f"{gegeven}. Verwacht: {verwacht}.")])
    return Tijdvak(ritme, inhoud["jaar"], nummer)


@operatie(
    "GET",
    "/urendeclaraties/{declaratie_id}/regels",
    scope=ApiToken.Scope.READ,
    recht=Recht.DECLARATIE_VIEW,
    samenvatting="De regels met hun signalen",
    uitvoer=list_of(REGEL, "Declaratieregels", "regels"),
    adres=PAGINA,
)
def declaratieregels(vraag: Vraag) -> Antwoord:
    """Een regel per plaatsing in het tijdvak."""
    declaratie = get_declaratie(vraag)
    signalen = Declaratiebeeld(declaratie).signalen
    regels = declaratie.regels.select_related("plaatsing__kind", "plaatsing__locatie").order_by("pk")
    antwoord, rijen = page_of(
        vraag, regels, lambda regel: _write_regel(regel, declaratie, signalen.get(regel.pk, []))
    )
    vraag.record(Handeling.DECLARATIE_VIEW, declaratie, (regel.plaatsing.kind.pseudoniem for regel in rijen))
    return antwoord


@operatie(
    "PATCH",
    "/urendeclaraties/{declaratie_id}/regels",
    scope=ApiToken.Scope.DECLARE,
    recht=Recht.DECLARATIE_SUBMIT,
    samenvatting="Uren invullen",
    invoer=URENLIJST,
    uitvoer=GEWIJZIGD,
)
def uren_invullen(vraag: Vraag) -> Antwoord:
    """Alle regels of geen: staat er een fout in, dan verandert er niets."""
    regels = vraag.inhoud["regels"]
    nummers = [regel["id"] for regel in regels]
    if dubbel := [f"/regels/{i}/id" for i, nummer in enumerate(nummers) if nummer in nummers[:i]]:
        raise Invoerfout([Veldfout(plek, "Deze regel staat er twee keer in.") for plek in dubbel])
    declaratie = get_declaratie(vraag)
    gewijzigd = save_uren(
        declaratie=declaratie,
        uren={regel["id"]: to_honderdsten(regel["uren"]) for regel in regels},
        dagen={regel["id"]: regel["dagen"] for regel in regels if "dagen" in regel},
        afwezig={regel["id"]: to_honderdsten(regel["afwezig"]) for regel in regels if "afwezig" in regel},
        maanden={
            regel["id"]: read_maanden(declaratie.tijdvak, regel["maanden"], f"/regels/{i}/maanden")
            for i, regel in enumerate(regels)
            if "maanden" in regel
        },
        door=vraag.door,
    )
    return Antwoord({"gewijzigd": gewijzigd})


@operatie(
    "POST",
    "/urendeclaraties/{declaratie_id}/indieningen",
    scope=ApiToken.Scope.DECLARE,
    recht=Recht.DECLARATIE_SUBMIT,
    samenvatting="De declaratie indienen",
    uitvoer=NIEUW,
    status=HTTPStatus.CREATED,
)
def urendeclaratie_indienen(vraag: Vraag) -> Antwoord:
    """Daarna liggen de uren vast; verbeteren gaat met een correctie."""
    return _made(submit_declaratie(declaratie=get_declaratie(vraag), door=vraag.door, op=vraag.op))


@operatie(
    "POST",
    "/urendeclaraties/{declaratie_id}/correcties",
    scope=ApiToken.Scope.DECLARE,
    recht=Recht.DECLARATIE_SUBMIT,
    samenvatting="Een correctie beginnen",
    uitvoer=NIEUW,
    status=HTTPStatus.CREATED,
)
def urendeclaratie_corrigeren(vraag: Vraag) -> Antwoord:
    """Een nieuw concept met de uren van de declaratie die u verbetert."""
    return _made(correct_declaratie(declaratie=get_declaratie(vraag), door=vraag.door, op=vraag.op))


@operatie(
    "GET",
    "/urendeclaraties/{declaratie_id}/subsidiebedragen",
    scope=ApiToken.Scope.READ,
    recht=Recht.BEREKENING_VIEW,
    samenvatting="De subsidie over de declaratie",
    uitvoer=BEDRAGEN,
)
def subsidiebedragen(vraag: Vraag) -> Antwoord:
    """Zodra de gemeente de berekening heeft goedgekeurd."""
    declaratie = get_declaratie(vraag)
    bedragen = bedragen_van(declaratie, vraag.door)
    regels = bedragen.regels if bedragen else []
    vraag.record(Handeling.DECLARATIE_VIEW, declaratie, (regel.kind for regel in regels))
    return Antwoord(
        {
            "totaalCenten": bedragen.totaal_centen if bedragen else None,
            "goedgekeurdOp": bedragen.goedgekeurd_op.isoformat() if bedragen else None,
            "regels": [
                {
                    "regel": regel.declaratieregel,
                    "kind": regel.kind,
                    "van": regel.van.isoformat(),
                    "totEnMet": regel.tot_en_met.isoformat(),
                    "categorie": regel.categorie,
                    "uren": write_getal(regel.uren),
                    "subsidieCenten": regel.subsidie_centen,
                    "ouderbijdrageCenten": regel.ouderbijdrage_centen,
                }
                for regel in regels
            ],
        }
    )


def get_declaratie(vraag: Vraag) -> Urendeclaratie:
    """One of the provider's own, or 404."""
    return get_object_or_404(_own(vraag.door), pk=vraag.pad["declaratie_id"])


def _own(door: Gebruiker) -> UrendeclaratieQuerySet:
    eigen = Urendeclaratie.objects.for_gebruiker(door).select_related("gemeente", "houder")
    return eigen.with_totalen().order_by("-laatste_maand", "-eerste_maand", F("volgnummer").desc(), "-pk")


def _made(declaratie: Urendeclaratie) -> Antwoord:
    return Antwoord.made(f"/urendeclaraties/{declaratie.pk}", id=declaratie.pk, status=declaratie.status)


def _write(declaratie: Any) -> dict[str, Any]:
    """With the totals of the question."""
    tijdvak: Tijdvak = declaratie.tijdvak
    ingediend, beoordeeld = declaratie.ingediend_op, declaratie.beoordeeld_op
    return {
        "id": declaratie.pk,
        "jaar": tijdvak.jaar,
        "ritme": str(tijdvak.ritme),
        "nummer": tijdvak.nummer,
        "kwartaal": tijdvak.nummer if tijdvak.ritme is Ritme.KWARTAAL else None,
        "van": tijdvak.periode.van.isoformat(),
        "totEnMet": tijdvak.periode.tot_en_met.isoformat(),
        "status": declaratie.status,
        "corrigeert": declaratie.corrigeert_id,
        "redenTerugsturen": declaratie.reden_terugsturen,
        "aantalKinderen": declaratie.aantal_kinderen,
        "uren": write_getal(declaratie.totaal_honderdsten),
        "ingediendOp": ingediend.isoformat() if ingediend else None,
        "beoordeeldOp": beoordeeld.isoformat() if beoordeeld else None,
    }


def _write_regel(regel: Declaratieregel, declaratie: Urendeclaratie, signalen: list[Any]) -> dict[str, Any]:
    afwezig = regel.afwezig_honderdsten
    return {
        "id": regel.pk,
        "plaatsing": regel.plaatsing_id,
        "kind": regel.plaatsing.kind.pseudoniem,
        "lrkNummer": regel.plaatsing.locatie.lrk_nummer,
        "van": regel.van.isoformat(),
        "totEnMet": regel.tot_en_met.isoformat(),
        "uren": write_getal(regel.uren_honderdsten),
        "dagen": regel.dagen,
        "maanden": write_maanden(declaratie.tijdvak, regel),
        "afwezig": None if afwezig is None else write_getal(afwezig),
        "signalen": [{"code": s.code, "ernst": str(s.ernst), "tekst": s.tekst} for s in signalen],
    }
