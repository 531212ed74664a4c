"""What a report over a year would lack when it was made now, and where each of these things is done."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from urllib.parse import urlsplit

from django.urls import resolve, reverse

from lib.periode import jaar_periode
from lib.weergave import opsommen
from organisaties.bereikdoel import bereikdoel_van
from organisaties.hoofdstukken import Document, Gemis, hoofdstukken
from organisaties.models import Gebruiker, Gemeente
from organisaties.rechten import HOUDER_ROLLEN, RECHTEN, Recht, Rol
from rapportage.beleid.lezen import read_beleidsjaar
from rapportage.beleidsjaar import Beleidsjaar
from rapportage.goab.models import Goabbeschikking, Stand
from rapportage.sisa import GeenFormulier
from rapportage.sisa.lezen import formulier_voor
from subsidies.berekeningen.werklijst import niet_gedeclareerd_in
from subsidies.grootboek.afsluiten.beletselen import find_beletselen
from subsidies.models import Begrotingspost, Jaarafsluiting

# So many providers are named in a sentence; of more only how many.
MET_NAAM = 5


@dataclass(frozen=True)
class Gemisregel:
    """One thing that is missing as one user sees it; without `url` somebody with a role in `wie` does it."""

    zin: str
    url: str
    wie: str


def list_gemis(gebruiker: Gebruiker, jaar: int, dag: date) -> list[Gemisregel]:
    return [_regel(gemis, gebruiker) for gemis in find_gemis(gebruiker.gemeente, jaar, dag)]


def find_gemis(gemeente: Gemeente, jaar: int, dag: date) -> Iterator[Gemis]:
    """First what the figures wait for, then what every chapter tells of itself."""
    yield from _van_het_jaar(gemeente, jaar, dag)
    yield from _van_de_uren(gemeente, jaar, dag)
    yield from _van_het_geld(gemeente, jaar)
    yield from _van_het_beleid(gemeente, read_beleidsjaar(gemeente, jaar, dag))
    for hoofdstuk in hoofdstukken(Document.VERANTWOORDING):
        yield from hoofdstuk.mist(gemeente, jaar, dag)


def _regel(gemis: Gemis, gebruiker: Gebruiker) -> Gemisregel:
    if not gemis.url:
        return Gemisregel(gemis.zin, "", "")
    recht: Recht = resolve(urlsplit(gemis.url).path).func.recht  # type: ignore[attr-defined]
    if gebruiker.has_recht(recht):
        return Gemisregel(gemis.zin, gemis.url, "")
    return Gemisregel(gemis.zin, "", " of ".join(rol.label.lower() for rol in _doers(recht)))


def _doers(recht: Recht) -> list[Rol]:
    """Of the municipality, who may do it; the auditor only looks. Else whoever may."""
    rollen = [rol for rol in Rol if recht in RECHTEN[rol]]
    return [rol for rol in rollen if rol not in (*HOUDER_ROLLEN, Rol.AUDITOR)] or rollen


def _van_het_jaar(gemeente: Gemeente, jaar: int, dag: date) -> Iterator[Gemis]:
    if dag <= jaar_periode(jaar).tot_en_met:
        yield Gemis(f"Het jaar {jaar} is nog niet voorbij.", reverse("rapportage:monitor"))
    if not Jaarafsluiting.objects.closed().filter(gemeente=gemeente, jaar=jaar).exists():
        yield Gemis(
            f"De boeken van {jaar} zijn nog niet afgesloten: de cijfers zijn voorlopig.",
            reverse("subsidies:afsluitingen"),
        )


def _van_de_uren(gemeente: Gemeente, jaar: int, dag: date) -> Iterator[Gemis]:
    """One sentence per tijdvak, however many providers."""
    na_het_jaar = min(dag, date(jaar + 1, 1, 1))
    open_ = [rij for rij in niet_gedeclareerd_in(gemeente, na_het_jaar) if rij.tijdvak.jaar == jaar]
    for tijdvak, rijen in groupby(open_, key=lambda rij: rij.tijdvak):
        namen = [rij.houder for rij in rijen]
        rest = len(namen) - MET_NAAM
        wie = opsommen([*namen[:MET_NAAM], f"{rest} andere"] if rest > 1 else namen)
        werkwoord = "heeft" if len(namen) == 1 else "hebben"
        yield Gemis(
            f"{wie} {werkwoord} over {tijdvak.met_lidwoord} nog niet gedeclareerd.",
            reverse("subsidies:werklijst"),
        )
    for beletsel in find_beletselen(gemeente, jaar):
        yield Gemis(f"{beletsel.titel}: {beletsel.aantal}.", beletsel.url)


def _van_het_geld(gemeente: Gemeente, jaar: int) -> Iterator[Gemis]:
    if not Begrotingspost.objects.filter(gemeente=gemeente, jaar=jaar).exists():
        yield Gemis(
            f"Voor {jaar} is geen budget vastgelegd: het verslag kan besteed niet naast begroot zetten.",
            reverse("subsidies:begrotingspost_set", args=[jaar]),
        )
    beschikt = Goabbeschikking.objects.filter(gemeente=gemeente, jaar=jaar, stand=Stand.FINAL)
    if not beschikt.exists():
        yield Gemis(
            f"De definitieve beschikking van OCW over {jaar} is niet vastgelegd.",
            reverse("rapportage:goab_meter"),
        )
    try:
        formulier = formulier_voor(gemeente, jaar)
    except GeenFormulier as fout:
        yield Gemis(str(fout), reverse("rapportage:sisa_teksten"))
    else:
        if not formulier.is_geverifieerd:
            yield Gemis(
                f"De letterlijke SiSa-teksten van {jaar} zijn niet geverifieerd; in het verslag zijn ze zo gemerkt. "
                "Lees de eigen SiSa-bijlage van de gemeente in.",
                reverse("rapportage:sisa_teksten"),
            )


def _van_het_beleid(gemeente: Gemeente, beleid: Beleidsjaar) -> Iterator[Gemis]:
    if bereikdoel_van(gemeente, beleid.jaar).waarde is None:
        yield Gemis(
            f"Er is voor {beleid.jaar} geen doel voor het bereik gekozen.",
            reverse("organisaties:instelling_list"),
        )
    url = f"{reverse('rapportage:beleid_jaar')}?jaar={beleid.jaar}"
    zonder = [onderwerp.naam for onderwerp in beleid.zonder_afspraak]
    if zonder:
        yield Gemis(f"Er is geen afspraak vastgelegd over: {opsommen(zonder).lower()}.", url)
    afspraken = [afspraak for onderwerp in beleid.onderwerpen for afspraak in onderwerp.afspraken]
    open_ = sum(afspraak.meting is None and not afspraak.uitkomst for afspraak in afspraken)
    if open_:
        yield Gemis(f"Afspraken zonder uitkomst: {open_}.", url)
    for plicht in beleid.plichten:
        if plicht.gehouden < plicht.per_jaar:
            yield Gemis(f"{plicht.naam}: {plicht.gehouden} van {plicht.per_jaar} vastgelegd.", url)
