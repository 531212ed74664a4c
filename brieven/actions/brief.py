"""Making a letter, and making it known."""

import hashlib
import json
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from brieven.actions.bericht import place_bericht
from brieven.briefteksten import blokken_van, geldende_tekst
from brieven.handelingen import Handeling
from brieven.models import Bereikbaarheid, Brief, Briefnummer, Geadresseerde, Ontvangers, huisstijl_of
from brieven.pdf import fill_brief, render_brief, sjabloonversie
from brieven.soorten import Briefsoort, briefsoort
from lib.weergave import datum
from organisaties.audit import record, record_system
from organisaties.models import Gebruiker, Gemeente, Organisatie
from organisaties.opslaan import save_checked
from organisaties.rechten import HOUDER_ROLLEN, Rol
from organisaties.rijbeveiliging import Rijbereik, rijbereik

BERICHT_BRIEF = "brief"
# Who at an organisation reads the letters to it.
LEZERS = {
    Organisatie.Soort.HOUDER: HOUDER_ROLLEN,
    Organisatie.Soort.JGZ: frozenset({Rol.JGZ_MEDEWERKER}),
    Organisatie.Soort.SCHOOL: frozenset({Rol.IB_ER}),
    # Nobody of it works here; it gets its letters by post.
    Organisatie.Soort.INTERMEDIAIR: frozenset(),
}


@transaction.atomic
def make_brief(
    *,
    soort: str,
    gemeente: Gemeente,
    organisatie: Organisatie | None = None,
    kind: str = "",
    onderwerp: models.Model,
    aan: Geadresseerde,
    context: dict[str, Any],
    vervangt: Brief | None = None,
    door: Gebruiker,
    op: date,
) -> Brief:
    """Write a letter to `aan` about `onderwerp`: rendered once, numbered without gaps, kept as it is.

    `soort` is the code of a registered Briefsoort; `organisatie` the JGZ organisation that sends it; `kind` the
    pseudoniem of the child; `context` what the template needs, as texts, numbers and lists: a day as it should stand.
    Its words are those that the municipality saved last for this kind; a text that doesn't fit is a ValidationError.
    A letter is not edited: `vervangt` is the one in whose place this one comes (Awb 2:12).
    """
    de_soort = briefsoort(soort)
    dag = timezone.localdate(op) if isinstance(op, datetime) else op
    if vervangt is not None:
        _check_vervangt(vervangt, gemeente)
    brief = Brief(
        gemeente=gemeente,
        organisatie=organisatie,
        soort=soort,
        jaar=dag.year,
        volgnummer=_next_nummer(gemeente, dag.year),
        pseudoniem=kind,
        object_type=onderwerp._meta.model_name or "",
        object_id=str(onderwerp.pk),
        aan_naam=aan.naam,
        aan_adres=[] if aan.adres_geheim else [regel for regel in aan.adresregels if regel],
        adres_geheim=aan.adres_geheim,
        aan_organisatie=aan.organisatie,
        # As it is kept, so that the letter can be made again out of it.
        context=json.loads(json.dumps(context)),
        sjabloonversie=sjabloonversie(de_soort),
        tekstversie=geldende_tekst(gemeente, soort) if de_soort.tekstblokken else None,
        opgemaakt_op=dag,
        opgemaakt_door=door,
        vervangt=vervangt,
    )
    _save_with_pdf(brief, de_soort)
    record(
        handeling=Handeling.BRIEF_MAKE,
        door=door,
        object=brief,
        soort=soort,
        nummer=brief.nummer,
        sha256=brief.sha256,
        **({"kind": kind} if kind else {}),
        **({"vervangt": vervangt.nummer} if vervangt else {}),
    )
    if aan.organisatie is not None and _is_reachable(aan.organisatie, gemeente, dag):
        _place_in_portal(brief, door, op)
    return brief


def _is_reachable(organisatie: Organisatie, gemeente: Gemeente, dag: date) -> bool:
    """Did it say expressly that it reads its letters here (Awb 2:8)?"""
    return Bereikbaarheid.objects.valid_on(dag).filter(gemeente=gemeente, organisatie=organisatie).exists()


def _place_in_portal(brief: Brief, door: Gebruiker, op: date) -> None:
    """From now on the organisation can read it here, and is told so: that is making it known."""
    organisatie = brief.aan_organisatie
    assert organisatie is not None  # noqa: S101 - tells the type checker
    announce_brief(brief=brief, hoe=Brief.Wijze.PORTAAL, dag=brief.opgemaakt_op, door=door)
    place_bericht(
        soort=BERICHT_BRIEF,
        gemeente=brief.gemeente,
        aan=Ontvangers(LEZERS[Organisatie.Soort(organisatie.soort)], organisatie),
        url=reverse("brieven:brief_detail", args=[brief.pk]),
        object=brief,
        door=door,
        op=op,
    )
    brief.refresh_from_db(fields=["bekend_gemaakt_op", "bekend_gemaakt_door", "bekend_gemaakt_hoe"])


