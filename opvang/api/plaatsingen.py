"""Placements and agreements: the actions of the screens, through the forms of the screens."""

from http import HTTPStatus
from typing import Any, TypeVar

from django.shortcuts import get_object_or_404

from indicaties.models import Kind
from lib.geld import write_decimal, write_honderdsten
from opvang.actions import change_afspraken, end_plaatsing, place_kind
from opvang.api.gegevens import AFSPRAKEN, KIND, VELDEN, write_dag, write_getal, write_kind
from opvang.api.operatie import PAGINA, Antwoord, Vraag, list_of, operatie, page_of
from opvang.api.schema import Invoerfout, Schema, Soort, Veld, Veldfout
from opvang.forms import AfsprakenForm, EindeForm, PlaatsingForm, WijzigForm
from opvang.handelingen import Handeling
from opvang.models import ApiToken, Plaatsing, PlaatsingQuerySet
from organisaties.models import Gebruiker, Locatie
from organisaties.rechten import Recht

F = TypeVar("F", bound=AfsprakenForm)

PLAATSING = Schema(
    "Plaatsing",
    "Een kind op een locatie onder dezelfde afspraken van begin tot eind.",
    {
        "id": Veld(Soort.GEHEEL, "Het nummer van de plaatsing."),
        "kind": Veld(Soort.OBJECT, "Het kind.", van=KIND),
        "startdatum": Veld(Soort.DAG, "Eerste dag onder deze afspraken."),
        "einddatum": Veld(Soort.DAG, "Laatste dag, of leeg.", leeg=True),
        "vervallen": Veld(Soort.JA_NEE, "De plaatsing was een vergissing en telt niet mee."),
        **{naam: Veld(v.soort, v.omschrijving, leeg=v.leeg) for naam, v in AFSPRAKEN.items()},
    },
)
NIEUW = Schema(
    "NieuwePlaatsing",
    "Een kind dat naar u is verwezen of bij u staat ingeschreven, krijgt een plaats.",
    {
        "kind": Veld(Soort.TEKST, "Het kenmerk van het kind, uit de verwijzing."),
        "startdatum": Veld(Soort.DAG, "Eerste dag."),
        "einddatum": Veld(Soort.DAG, "Laatste dag, als die bekend is.", verplicht=False, leeg=True),
        **AFSPRAKEN,
    },
)
WIJZIGING = Schema(
    "NieuweAfspraken",
    "Afspraken die vanaf een dag gelden: alle afspraken, ook die gelijk blijven.",
    {
        "vanaf": Veld(Soort.DAG, "Eerste dag van de nieuwe afspraken."),
        "reden": Veld(
            Soort.TEKST,
            "Waarom, als de dag al voorbij is.",
            verplicht=False,
            keuzes=tuple(Plaatsing.RedenHerstel.values),
        ),
        **AFSPRAKEN,
    },
)
EINDE = Schema("Einde", "De laatste dag van een plaatsing.", {"einddatum": Veld(Soort.DAG, "Laatste dag.")})
GEMAAKT = Schema(
    "Verwijzer",
    "Het nummer en het adres van wat er nieuw is.",
    {"id": Veld(Soort.GEHEEL, "Het nummer."), "url": Veld(Soort.TEKST, "Het adres in deze API.")},
)


@operatie(
    "GET",
    "/plaatsingen",
    scope=ApiToken.Scope.READ,
    recht=Recht.PLAATSING_VIEW,
    samenvatting="Plaatsingen",
    uitvoer=list_of(PLAATSING, "Plaatsingen", "plaatsingen"),
    adres=PAGINA
    | {
        "peildatum": Veld(Soort.DAG, "Alleen plaatsingen die op deze dag lopen.", verplicht=False),
        "kind": Veld(Soort.TEKST, "Alleen van het kind met dit kenmerk.", verplicht=False),
    },
)
def plaatsingen(vraag: Vraag) -> Antwoord:
    """De plaatsingen op de eigen locaties, nieuwste eerst."""
    eigen = _own(vraag.door).order_by("-startdatum", "-pk")
    if "peildatum" in vraag.adres:
        eigen = eigen.active_on(vraag.adres["peildatum"])
    if "kind" in vraag.adres:
        eigen = eigen.filter(kind__pseudoniem=vraag.adres["kind"])
    antwoord, rijen = page_of(vraag, eigen, write_plaatsing)
    vraag.record(Handeling.PLAATSING_LIST, vraag.door.gemeente, (rij.kind.pseudoniem for rij in rijen))
    return antwoord


