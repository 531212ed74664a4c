"""What is claimed is paid by the real actions, and the columns are read and kept: what these tests start from."""

from datetime import datetime, timedelta
from typing import Any

from organisaties.models import Gebruiker, Gemeente, Organisatie
from subsidies.betalen.rekeningen import agree_bankrekening, propose_bankrekening
from subsidies.betalen.runs import propose_run, release_run
from subsidies.betalen.uitkomsten import confirm_run
from subsidies.kolommen.actions import check_kolommen
from subsidies.kolommen.beeld import read_beelden
from subsidies.models import Bankrekening, Betaalrun, Betaalverplichting, Kolommenstand

IBANS = ("NL91ABNA0417164300", "NL20INGB0001234567", "NL02ABNA0123456789")
ADRES = {
    "straat": "Dorpsstraat",
    "huisnummer": "12a",
    "postcode": "3881 AB",
    "plaats": "Putten",
    "land": "NL",
}

Kolommen = tuple[int | None, int, int, int, int | None]


def give_accounts(boeken: Any, *organisaties: Organisatie, op: datetime) -> None:
    """The accounts of the municipality and of these providers, each agreed by a second person."""
    for organisatie, iban in zip((None, *organisaties), IBANS, strict=False):
        rekening = propose_bankrekening(
            organisatie=organisatie,
            iban=iban,
            bic="ABNANL2A",
            tenaamstelling=str(organisatie or boeken.gemeente)[:70],
            geldig_van=op.date(),
            door=boeken.medewerker,
            op=op,
            **ADRES,
        )
        agree_bankrekening(rekening=rekening, door=boeken.budgethouder, op=op)


def pay_all(medewerker: Gebruiker, budgethouder: Gebruiker, op: datetime) -> Betaalrun | None:
    """One person makes the run, another releases it, and the bank pays the next day; None when nothing is to be paid."""
    open_ = Betaalverplichting.objects.filter(gemeente=medewerker.gemeente).open()
    per_houder = set(open_.filter(bedrag_centen__gt=0).values_list("organisatie", flat=True))
    if not per_houder or not Bankrekening.objects.exists():
        return None
    morgen = (op + timedelta(days=1)).date()
    run = propose_run(
        tot_en_met=(op + timedelta(days=400)).date(),
        uitvoerdag=morgen,
        versie="pain.001.001.09",
        door=medewerker,
        op=op,
    )
    release_run(run=run, door=budgethouder, op=op)
    if run.betalingen.under_way().exists():
        confirm_run(run=run, dag=morgen, door=medewerker)
    return run


def columns(gemeente: Gemeente) -> dict[tuple[str, int], Kolommen]:
    """(scheme, year) -> the five columns; of a municipality in which no provider has the same scheme and year twice."""
    return {(b.lijn.regelingnaam, b.lijn.jaar): b.kolommen for b in read_beelden(gemeente)}


def kept(gemeente: Gemeente, op: datetime) -> list[tuple[str, int, str, list[str]]]:
    """What the check keeps: scheme, year, status and the sentences."""
    check_kolommen(gemeente=gemeente, op=op)
    standen = Kolommenstand.objects.filter(gemeente=gemeente).order_by("jaar", "regelingnaam", "houder")
    return [
        (stand.regelingnaam, stand.jaar, stand.status, [reden["zin"] for reden in stand.redenen])
        for stand in standen
    ]
