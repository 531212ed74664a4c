"""A whole report without a database, of any size."""

from datetime import date

from organisaties.hoofdstukken import Document
from rapportage.beleid.models import Onderwerp
from rapportage.beleidsjaar import (
    Actiestand,
    Afspraakstand,
    Beleidsjaar,
    Doel,
    Meting,
    Onderwerpstand,
    Overlegstand,
    Plicht,
)
from rapportage.rapport import (
    Aanname,
    Bereik,
    Besteding,
    Budget,
    Kern,
    KindRegel,
    Opmerking,
    Overboeking,
    Rapport,
    SisaBedrag,
    SisaOpgave,
    Telling,
)
from rapportage.sisa import Indicatorsoort, formulier_van
from subsidies.grootboek.cijfers import Balans, Begrotingsregel
from subsidies.models import Geldbron

LOCATIES = (
    ("Stichting Voorbeeld Kinderopvang", "Peuterhuis De Lange Laan"),
    ("Kinderopvang Proef", "De Duizendpoot, locatie Noord"),
    ("Łódź Opvang", "’t Hofje"),
)


def make_kinderen(aantal: int) -> tuple[KindRegel, ...]:
    return tuple(
        KindRegel(
            pseudoniem=f"K{nummer:07d}",
            categorie="Doelgroep",
            kot=False,
            houder=LOCATIES[nummer % 3][0],
            locatie=LOCATIES[nummer % 3][1],
            tijdvakken="kw 1-4",
            uren=64000,
            bedrag=628800,
        )
        for nummer in range(aantal)
    )


def make_beleid(jaar: int = 2025) -> Beleidsjaar:
    """A year with one agreement that is measured, one in words, an action that is paid, and a meeting."""
    dag = date(jaar, 6, 3)
    gemeten = Afspraakstand(
        pk=1,
        datum=dag,
        partijen="gemeente, schoolbesturen en houders",
        tekst="Wij bereiken meer kinderen.",
        is_resultaat=True,
        doel=Doel("Bereik", 80, hoogstens=False),
        doel_in_woorden="",
        meting=Meting(29, 34, date(jaar, 12, 31)),
        uitkomst="Het bereik steeg.",
    )
    in_woorden = Afspraakstand(
        2, dag, "gemeente en schoolbesturen", "Elke school meet.", False, None, "elk half jaar", None, ""
    )
    afspraken = {Onderwerp.TOELEIDING: (gemeten,), Onderwerp.RESULTATEN: (in_woorden,)}
    return Beleidsjaar(
        jaar=jaar,
        onderwerpen=tuple(
            Onderwerpstand(o.value, str(o.label), o.artikel, afspraken.get(o, ())) for o in Onderwerp
        ),
        acties=(
            Actiestand(
                pk=1,
                actie="De VoorleesExpress inzetten",
                eigenaar="Bibliotheek",
                uiterlijk=date(jaar, 12, 31),
                afgerond=dag,
                kosten=3_000_000,
                activiteit="VoorleesExpress",
                geboekt=3_000_000,
                uit="",
            ),
        ),
        overleggen=(
            Overlegstand(1, "OOGO", dag, "gemeente, schoolbesturen", "Bereik", "Het doel blijft 80 %."),
        ),
        plichten=(Plicht("OOGO", jaar, 1, 1, 1, "WPO artikel 160 en 161: ten minste jaarlijks overleg"),),
    )


def make_kern(jaar: int = 2024) -> Kern:
    """The year before: twenty children, and a reach of 24 out of 30."""
    return Kern(
        jaar=jaar,
        kinderen=20,
        uren=20 * 60000,
        subsidie=20 * 600000,
        besteed=15_000_000,
        saldo=Balans(jaar=jaar, stand_begin=0, ontvangen=16_000_000, besteed=15_000_000, terugbetaald=0),
        sisa=(("D8/01", 12_000_000), ("D8/02", 3_000_000)),
        bereik=Bereik(date(jaar, 12, 31), 20, 4, 0, (), 6),
    )


