"""Columns that differ while somebody can do something about it."""

from datetime import date

from django.db.models import Min
from django.urls import reverse

from organisaties.models import Gebruiker
from organisaties.rechten import Recht
from organisaties.taken import Taak
from subsidies.models import Kolommenstand

WIE = (Recht.BESCHIKKING_PREPARE, Recht.BESCHIKKING_TAKE)


def taken(gebruiker: Gebruiker, dag: date) -> list[Taak]:
    if not any(gebruiker.has_recht(recht) for recht in WIE):
        return []
    te_doen = Kolommenstand.objects.for_gebruiker(gebruiker).to_do()
    oudste = te_doen.aggregate(sinds=Min("sinds"))["sinds"]
    sinds = f" Het oudste verschil is er sinds {oudste:%d-%m-%Y}." if oudste else ""
    return [
        Taak(
            "Verschillen tussen verschuldigd, besloten, betaald, geboekt en verantwoord",
            te_doen.count(),
            f"{reverse('subsidies:kolommen')}?status={Kolommenstand.Status.TO_DO}",
            f"Per aanbieder, regeling en jaar ziet u waarom, en wat er te doen is.{sinds}",
        )
    ]
