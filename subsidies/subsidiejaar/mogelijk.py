"""Which decisions can be prepared in a file now, and under which article."""

from datetime import date

from django.core.exceptions import ValidationError

from lib.weergave import datum
from subsidies.models import Aanvraag, Beschikking, Subsidiedossier, Termijnstap
from subsidies.subsidiejaar.beleid import beleid_van
from subsidies.subsidiejaar.termijnen import uiterlijk_buiten_behandeling
from subsidies.subsidiejaar.woorden import woorden_van

Soort = Beschikking.Soort
ARTIKELEN: dict[Beschikking.Soort, str] = {
    Soort.GRANT: "Awb artikel 4:29 en 4:31",
    Soort.REFUSAL: "Awb artikel 4:25 en 4:35",
    Soort.UNANSWERED: "Awb artikel 4:5",
    Soort.CHANGE: "Awb artikel 4:48",
    Soort.WITHDRAWAL: "Awb artikel 4:48",
    Soort.FINAL: "Awb artikel 4:46",
    Soort.OWN_FINAL: "Awb artikel 4:46 en 4:47",
}


def artikel_van(dossier: Subsidiedossier, soort: Beschikking.Soort) -> str:
    """The article that such a decision goes by; of a contract what the policy names as its source."""
    beleid = beleid_van(dossier)
    return ARTIKELEN[soort] if beleid.is_besluit else f"de overeenkomst ({beleid.bronnen[2]})"[:120]


def aanvraag_bij(dossier: Subsidiedossier, soort: Beschikking.Soort) -> Aanvraag | None:
    """The application that such a decision answers."""
    if soort in (Soort.CHANGE, Soort.WITHDRAWAL, Soort.OWN_FINAL):
        return None
    wachtend = dossier.aanvragen.undecided()
    return wachtend.filter(
        soort=Aanvraag.Soort.FINAL if soort == Soort.FINAL else Aanvraag.Soort.GRANT
    ).first()


def mogelijke_soorten(dossier: Subsidiedossier, dag: date) -> list[Beschikking.Soort]:
    """What can be prepared; empty when a decision waits already."""
    if dossier.beschikkingen.prepared().exists():
        return []
    return [soort for soort in Soort if not why_not(dossier, soort, dag)]


def check_mogelijk(dossier: Subsidiedossier, soort: Beschikking.Soort, dag: date) -> None:
    if dossier.beschikkingen.prepared().exists():
        raise ValidationError(
            "In dit dossier wacht al een besluit. Neem dat eerst, of geef het terug.", code="wacht"
        )
    if zin := why_not(dossier, soort, dag):
        raise ValidationError(zin, code="soort")


def why_not(dossier: Subsidiedossier, soort: Beschikking.Soort, dag: date) -> str:
    """One sentence when such a decision has no place in the file now; nothing when it has."""
    return woorden_van(beleid_van(dossier)).say(_why_not(dossier, soort, dag))


def _why_not(dossier: Subsidiedossier, soort: Beschikking.Soort, dag: date) -> str:
    if soort in (Soort.GRANT, Soort.REFUSAL, Soort.UNANSWERED):
        return _why_not_answer(aanvraag_bij(dossier, soort), soort, dag)
    geldig = dossier.beschikkingen.in_force()
    if not geldig.grants().filter(bedrag_centen__gt=0).exists():
        return "Er is geen verlening. Besluit eerst over een aanvraag."
    vastgesteld = geldig.finals().exists()
    if soort in (Soort.CHANGE, Soort.WITHDRAWAL):
        return (
            "De subsidie is al vastgesteld. Stel haar opnieuw vast (Awb artikel 4:49)." if vastgesteld else ""
        )
    if soort == Soort.OWN_FINAL:
        return _why_not_own_final(dossier, vastgesteld, dag)
    aanvraag = aanvraag_bij(dossier, soort)
    if aanvraag is not None and aanvraag.status != Aanvraag.Status.COMPLETE:
        return "Ga eerst na of de aanvraag tot vaststelling volledig is."
    if aanvraag is None and not vastgesteld:
        return "Er is geen aanvraag tot vaststelling."
    return ""


def _why_not_answer(aanvraag: Aanvraag | None, soort: Beschikking.Soort, dag: date) -> str:
    if aanvraag is None:
        return "Er is geen aanvraag die op een besluit wacht."
    if soort == Soort.UNANSWERED:
        return _why_not_unanswered(aanvraag, dag)
    if aanvraag.status == Aanvraag.Status.INCOMPLETE:
        return "Er is om een aanvulling gevraagd. Wacht op het antwoord."
    if soort == Soort.GRANT and aanvraag.status != Aanvraag.Status.COMPLETE:
        return "Ga eerst na of de aanvraag volledig is."
    return ""


def _why_not_unanswered(aanvraag: Aanvraag, dag: date) -> str:
    """Only after a question that was not answered in time, and then for four weeks (4:5)."""
    vraag = aanvraag.stappen.filter(soort=Termijnstap.Soort.ASKED).last()
    if aanvraag.status != Aanvraag.Status.INCOMPLETE or vraag is None or vraag.tot_en_met is None:
        return "Vraag de aanvrager eerst om aan te vullen (Awb artikel 4:5)."
    if dag <= vraag.tot_en_met:
        return f"De aanvrager kan nog aanvullen tot en met {datum(vraag.tot_en_met)}."
    uiterlijk = uiterlijk_buiten_behandeling(vraag.tot_en_met)
    if dag > uiterlijk:
        return (
            f"Dit kon tot en met {datum(uiterlijk)}: vier weken na de hersteltermijn (Awb artikel 4:5, vierde lid). "
            "Beslis over de aanvraag."
        )
    return ""


def _why_not_own_final(dossier: Subsidiedossier, vastgesteld: bool, dag: date) -> str:
    eind = beleid_van(dossier).vaststellen_tot_en_met
    if vastgesteld:
        return "De subsidie is al vastgesteld."
    if dossier.aanvragen.undecided().filter(soort=Aanvraag.Soort.FINAL).exists():
        return "De aanbieder vroeg zelf vaststelling aan. Besluit over die aanvraag."
    if dag <= eind:
        return f"De aanbieder kan nog tot en met {datum(eind)} vaststelling aanvragen."
    return ""