@operatie(
    "GET",
    "/plaatsingen/{plaatsing_id}",
    scope=ApiToken.Scope.READ,
    recht=Recht.PLAATSING_VIEW,
    samenvatting="Een plaatsing",
    uitvoer=PLAATSING,
)
def plaatsing(vraag: Vraag) -> Antwoord:
    """Met de afspraken die erbij horen."""
    rij = get_object_or_404(_own(vraag.door), pk=vraag.pad["plaatsing_id"])
    vraag.record(Handeling.PLAATSING_VIEW, rij, [rij.kind.pseudoniem])
    return Antwoord(write_plaatsing(rij))


@operatie(
    "POST",
    "/plaatsingen",
    scope=ApiToken.Scope.PLACE,
    recht=Recht.PLAATSING_MANAGE,
    samenvatting="Een kind plaatsen",
    invoer=NIEUW,
    uitvoer=GEMAAKT,
    status=HTTPStatus.CREATED,
)
def plaatsing_maken(vraag: Vraag) -> Antwoord:
    """De open verwijzing van het kind is daarmee afgerond."""
    kind = Kind.objects.for_gebruiker(vraag.door).filter(pseudoniem=vraag.inhoud["kind"]).first()
    if kind is None:
        raise Invoerfout([Veldfout("/kind", "Dit kind is niet naar uw organisatie verwezen.")])
    form = _checked(PlaatsingForm, vraag, ("startdatum", "einddatum"))
    rij = place_kind(
        kind=kind,
        afspraken=form.afspraken(),
        startdatum=form.cleaned_data["startdatum"],
        einddatum=form.cleaned_data["einddatum"],
        door=vraag.door,
        op=vraag.dag,
    )
    return Antwoord.made(f"/plaatsingen/{rij.pk}", id=rij.pk)


@operatie(
    "POST",
    "/plaatsingen/{plaatsing_id}/afspraken",
    scope=ApiToken.Scope.PLACE,
    recht=Recht.PLAATSING_MANAGE,
    samenvatting="Andere afspraken vanaf een dag",
    invoer=WIJZIGING,
    uitvoer=GEMAAKT,
    status=HTTPStatus.CREATED,
)
def afspraken_maken(vraag: Vraag) -> Antwoord:
    """De plaatsing eindigt de dag ervoor en gaat verder als een nieuwe plaatsing; vanaf de eerste dag vervangen de
    afspraken wat er stond. Het antwoord wijst naar de plaatsing waarvoor zij gelden."""
    rij = get_object_or_404(_own(vraag.door), pk=vraag.pad["plaatsing_id"])
    form = _checked(WijzigForm, vraag, ("vanaf", "reden"), blijft=rij)
    nieuw = change_afspraken(
        plaatsing=rij,
        afspraken=form.afspraken(),
        vanaf=form.cleaned_data["vanaf"],
        reden=form.cleaned_data["reden"],
        door=vraag.door,
        op=vraag.dag,
    )
    return Antwoord.made(f"/plaatsingen/{nieuw.pk}", id=nieuw.pk)


