"""Planning a meeting for parents; the invitations are written by a worker."""

from dataclasses import asdict
from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from brieven.actions import make_brief, place_bericht
from brieven.handelingen import Handeling
from brieven.models import Brief, Geadresseerde, Ouderbijeenkomst
from brieven.models.brief import BriefQuerySet
from brieven.ouderteksten import NEDERLANDS, talen_van
from indicaties.geadresseerden import ontvangers
from indicaties.models import Kind
from lib.weergave import datum
from opvang.ouders.selectie import Selectie
from organisaties.audit import record
from organisaties.models import Gebruiker
from organisaties.opslaan import save_checked
from organisaties.rechten import Recht, Rol

BRIEF_UITNODIGING = "ouderbijeenkomst"
BERICHT_UITNODIGINGEN = "uitnodigingen-klaar"


@transaction.atomic
def plan_bijeenkomst(
    *,
    datum: date,
    tijd: time,
    plaats: str,
    talen: list[str],
    voor: Selectie,
    door: Gebruiker,
    op: datetime,
) -> Ouderbijeenkomst:
    """A meeting, with at least one family to invite."""
    if not voor.kinderen(door, timezone.localdate(op)).exists():
        raise ValidationError("Er is geen gezin dat bij deze keuze past. Kies ruimer.")
    bijeenkomst = Ouderbijeenkomst(
        gemeente=door.gemeente,
        organisatie=door.organisatie if door.rol == Rol.JGZ_MEDEWERKER else None,
        datum=datum,
        tijd=tijd,
        plaats=plaats,
        talen=talen,
        voor=asdict(voor),
        gevraagd_op=op,
        gevraagd_door=door,
        toekenning=door.toekenning,
    )
    save_checked(bijeenkomst)
    record(
        handeling=Handeling.OUDERBIJEENKOMST_PLAN, door=door, object=bijeenkomst, datum=datum, **asdict(voor)
    )
    return bijeenkomst


def who_asked(bijeenkomst: Ouderbijeenkomst, dag: date) -> Gebruiker | None:
    """Who planned it, in the role of that moment; None when that role may no longer invite."""
    door, voorkeur = bijeenkomst.gevraagd_door, bijeenkomst.toekenning_id
    if not (door.is_active and door.activate(dag, voorkeur) and door.toekenning.pk == voorkeur):
        return None
    return door if door.has_recht(Recht.OUDERS_INFORM) else None


def invite_all(bijeenkomst: Ouderbijeenkomst, door: Gebruiker, moment: datetime) -> int:
    """A letter for each family that has none yet; how many. Interrupted, the next time goes on where it stopped."""
    dag = timezone.localdate(moment)
    selectie = Selectie.from_dict(bijeenkomst.voor)
    genodigd = set(brieven_of(bijeenkomst).values_list("pseudoniem", flat=True))
    aantal = 0
    for kind in selectie.kinderen(door, timezone.localdate(bijeenkomst.gevraagd_op)):
        if kind.pseudoniem not in genodigd:
            aantal += _invite(bijeenkomst, kind, door, dag)
    return aantal


@transaction.atomic
def _invite(bijeenkomst: Ouderbijeenkomst, kind: Kind, door: Gebruiker, dag: date) -> int:
    aan_wie = ontvangers(kind)
    for aan in aan_wie:
        _write(bijeenkomst, kind, aan, door, dag)
    return len(aan_wie)


def _write(
    bijeenkomst: Ouderbijeenkomst, kind: Kind, aan: Geadresseerde, door: Gebruiker, dag: date
) -> Brief:
    return make_brief(
        soort=BRIEF_UITNODIGING,
        gemeente=bijeenkomst.gemeente,
        organisatie=bijeenkomst.organisatie,
        kind=kind.pseudoniem,
        onderwerp=bijeenkomst,
        aan=aan,
        context=context_of(bijeenkomst),
        door=door,
        op=dag,
    )


def context_of(bijeenkomst: Ouderbijeenkomst) -> dict[str, object]:
    """What the invitation says, in Dutch and in the other languages that were chosen."""
    talen = talen_van(bijeenkomst.gemeente)
    return {
        "dag": datum(bijeenkomst.datum),
        "dag_kort": f"{bijeenkomst.datum:%d-%m-%Y}",
        "tijd": f"{bijeenkomst.tijd:%H:%M}",
        "plaats": bijeenkomst.plaats,
        "nederlands": talen[NEDERLANDS].tekst.uitnodiging,
        "vertalingen": [
            {
                "taal": taal,
                "richting": talen[taal].tekst.richting,
                "titel": talen[taal].tekst.uitnodiging_titel,
                "tekst": talen[taal].tekst.uitnodiging,
                "vragen": talen[taal].tekst.vragen,
                "wanneer": talen[taal].tekst.wanneer,
                "tijd": talen[taal].tekst.tijd,
                "waar": talen[taal].tekst.waar,
                "nagekeken": talen[taal].is_nagekeken,
            }
            for taal in bijeenkomst.talen
            if taal in talen and taal != NEDERLANDS
        ],
    }


@transaction.atomic
def finish_bijeenkomst(*, bijeenkomst: Ouderbijeenkomst, op: datetime) -> None:
    """All invitations are there; who asked for them hears so, once."""
    bijeenkomst = Ouderbijeenkomst.objects.select_for_update(of=("self",)).get(pk=bijeenkomst.pk)
    if bijeenkomst.klaar_op is not None:
        return
    bijeenkomst.klaar_op = op
    bijeenkomst.save(update_fields=["klaar_op"])
    place_bericht(
        soort=BERICHT_UITNODIGINGEN,
        gemeente=bijeenkomst.gemeente,
        aan=bijeenkomst.gevraagd_door,
        url=reverse("opvang:bijeenkomst_detail", args=[bijeenkomst.pk]),
        object=bijeenkomst,
        op=op,
    )


def brieven_of(bijeenkomst: Ouderbijeenkomst) -> BriefQuerySet:
    rijen = Brief.objects.filter(
        gemeente=bijeenkomst.gemeente, object_type="ouderbijeenkomst", object_id=str(bijeenkomst.pk)
    )
    return rijen.without_pdf()
