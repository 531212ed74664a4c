"""What the provider does: fill in an application, attach what belongs to it, send it, supplement it, take it back."""

import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from brieven.actions import place_bericht
from brieven.models import Ontvangers
from lib.geld import euro
from lib.weergave import datum
from organisaties.models import Gebruiker
from organisaties.opslaan import save_checked
from organisaties.rechten import RECHTEN, Recht, Rol
from rekenregels import Categorie
from subsidies.models import (
    Aanvraag,
    Aanvraagbijlage,
    Aanvraagregel,
    Subsidiedossier,
    Subsidieregeling,
    Termijnstap,
)
from subsidies.subsidiejaar.actions.dossier import (
    check_applicant,
    lock_dossier,
    lock_own_aanvraag,
    open_dossier,
    record_dossier,
)
from subsidies.subsidiejaar.afdruk import picture_of
from subsidies.subsidiejaar.bedragen import sum_delen, vast_te_stellen
from subsidies.subsidiejaar.beleid import Beleid, beleid_van
from subsidies.subsidiejaar.bestanden import MAX_AANTAL, soort_van
from subsidies.subsidiejaar.brieven import write_ontvangst
from subsidies.subsidiejaar.handelingen import Handeling
from subsidies.subsidiejaar.verwachting import (
    Telling,
    Verwacht,
    bereken,
    monday_of,
    propose,
    read_regels,
)

Soort, Status = Aanvraag.Soort, Aanvraag.Status
BERICHT_AANVRAAG = "subsidie-aanvraag"
_BEOORDELAARS = frozenset(rol for rol in Rol if Recht.BESCHIKKING_PREPARE in RECHTEN[rol])


@transaction.atomic
def start_aanvraag(*, regeling: Subsidieregeling, jaar: int, door: Gebruiker, op: datetime) -> Aanvraag:
    """Begin an application for a grant, prefilled with what is known. The one that is open, when there is one."""
    if door.organisatie is None:
        raise ValidationError("Een aanbieder vraagt zelf aan. De gemeente doet dat niet voor hem.")
    dossier = open_dossier(regeling=regeling, jaar=jaar, houder=door.organisatie, door=door, op=op)
    beleid = beleid_van(dossier)
    if not beleid.is_voor_houder:
        raise ValidationError(
            f"Deze regeling is voor een {beleid.begunstigde}. Een aanbieder kan haar niet aanvragen.",
            code="begunstigde",
        )
    dag = min(timezone.localdate(op), beleid.periode.tot_en_met)
    houder = door.organisatie
    return begin_aanvraag(dossier, lambda regels: propose(regels, houder, dossier.gemeente_id, dag), door, op)


def begin_aanvraag(
    dossier: Subsidiedossier,
    voorstel: Callable[[Beleid], Sequence[Verwacht]],
    door: Gebruiker,
    op: datetime,
) -> Aanvraag:
    """The open application for a grant; else a new one with what is proposed. Refused when the year is decided on."""
    lopend = dossier.aanvragen.open().filter(soort=Soort.GRANT).first()
    if lopend is not None:
        return lopend
    beleid, jaar = beleid_van(dossier), dossier.jaar
    if dossier.beschikkingen.in_force().grants().exists():
        raise ValidationError(
            f"Over {jaar} is al besloten. Vraag de gemeente om de verlening te wijzigen.", code="besloten"
        )
    aanvraag = _make(dossier, Soort.GRANT, door, op)
    if dossier.kind_id is None:
        aanvraag.peilweek = monday_of(min(timezone.localdate(op), beleid.periode.tot_en_met))
    _write_regels(aanvraag, beleid, voorstel(beleid))
    return aanvraag


@transaction.atomic
def start_vaststelling(*, dossier: Subsidiedossier, door: Gebruiker, op: datetime) -> Aanvraag:
    """Begin the application to have the year fixed (Awb 4:44), for what is approved until now."""
    dossier = lock_dossier(dossier, door)
    check_applicant(dossier, door)
    lopend = dossier.aanvragen.open().filter(soort=Soort.FINAL).first()
    if lopend is not None:
        return lopend
    if not dossier.beschikkingen.in_force().grants().filter(bedrag_centen__gt=0).exists():
        raise ValidationError("Zonder verlening valt er niets vast te stellen.", code="verlening")
    if dossier.beschikkingen.in_force().finals().exists():
        raise ValidationError("De subsidie over dit jaar is al vastgesteld.", code="vastgesteld")
    if timezone.localdate(op).year <= dossier.jaar:
        raise ValidationError(
            f"Het jaar {dossier.jaar} is nog niet voorbij. Vraag vaststelling aan vanaf 1 januari {dossier.jaar + 1}.",
            code="te-vroeg",
        )
    return _make(dossier, Soort.FINAL, door, op)