def _save_with_pdf(brief: Brief, soort: Briefsoort) -> None:
    huisstijl = huisstijl_of(brief.gemeente, brief.organisatie)
    fill_brief(brief, soort, huisstijl, blokken_van(soort, brief.tekstversie))
    brief.pdf = render_brief(brief, soort, huisstijl)
    brief.sha256 = hashlib.sha256(brief.pdf).hexdigest()
    save_checked(brief)


def _next_nummer(gemeente: Gemeente, jaar: int) -> int:
    """The next number of the year; who asks at the same time waits, and gets the one after it."""
    with rijbereik(Rijbereik(gemeente.pk)):
        Briefnummer.objects.get_or_create(gemeente=gemeente, jaar=jaar)
        teller = Briefnummer.objects.select_for_update().get(gemeente=gemeente, jaar=jaar)
        teller.laatste += 1
        teller.save(update_fields=["laatste"])
    return teller.laatste


def _check_vervangt(vervangt: Brief, gemeente: Gemeente) -> None:
    if vervangt.gemeente_id != gemeente.pk:
        raise ValidationError(
            f"Brief {vervangt.nummer} is van een andere gemeente en kan hier niet vervangen worden."
        )
    if (opvolger := Brief.objects.filter(vervangt=vervangt).first()) is not None:
        raise ValidationError(
            f"Brief {vervangt.nummer} is al vervangen door brief {opvolger.nummer}. Vervang die brief."
        )


@transaction.atomic
def announce_brief(*, brief: Brief, hoe: str, dag: date, door: Gebruiker) -> Brief:
    """The letter was made known on this day (Awb 3:41), in this way; a Brief.Wijze."""
    brief = Brief.objects.select_for_update(of=("self",)).get(pk=brief.pk)
    if brief.bekend_gemaakt_op is not None:
        raise ValidationError(
            f"Brief {brief.nummer} is al bekendgemaakt op {datum(brief.bekend_gemaakt_op)}."
        )
    if brief.opvolger is not None:
        raise ValidationError(
            f"Brief {brief.nummer} is vervangen door brief {brief.opvolger.nummer}. Verstuur die."
        )
    if dag < brief.opgemaakt_op:
        raise ValidationError(
            f"Brief {brief.nummer} is van {datum(brief.opgemaakt_op)}. Vul die dag of een latere in."
        )
    brief.bekend_gemaakt_op, brief.bekend_gemaakt_door, brief.bekend_gemaakt_hoe = dag, door, hoe
    save_checked(brief)
    record(
        handeling=Handeling.BRIEF_ANNOUNCE,
        door=door,
        object=brief,
        nummer=brief.nummer,
        dag=dag,
        hoe=hoe,
        **({"kind": brief.pseudoniem} if brief.pseudoniem else {}),
    )
    if (na := briefsoort(brief.soort).na_bekendmaking) is not None:
        na(brief.object_id, dag, hoe, door)
    return brief


def mark_gelezen(*, brief: Brief, door: Gebruiker, op: datetime) -> bool:
    """Somebody of the organisation to which it is opened it: who was first and when stays. Whether this was the first time.

    Who calls it writes down in the same transaction that the letter was opened.
    """
    if brief.aan_organisatie is None or door.organisatie != brief.aan_organisatie:
        return False
    eerste = Brief.objects.filter(pk=brief.pk, gelezen_op=None)
    return bool(eerste.update(gelezen_op=op, gelezen_door=door))


def destroy_brieven(*, pseudoniem: str, gemeente: Gemeente, op: date) -> int:
    """At the end of its term a letter about a child loses all that it says; number, day and print stay. How many."""
    aantal = 0
    for brief in Brief.objects.about(pseudoniem, gemeente).filter(vernietigd_op=None).select_for_update():
        brief.pdf, brief.context, brief.aan_naam, brief.aan_adres = b"", {}, "", []
        brief.vernietigd_op = op
        brief.save(update_fields=["pdf", "context", "aan_naam", "aan_adres", "vernietigd_op"])
        aantal += 1
        record_system(
            handeling=Handeling.BRIEF_DESTROY,
            proces="bewaartermijnen",
            gemeente_code=gemeente.code,
            object=brief,
            nummer=brief.nummer,
            kind=pseudoniem,
        )
    return aantal