@operatie(
    "PATCH",
    "/plaatsingen/{plaatsing_id}",
    scope=ApiToken.Scope.PLACE,
    recht=Recht.PLAATSING_MANAGE,
    samenvatting="Een plaatsing beëindigen",
    invoer=EINDE,
    uitvoer=PLAATSING,
)
def plaatsing_beeindigen(vraag: Vraag) -> Antwoord:
    """Vult de laatste dag in, of wijzigt hem."""
    rij = get_object_or_404(_own(vraag.door), pk=vraag.pad["plaatsing_id"])
    form = EindeForm({"einddatum": vraag.inhoud["einddatum"].isoformat()})
    _raise_errors(form)
    end_plaatsing(plaatsing=rij, einddatum=form.cleaned_data["einddatum"], door=vraag.door)
    return Antwoord(write_plaatsing(_own(vraag.door).get(pk=rij.pk)))


def _own(door: Gebruiker) -> PlaatsingQuerySet:
    return Plaatsing.objects.for_gebruiker(door).select_related("kind", "locatie")


def _checked(soort: type[F], vraag: Vraag, eigen: tuple[str, ...], blijft: Plaatsing | None = None) -> F:
    """The form of the screen, filled in by a program: its rules and its sentences."""
    data = _as_typed(vraag.inhoud) | {naam: str(vraag.inhoud.get(naam) or "") for naam in eigen}
    plek = Locatie.objects.for_gebruiker(vraag.door).filter(lrk_nummer=vraag.inhoud["lrkNummer"])
    open_plek = plek.registered().first()
    locatie = blijft.locatie if blijft and open_plek is None and blijft.locatie in plek else open_plek
    if locatie is None:
        raise Invoerfout(
            [Veldfout("/lrkNummer", f"‘{vraag.inhoud['lrkNummer'][:20]}’ is geen open locatie van u.")]
        )
    form = soort(data | {"locatie": str(locatie.pk)}, gebruiker=vraag.door, dag=vraag.dag)
    if blijft is not None and open_plek is None:
        form.fields["locatie"].queryset = Locatie.objects.filter(pk=locatie.pk)  # type: ignore[attr-defined]
    _raise_errors(form)
    return form


def _as_typed(inhoud: dict[str, Any]) -> dict[str, str]:
    prijs = inhoud.get("uurprijsCenten")
    return {
        "uren_per_week": write_decimal(inhoud["urenPerWeek"]),
        "dagen_per_week": _text(inhoud.get("dagenPerWeek")),
        "kot": "ja" if inhoud["kot"] else "nee",
        "bijdrageklasse": _text(inhoud.get("bijdrageklasse")),
        "bewijs": inhoud.get("bewijs") or "",
        "bewijs_jaar": _text(inhoud.get("bewijsJaar")),
        "kindrang": str(inhoud.get("kindrang", 1)),
        "uurprijs_centen": "" if prijs is None else write_honderdsten(prijs),
        "minimaregel": inhoud.get("minimaregel") or "",
        "huishouden": inhoud.get("huishouden") or "",
    }


def _text(getal: int | None) -> str:
    return "" if getal is None else str(getal)


def _raise_errors(form: Any) -> None:
    if not form.is_valid():
        raise Invoerfout(
            [
                Veldfout("" if veld == "__all__" else f"/{VELDEN.get(veld, veld)}", str(zin))
                for veld, zinnen in form.errors.items()
                for zin in zinnen
            ]
        )


def write_plaatsing(rij: Plaatsing) -> dict[str, Any]:
    return {
        "id": rij.pk,
        "kind": write_kind(rij.kind),
        "startdatum": rij.startdatum.isoformat(),
        "einddatum": write_dag(rij.einddatum),
        "vervallen": rij.is_vervallen,
        "lrkNummer": rij.locatie.lrk_nummer,
        "urenPerWeek": write_getal(rij.uren_per_week_honderdsten),
        "dagenPerWeek": rij.dagen_per_week,
        "kot": rij.kot,
        "bijdrageklasse": rij.bijdrageklasse,
        "bewijs": rij.bewijs or None,
        "bewijsJaar": rij.bewijs_jaar,
        "kindrang": rij.kindrang,
        "uurprijsCenten": rij.uurprijs_centen,
        "minimaregel": rij.minimaregel or None,
        "huishouden": rij.huishouden or None,
    }