def _make(dossier: Subsidiedossier, soort: Aanvraag.Soort, door: Gebruiker, op: datetime) -> Aanvraag:
    aanvraag = Aanvraag(dossier=dossier, soort=soort, gemaakt_op=op, gemaakt_door=door)
    if soort == Soort.FINAL:
        aanvraag.bedrag_centen = sum_delen(vast_te_stellen([dossier])[dossier.pk])
    save_checked(aanvraag)
    record_dossier(Handeling.AANVRAAG_START, aanvraag, dossier, door, soort=soort)
    return aanvraag


@transaction.atomic
def save_regels(
    *,
    aanvraag: Aanvraag,
    regels: Sequence[Verwacht],
    telling: Telling | None = None,
    bestand: str = "",
    door: Gebruiker,
) -> Aanvraag:
    """Write down the expected children in the place of what was there, with what they come to.

    `telling` is in which week they were counted and how many there are on the first of January; without it what was
    told before stays. `bestand` is the SHA-256 of the workbook out of which they come.
    """
    aanvraag = _locked_draft(aanvraag, door)
    if telling is not None:
        _check_telling(telling, regels)
        aanvraag.peilweek, aanvraag.op_1_januari = telling.peilweek, dict(telling.op_1_januari)
    _check_locaties(aanvraag.dossier, regels)
    _write_regels(aanvraag, beleid_van(aanvraag.dossier), regels)
    record_dossier(
        Handeling.AANVRAAG_SAVE,
        aanvraag,
        aanvraag.dossier,
        door,
        kinderen=sum(regel.kinderen for regel in regels),
        bedrag=euro(aanvraag.bedrag_centen),
        **({"bestand": bestand} if bestand else {}),
    )
    return aanvraag


def _check_locaties(dossier: Subsidiedossier, regels: Sequence[Verwacht]) -> None:
    """A provider applies for its own locations; parents and an organisation for all in the municipality."""
    for locatie in (regel.locatie for regel in regels):
        if dossier.houder_id is not None and locatie.houder_id != dossier.houder_id:
            raise ValidationError(f"Locatie {locatie.naam} is van een andere aanbieder.", code="locatie")
        if locatie.gemeente_id != dossier.gemeente_id:
            raise ValidationError(f"Locatie {locatie.naam} is van een andere gemeente.", code="locatie")


def _check_telling(telling: Telling, regels: Sequence[Verwacht]) -> None:
    """Only where doelgroepkinderen are expected can there be any on the first of January."""
    met_doelgroep = {r.locatie.lrk_nummer for r in regels if r.categorie is Categorie.DOELGROEP}
    for lrk, aantal in telling.op_1_januari.items():
        if aantal and lrk not in met_doelgroep:
            raise ValidationError(
                f"Bij locatie {lrk} verwacht u {aantal} doelgroepkinderen op 1 januari, maar verder geen doelgroepkinderen. Vul "
                "die ook in, of laat het aantal leeg.",
                code="doelgroep",
            )


def _write_regels(aanvraag: Aanvraag, beleid: Beleid, regels: Sequence[Verwacht]) -> None:
    aanvraag.op_1_januari = _of_locaties(aanvraag.op_1_januari, regels)
    berekend = bereken(beleid, regels, aanvraag.op_1_januari)
    aanvraag.regels.all().delete()
    for nummer, regel in enumerate(regels):
        save_checked(
            Aanvraagregel(
                aanvraag=aanvraag,
                volgorde=nummer,
                locatie=regel.locatie,
                categorie=str(regel.categorie),
                kot=regel.kot,
                bijdrageklasse=regel.bijdrageklasse,
                uren_per_week_honderdsten=regel.uren_per_week,
                dagen_per_week=regel.dagen_per_week,
                uurprijs_centen=regel.uurprijs,
                kinderen=regel.kinderen,
                van=regel.periode.van if regel.periode else None,
                tot_en_met=regel.periode.tot_en_met if regel.periode else None,
                uren_honderdsten=berekend.uren[nummer],
                bedrag_centen=berekend.centen[nummer],
            )
        )
    aanvraag.bedrag_centen = berekend.totaal
    save_checked(aanvraag)


