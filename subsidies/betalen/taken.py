"""Who has something to do about payments."""

from datetime import date, timedelta

from django.urls import reverse

from organisaties.models import Gebruiker
from organisaties.rechten import Recht
from organisaties.taken import Taak
from subsidies.models import Bankrekening, Betaalrun, Betaalverplichting

# So long before the last day a payment shows as work.
VOORAF = timedelta(days=14)


def taken(gebruiker: Gebruiker, dag: date) -> list[Taak]:
    alle = []
    if gebruiker.has_recht(Recht.BETALING_PREPARE):
        alle += [_te_betalen(gebruiker, dag), _zonder_rekening(gebruiker, dag), _mislukt(gebruiker)]
    if gebruiker.has_recht(Recht.BETALING_RELEASE):
        alle.append(_vrij_te_geven(gebruiker))
    if gebruiker.has_recht(Recht.BANKREKENING_AGREE):
        alle.append(_akkoord(gebruiker))
    return alle


def _te_betalen(gebruiker: Gebruiker, dag: date) -> Taak:
    open_ = Betaalverplichting.objects.for_gebruiker(gebruiker).open().due_by(dag + VOORAF)
    te_laat = open_.filter(vervaldag__lt=dag, bedrag_centen__gt=0).exists()
    return Taak(
        "Betalingen die binnen twee weken gedaan moeten zijn",
        open_.filter(bedrag_centen__gt=0).count(),
        reverse("subsidies:run_list"),
        "Maak een betaalrun. " + ("Er is al een vervaldag voorbij." if te_laat else ""),
        dringend=te_laat,
    )


def _zonder_rekening(gebruiker: Gebruiker, dag: date) -> Taak:
    bekend = Bankrekening.objects.in_force_on(gebruiker.gemeente, dag).keys()
    open_ = Betaalverplichting.objects.for_gebruiker(gebruiker).open().filter(bedrag_centen__gt=0)
    ontvangers = set(open_.order_by().values_list("organisatie", "kind").distinct())
    return Taak(
        "Ontvangers zonder rekeningnummer",
        len(ontvangers - bekend),
        reverse("subsidies:rekening_list"),
        "Er staat een betaling open, en er is geen rekeningnummer met akkoord.",
    )


def _mislukt(gebruiker: Gebruiker) -> Taak:
    mislukt = Betaalverplichting.objects.for_gebruiker(gebruiker).filter(
        status=Betaalverplichting.Status.FAILED
    )
    return Taak(
        "Betalingen die de bank terugstuurde",
        mislukt.count(),
        f"{reverse('subsidies:betaling_list')}?stand=mislukt",
        "Controleer het rekeningnummer. De volgende betaalrun neemt ze weer mee.",
        dringend=True,
    )


def _vrij_te_geven(gebruiker: Gebruiker) -> Taak:
    runs = Betaalrun.objects.for_gebruiker(gebruiker).proposed().exclude(gemaakt_door=gebruiker)
    return Taak(
        "Betaalruns vrijgeven",
        runs.count(),
        reverse("subsidies:run_list"),
        "Een collega maakte ze; de bank betaalt pas na uw vrijgave.",
    )


def _akkoord(gebruiker: Gebruiker) -> Taak:
    wachtend = Bankrekening.objects.for_gebruiker(gebruiker).waiting().exclude(voorgesteld_door=gebruiker)
    return Taak(
        "Rekeningnummers die op akkoord wachten",
        wachtend.count(),
        reverse("subsidies:rekening_list"),
        "Vergelijk het nummer met een bankafschrift of bel de organisatie op een nummer dat u al had.",
    )
