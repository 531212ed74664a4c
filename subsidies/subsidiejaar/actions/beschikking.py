"""Deciding: one person prepares, another takes the decision or gives it back. What is taken is paid, told and kept."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from brieven.actions import place_bericht
from brieven.models import Ontvangers
from lib.geld import euro, split_evenly
from lib.weergave import datum
from organisaties.models import Gebruiker
from organisaties.opslaan import save_checked
from organisaties.rechten import HOUDER_ROLLEN, RECHTEN, Recht, Rol
from subsidies.gebeurtenissen import announce_geld
from subsidies.models import Aanvraag, Beschikking, Subsidiedossier
from subsidies.subsidiejaar.actions.dossier import lock_dossier, lock_jaar, record_dossier
from subsidies.subsidiejaar.bedragen import sum_delen, vast_te_stellen
from subsidies.subsidiejaar.beleid import beleid_van
from subsidies.subsidiejaar.betaling import claim, plan_betalingen, why_more_than_granted
from subsidies.subsidiejaar.boeken import book_vaststelling
from subsidies.subsidiejaar.brieven import write_besluit
from subsidies.subsidiejaar.handelingen import Handeling
from subsidies.subsidiejaar.mogelijk import aanvraag_bij, artikel_van, check_mogelijk
from subsidies.subsidiejaar.plafond import check_plafond, check_verdeeldag, propose_bedrag
from subsidies.subsidiejaar.verwachting import per_maand, read_regels

Soort, Status = Beschikking.Soort, Beschikking.Status
BERICHT_BESLISSEN = "subsidie-beslissen"
BERICHT_BESLOTEN = "subsidie-besloten"
_BESLISSERS = frozenset(rol for rol in Rol if Recht.BESCHIKKING_TAKE in RECHTEN[rol])


@transaction.atomic
def prepare_beschikking(
    *,
    dossier: Subsidiedossier,
    soort: str,
    bedrag: int,
    motivering: str,
    door: Gebruiker,
    op: datetime,
) -> Beschikking:
    """Write down what is proposed, with how the amount was found. Nothing counts until another takes it."""
    dossier = lock_dossier(dossier, door)
    soort, dag = Soort(soort), timezone.localdate(op)
    check_mogelijk(dossier, soort, dag)
    aanvraag = aanvraag_bij(dossier, soort)
    delen = _delen(dossier, aanvraag, soort)
    bedrag = 0 if soort in Beschikking.ZONDER_BEDRAG else bedrag
    _check_bedrag(dossier, aanvraag, soort, bedrag, dag)
    besluit = Beschikking(
        dossier=dossier,
        aanvraag=aanvraag,
        gemeente=dossier.gemeente,
        jaar=dag.year,
        soort=soort,
        bedrag_centen=bedrag,
        onderbouwing={"delen": delen, "berekend": sum_delen(delen), **_months(dossier, aanvraag, bedrag)},
        motivering=motivering.strip(),
        artikel=artikel_van(dossier, soort),
        voorbereid_op=op,
        voorbereid_door=door,
    )
    save_checked(besluit)
    record_dossier(Handeling.BESCHIKKING_PREPARE, besluit, dossier, door, soort=soort, bedrag=euro(bedrag))
    _tell(BERICHT_BESLISSEN, besluit, Ontvangers(_BESLISSERS), door, op)
    return besluit


def _delen(
    dossier: Subsidiedossier, aanvraag: Aanvraag | None, soort: Beschikking.Soort
) -> list[tuple[str, int]]:
    """How the amount was found, per label in cents."""
    if soort in Beschikking.VASTSTELLEND:
        return vast_te_stellen([dossier])[dossier.pk]
    if aanvraag is not None:
        return [("Berekend uit uw aanvraag", aanvraag.bedrag_centen)]
    geldend = dossier.beschikkingen.in_force().grants().get()
    return [("Verleend tot nu toe", geldend.bedrag_centen)]


def _months(dossier: Subsidiedossier, aanvraag: Aanvraag | None, bedrag: int) -> dict[str, list[int]]:
    """Of parents: what each month comes to, of the amount that is granted."""
    if dossier.kind is None or aanvraag is None or aanvraag.soort != Aanvraag.Soort.GRANT:
        return {}
    maanden = per_maand(beleid_van(dossier), read_regels(aanvraag))
    return {"maanden": split_evenly(bedrag, maanden)} if sum(maanden) and bedrag else {}


def _check_bedrag(
    dossier: Subsidiedossier, aanvraag: Aanvraag | None, soort: Beschikking.Soort, bedrag: int, dag: date
) -> None:
    if soort == Soort.GRANT and aanvraag is not None:
        check_verdeeldag(aanvraag, dag)
        if bedrag > aanvraag.bedrag_centen:
            raise ValidationError(
                f"{euro(bedrag)} is meer dan de gevraagde {euro(aanvraag.bedrag_centen)}. Verleen niet meer dan is gevraagd.",
                code="bedrag",
            )
        if bedrag > (voorstel := propose_bedrag(aanvraag)):
            raise ValidationError(
                f"{euro(bedrag)} is meer dan {euro(voorstel)}, wat de regeling nu voor deze aanvraag overlaat onder het "
                "subsidieplafond (Awb artikel 4:25, tweede lid, en 4:26).",
                code="plafond",
            )
    if soort in (Soort.GRANT, Soort.CHANGE):
        check_plafond(dossier, bedrag)
    if soort in Beschikking.VASTSTELLEND and (zin := why_more_than_granted(dossier, bedrag)):
        raise ValidationError(zin, code="bedrag")


def why_not_take(besluit: Beschikking, gebruiker: Gebruiker) -> str:
    """One sentence when this person may not take the decision; nothing when they may."""
    if besluit.voorbereid_door_id == gebruiker.pk:
        return "U kunt dit besluit niet nemen, want u hebt het zelf voorbereid; laat een collega besluiten (vier ogen)."
    return ""


@transaction.atomic
def take_beschikking(*, besluit: Beschikking, door: Gebruiker, op: datetime) -> Beschikking:
    """Numbered, in the place of what was in force; what follows from it is claimed, and the letter is written."""
    lock_jaar(door.gemeente)
    besluit = _locked_prepared(besluit, door)
    if bezwaar := why_not_take(besluit, door):
        raise ValidationError(bezwaar, code="vier-ogen")
    dossier, dag = besluit.dossier, timezone.localdate(op)
    _check_still_true(besluit, dag)
    besluit.vervangt = _replace(besluit)
    besluit.jaar, besluit.volgnummer = dag.year, _next_nummer(besluit, dag.year)
    besluit.status, besluit.genomen_op, besluit.genomen_door = Status.TAKEN, op, door
    save_checked(besluit)
    if besluit.aanvraag is not None:
        besluit.aanvraag.status = Aanvraag.Status.DECIDED
        save_checked(besluit.aanvraag)
    betalingen = plan_betalingen(besluit, dag)
    write_besluit(besluit, betalingen, door, op)
    claim(besluit, betalingen, door, op)
    if besluit.is_vaststellend:
        book_vaststelling(besluit, door, op)
    if dossier.houder_id is not None:
        announce_geld(dossier.gemeente, [dossier.houder_id])
    record_dossier(
        Handeling.BESCHIKKING_TAKE,
        besluit,
        dossier,
        door,
        nummer=besluit.nummer,
        soort=besluit.soort,
        bedrag=euro(besluit.bedrag_centen),
    )
    if dossier.houder is not None:
        _tell(BERICHT_BESLOTEN, besluit, Ontvangers(HOUDER_ROLLEN, dossier.houder), door, op)
    besluit.refresh_from_db()
    return besluit


def _check_still_true(besluit: Beschikking, dag: date) -> None:
    """Between preparing and taking others may have had their part of the ceiling, and amounts may have changed."""
    dossier = besluit.dossier
    if besluit.soort in (Soort.GRANT, Soort.CHANGE):
        check_plafond(dossier, besluit.bedrag_centen)
    if besluit.is_vaststellend:
        nu = sum_delen(vast_te_stellen([dossier])[dossier.pk])
        if nu != besluit.onderbouwing["berekend"]:
            raise ValidationError(
                f"De goedgekeurde subsidie is intussen {euro(nu)}; het besluit gaat uit van "
                f"{euro(besluit.onderbouwing['berekend'])}. Geef het terug en laat het opnieuw voorbereiden.",
                code="veranderd",
            )
    if besluit.soort == Soort.OWN_FINAL and dossier.aanvragen.undecided().exists():
        raise ValidationError(
            f"De aanbieder vroeg voor {datum(dag)} zelf vaststelling aan. Geef dit besluit terug en behandel de aanvraag.",
            code="aangevraagd",
        )


def _replace(besluit: Beschikking) -> Beschikking | None:
    """What was in force of the same kind is so no more."""
    geldig = besluit.dossier.beschikkingen.in_force()
    if besluit.is_verlenend:
        vorige = geldig.grants().first()
    else:
        vorige = geldig.finals().first() if besluit.is_vaststellend else None
    if vorige is not None:
        vorige.status = Status.REPLACED
        vorige.save(update_fields=["status"])
    return vorige


def _next_nummer(besluit: Beschikking, jaar: int) -> int:
    genummerd = Beschikking.objects.filter(gemeente=besluit.gemeente_id, jaar=jaar, volgnummer__isnull=False)
    laatste = genummerd.order_by("-volgnummer").values_list("volgnummer", flat=True).first()
    return (laatste or 0) + 1


@transaction.atomic
def return_beschikking(*, besluit: Beschikking, reden: str, door: Gebruiker, op: datetime) -> Beschikking:
    """Not taken, and why; it can be prepared anew."""
    besluit = _locked_prepared(besluit, door)
    if not reden.strip():
        raise ValidationError("Geef een reden als u een besluit teruggeeft.", code="reden")
    besluit.status, besluit.reden_terug = Status.RETURNED, reden.strip()
    besluit.teruggegeven_op, besluit.teruggegeven_door = op, door
    save_checked(besluit)
    record_dossier(Handeling.BESCHIKKING_RETURN, besluit, besluit.dossier, door, soort=besluit.soort)
    return besluit


@transaction.atomic
def announce_beschikking(object_id: str, dag: date, hoe: str, door: Gebruiker) -> None:
    """Its letter was made known: from now on one can object, and the terms for paying run."""
    besluit = (
        Beschikking.objects.select_for_update(of=("self",)).select_related("dossier").get(pk=int(object_id))
    )
    if besluit.bekendgemaakt_op is not None:
        return
    besluit.bekendgemaakt_op, besluit.bekendgemaakt_door = dag, door
    save_checked(besluit)
    record_dossier(Handeling.BESCHIKKING_ANNOUNCE, besluit, besluit.dossier, door, dag=dag, hoe=hoe)


def _locked_prepared(besluit: Beschikking, door: Gebruiker) -> Beschikking:
    dossier = lock_dossier(besluit.dossier, door)
    besluit = Beschikking.objects.select_related("aanvraag", "gemeente").get(pk=besluit.pk)
    besluit.dossier = dossier
    if not besluit.is_prepared:
        raise ValidationError(
            f"Over dit besluit is al beslist: ‘{besluit.get_status_display()}’.", code="beslist"
        )
    return besluit


def _tell(soort: str, besluit: Beschikking, aan: Any, door: Gebruiker, op: datetime) -> None:
    place_bericht(
        soort=soort,
        gemeente=besluit.gemeente,
        aan=aan,
        url=reverse("subsidies:subsidiejaar_detail", args=[besluit.dossier_id]),
        object=besluit,
        door=door,
        op=op,
    )