def _of_locaties(aantallen: dict[str, int], regels: Sequence[Verwacht]) -> dict[str, int]:
    """What was told of a location that is no longer asked for goes with it."""
    lrk_nummers = {regel.locatie.lrk_nummer for regel in regels}
    return {lrk: aantal for lrk, aantal in aantallen.items() if lrk in lrk_nummers}


@transaction.atomic
def attach_bijlage(
    *, aanvraag: Aanvraag, inhoud: bytes, naam: str, door: Gebruiker, op: datetime
) -> Aanvraagbijlage:
    aanvraag = _locked_draft(aanvraag, door)
    if aanvraag.dossier.kind is not None:
        raise ValidationError(
            "Bewijs van ouders bewaart de gemeente niet. Leg alleen vast wat u zag, en op welke dag.",
            code="ouders",
        )
    if aanvraag.bijlagen.count() >= MAX_AANTAL:
        raise ValidationError(
            f"Er kunnen hoogstens {MAX_AANTAL} bijlagen bij. Haal er eerst een weg.", code="aantal"
        )
    try:
        soort = soort_van(inhoud)
    except ValueError as fout:
        raise ValidationError(str(fout), code="soort") from None
    bijlage = Aanvraagbijlage(
        aanvraag=aanvraag,
        naam=naam,
        soort=soort,
        inhoud=inhoud,
        grootte=len(inhoud),
        sha256=hashlib.sha256(inhoud).hexdigest(),
        toegevoegd_op=op,
        toegevoegd_door=door,
    )
    save_checked(bijlage)
    record_dossier(
        Handeling.AANVRAAGBIJLAGE_ATTACH, bijlage, aanvraag.dossier, door, soort=soort, sha256=bijlage.sha256
    )
    return bijlage


@transaction.atomic
def detach_bijlage(*, bijlage: Aanvraagbijlage, door: Gebruiker) -> None:
    """What was sent stays: only what was added after that can go."""
    aanvraag = _locked_draft(bijlage.aanvraag, door)
    if any(rij["sha256"] == bijlage.sha256 for beeld in aanvraag.verzonden for rij in beeld["bijlagen"]):
        raise ValidationError("Deze bijlage is al verstuurd en blijft bij de aanvraag.", code="verstuurd")
    record_dossier(Handeling.AANVRAAGBIJLAGE_DETACH, bijlage, aanvraag.dossier, door, sha256=bijlage.sha256)
    bijlage.delete()


@transaction.atomic
def submit_aanvraag(
    *, aanvraag: Aanvraag, door: Gebruiker, op: datetime, verklaart_inkomen: bool = False
) -> Aanvraag:
    """Send it, or the supplement that was asked for. What is sent is kept as it is, and receipt is confirmed.

    `verklaart_inkomen`: the recipient declares that the real income of parents was used, where the policy asks so.
    """
    aanvraag = _locked_draft(aanvraag, door)
    dossier, dag = aanvraag.dossier, timezone.localdate(op)
    eerste = aanvraag.ingediend_op is None
    if aanvraag.soort == Soort.GRANT:
        _check_verlening(aanvraag, dag, eerste)
    else:
        _check_vaststelling(aanvraag, verklaart_inkomen)
    if eerste:
        aanvraag.ingediend_op, aanvraag.ingediend_door = op, door
    else:
        save_checked(
            Termijnstap(
                aanvraag=aanvraag,
                soort=Termijnstap.Soort.SUPPLIED,
                dag=dag,
                vastgelegd_op=op,
                vastgelegd_door=door,
            )
        )
    aanvraag.status = Status.SUBMITTED
    aanvraag.verzonden = [
        *aanvraag.verzonden,
        picture_of(aanvraag, op) | {"verklaart_inkomen": verklaart_inkomen},
    ]
    save_checked(aanvraag)
    if eerste:
        write_ontvangst(aanvraag, door, op)
    record_dossier(
        Handeling.AANVRAAG_SUBMIT,
        aanvraag,
        dossier,
        door,
        bedrag=euro(aanvraag.bedrag_centen),
        aanvulling=not eerste,
    )
    place_bericht(
        soort=BERICHT_AANVRAAG,
        gemeente=dossier.gemeente,
        aan=Ontvangers(_BEOORDELAARS),
        url=reverse("subsidies:subsidiejaar_detail", args=[dossier.pk]),
        object=aanvraag,
        door=door,
        op=op,
    )
    return aanvraag


