"""What waits around the quality of locations: sheets to fill in or to look at, and inspections to follow up."""

from datetime import date, timedelta

from django.urls import reverse

from lib.weergave import datum
from opvang.kwaliteit.instellingen import deadline
from opvang.kwaliteit.locaties import locaties_of_gebruiker
from opvang.models import Ggdinspectie, Kwaliteitsblad
from organisaties.models import Gebruiker
from organisaties.rechten import Recht
from organisaties.taken import Taak

# So long before its last day a follow-up stands on the start page.
VOORAF = timedelta(days=14)


def taken(gebruiker: Gebruiker, dag: date) -> list[Taak]:
    gevonden: list[Taak] = []
    if gebruiker.has_recht(Recht.KWALITEIT_SUBMIT):
        gevonden += [_teruggestuurd(gebruiker), _in_te_vullen(gebruiker, dag)]
    if gebruiker.has_recht(Recht.KWALITEIT_REVIEW):
        gevonden += [_na_te_kijken(gebruiker), _op_te_volgen(gebruiker, dag)]
    return gevonden


def _teruggestuurd(gebruiker: Gebruiker) -> Taak:
    terug = Kwaliteitsblad.objects.for_gebruiker(gebruiker).filter(status=Kwaliteitsblad.Status.RETURNED)
    eerste = terug.first()
    return Taak(
        "Teruggestuurde kwaliteitsbladen aanpassen",
        terug.count(),
        _url(eerste.jaar if eerste else None),
        "Lees de reden van de gemeente en dien een nieuw blad in.",
        dringend=True,
    )


def _in_te_vullen(gebruiker: Gebruiker, dag: date) -> Taak:
    """Over the year that is over, where the municipality asks for it."""
    jaar = dag.year - 1
    uiterlijk = deadline(gebruiker.gemeente, jaar)
    locaties = locaties_of_gebruiker(gebruiker, jaar) if uiterlijk else []
    gedaan = set(
        Kwaliteitsblad.objects.in_force()
        .filter(locatie__in=locaties, jaar=jaar)
        .values_list("locatie_id", flat=True)
    )
    zin = f"Per locatie met VE. Dat kan tot en met {datum(uiterlijk)}." if uiterlijk else ""
    return Taak(
        f"Kwaliteit over {jaar} invullen",
        sum(locatie.pk not in gedaan for locatie in locaties),
        _url(jaar),
        zin,
        dringend=uiterlijk is not None and dag > uiterlijk,
    )


def _na_te_kijken(gebruiker: Gebruiker) -> Taak:
    wacht = Kwaliteitsblad.objects.for_gebruiker(gebruiker).filter(status=Kwaliteitsblad.Status.SUBMITTED)
    eerste = wacht.order_by("ingediend_op", "pk").first()
    return Taak(
        "Kwaliteitsbladen nakijken",
        wacht.count(),
        _url(eerste.jaar if eerste else None),
        "Aanbieders hebben ze ingediend. Geef akkoord, of stuur ze terug met een reden.",
    )


def _op_te_volgen(gebruiker: Gebruiker, dag: date) -> Taak:
    open_ = Ggdinspectie.objects.for_gebruiker(gebruiker).to_follow_up()
    bijna = open_.filter(opvolging_uiterlijk__lte=dag + VOORAF).order_by("opvolging_uiterlijk", "pk")
    eerste = bijna.first()
    te_laat = (
        eerste is not None and eerste.opvolging_uiterlijk is not None and eerste.opvolging_uiterlijk < dag
    )
    return Taak(
        "Opvolging van GGD-inspecties nagaan",
        bijna.count(),
        _url(eerste.datum.year if eerste else None),
        "Leg vast wanneer het klaar was, of een nieuwe dag.",
        dringend=te_laat,
    )


def _url(jaar: int | None) -> str:
    url = reverse("opvang:kwaliteit_list")
    return f"{url}?jaar={jaar}" if jaar else url