def make_rapport(aantal: int = 3, jaar: int = 2025, document: Document = Document.VERANTWOORDING) -> Rapport:
    """A report in which only the specific grant pays and every child costs € 6.288,00."""
    formulier = formulier_van(jaar)
    subsidie = aantal * 628800
    bedragen = dict(zip(("D8/01", "D8/02", "D8/03"), (subsidie, 3_000_000, 0), strict=True))
    return Rapport(
        document=document,
        gemeente="Voorbeeldstad",
        gemeentecode="9999",
        jaar=jaar,
        datum=date(jaar + 1, 3, 1),
        sisa=SisaOpgave(
            formulier=formulier,
            bestedingen=tuple(
                SisaBedrag(i.code, i.tekst, i.grondslag, i.aard_controle, bedragen[i.code])
                for i in formulier.with_soort(Indicatorsoort.BESTEDING)
            ),
            aan_gemeenten=(Overboeking("060226", 150_000), Overboeking("060273", 50_000)),
            van_gemeenten=(Overboeking("069999", 0),),
        ),
        saldo=Balans(
            jaar=jaar,
            stand_begin=1_000_000,
            ontvangen=38_679_200,
            besteed=subsidie + 3_200_000,
            terugbetaald=0,
        ),
        budget=Budget(
            regels=(
                Begrotingsregel(
                    Geldbron.GOAB,
                    "Specifieke uitkering onderwijsachterstanden (GOAB)",
                    38_679_200,
                    subsidie + 3_200_000,
                    "beschikking",
                ),
                Begrotingsregel(Geldbron.GEMEENTE, "Gemeentelijke middelen", 10_800_000, 0, "begroting"),
            ),
            norm=39_809_400,
        ),
        categorieen=(Telling("Doelgroep zonder kinderopvangtoeslag", aantal, aantal * 64000, subsidie),),
        houders=tuple(
            Telling(houder, deel, deel * 64000, deel * 628800)
            for nummer, (houder, _) in enumerate(LOCATIES)
            if (deel := len(range(nummer, aantal, 3)))
        ),
        tijdvakken=tuple(
            Telling(f"{kwartaal}e kwartaal {jaar}", aantal, aantal * 16000, aantal * 157200)
            for kwartaal in (1, 2, 3, 4)
        ),
        overige=(
            Besteding("Overboeking naar gemeente 0226", "D8/05", "GOAB", 150_000),
            Besteding("Overboeking naar gemeente 0273", "D8/05", "GOAB", 50_000),
            Besteding("Voorleesexpress", "D8/02", "GOAB", 3_000_000),
        ),
        bereik=tuple(
            Bereik(dag, ve, 2, 0, (("Te duur", 1), ("Ouders willen het niet", 1)), 3)
            for dag, ve in (
                (date(jaar, 3, 31), 24),
                (date(jaar, 6, 30), 22),
                (date(jaar, 9, 30), 25),
                (date(jaar, 12, 31), 27),
            )
        ),
        bereik_doel_pct=80,
        bereik_doel_bron="beleidskader",
        beleid=make_beleid(jaar),
        kinderen=make_kinderen(aantal),
        regelingen=(f"Voorbeeldregeling {jaar}, versie 1 (SHA-256 {'0f' * 32})",),
        openstaand=2,
        aannames=(
            Aanname("sisa", "De teksten van dit jaar zijn niet geverifieerd."),
            Aanname("bereik", "De splitsing is onze lezing."),
            Aanname("regeling", "Regeling, tarieven: aanname: het tarief is niet gepubliceerd"),
        ),
        vorig=make_kern(jaar - 1),
        afgesloten_op=date(jaar + 1, 2, 20),
        delen=(),
        opmerkingen=(
            Opmerking(
                "bereik",
                "De wachtlijst liep terug.\n\nEen locatie opende.",
                date(jaar + 1, 2, 25),
                "Beleidsmedewerker",
            ),
        ),
    )