def _check_verlening(aanvraag: Aanvraag, dag: Any, eerste: bool) -> None:
    beleid = beleid_van(aanvraag.dossier)
    if not aanvraag.regels.exists():
        raise ValidationError("Vul in hoeveel kinderen u verwacht.", code="leeg")
    if eerste and beleid.is_te_laat(dag):
        laatste = beleid.aanvragen_tot_en_met
        assert laatste is not None  # noqa: S101 - without a last day nothing is late
        if not beleid.neemt_late_aanvraag:
            raise ValidationError(
                f"U kon aanvragen tot en met {datum(laatste)}. De regeling zegt over een late aanvraag: {beleid.te_laat}.",
                code="te-laat",
            )
        aanvraag.te_laat = True
    _check_namens(aanvraag)
    # The policy or a location may have changed since it was filled in.
    _write_regels(aanvraag, beleid, read_regels(aanvraag))


def _check_namens(aanvraag: Aanvraag) -> None:
    """Parents without kinderopvangtoeslag showed that; no two organisations apply for the same provider."""
    dossier = aanvraag.dossier
    bewijzen = beleid_van(dossier).bewijzen
    zonder_kot = dossier.kind is not None and aanvraag.regels.filter(kot=False).exists()
    if zonder_kot and bewijzen and not aanvraag.bewijzen.exists():
        raise ValidationError(
            f"Leg eerst vast welk bewijs de ouders lieten zien. De regeling noemt: {', '.join(bewijzen)}.",
            code="bewijs",
        )
    if dossier.intermediair is None:
        return
    houders = aanvraag.regels.values("locatie__houder")
    andere = Subsidiedossier.objects.of_regeling(dossier.regeling, dossier.jaar).exclude(pk=dossier.pk)
    dubbel = andere.filter(
        aanvragen__regels__locatie__houder__in=houders, aanvragen__ingediend_op__isnull=False
    ).exclude(aanvragen__status=Status.WITHDRAWN)
    if (ander := dubbel.first()) is not None:
        raise ValidationError(
            f"Voor een van deze aanbieders vroeg {ander.ontvanger} al aan, in dossier {ander.nummer}.",
            code="dubbel",
        )


def _check_vaststelling(aanvraag: Aanvraag, verklaart_inkomen: bool) -> None:
    dossier = aanvraag.dossier
    beleid = beleid_van(dossier)
    if beleid.rekent_af_op_inkomen and not verklaart_inkomen:
        raise ValidationError(
            f"Verklaar dat de ouderbijdragen over {dossier.jaar} met het werkelijke inkomen van de ouders zijn "
            "berekend: deze regeling rekent daarop af. Kloppen ze nog niet, pas dan eerst de declaraties aan.",
            code="inkomen",
        )
    grens = beleid.accountant_vanaf
    verleend = dossier.beschikkingen.in_force().grants().get().bedrag_centen
    if grens is not None and verleend >= grens and not aanvraag.bijlagen.exists():
        raise ValidationError(
            f"Vanaf {euro(grens)} hoort bij deze aanvraag een verklaring van een accountant. Voeg die toe als bijlage.",
            code="accountant",
        )
    aanvraag.bedrag_centen = sum_delen(vast_te_stellen([dossier])[dossier.pk])


@transaction.atomic
def withdraw_aanvraag(*, aanvraag: Aanvraag, door: Gebruiker) -> Aanvraag:
    """The provider no longer asks. What is decided, is not withdrawn."""
    aanvraag = lock_own_aanvraag(aanvraag, door)
    if aanvraag.status not in Aanvraag.OPEN:
        raise ValidationError(
            f"Deze aanvraag heeft de status ‘{aanvraag.get_status_display()}’ en kan niet meer worden ingetrokken.",
            code="status",
        )
    if aanvraag.dossier.beschikkingen.prepared().exists():
        raise ValidationError(
            "De gemeente bereidt al een besluit voor. Neem contact op als u wilt intrekken.",
            code="voorbereid",
        )
    aanvraag.status = Status.WITHDRAWN
    save_checked(aanvraag)
    record_dossier(Handeling.AANVRAAG_WITHDRAW, aanvraag, aanvraag.dossier, door)
    return aanvraag


def _locked_draft(aanvraag: Aanvraag, door: Gebruiker) -> Aanvraag:
    aanvraag = lock_own_aanvraag(aanvraag, door)
    if not aanvraag.is_te_wijzigen:
        raise ValidationError(
            f"Deze aanvraag heeft de status ‘{aanvraag.get_status_display()}’ en verandert niet meer.",
            code="status",
        )
    return aanvraag
