"""Amounts per location: counted, computed, decided by two people, booked, and found when they are no longer true."""

import subprocess
import sys
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from organisaties.rechten import Rol
from rapportage.cijfers import prepare_rapport
from subsidies.gebeurtenissen import register_bij_locatiegeld
from subsidies.grootboek.actions import reverse_boeking
from subsidies.grootboek.cijfers import bestedingen, per_indicator
from subsidies.herzieningen.tasks import check_gemeente
from subsidies.locatiegeld import controle
from subsidies.locatiegeld.actions import approve_locatiegeld, calculate_jaar, reject_locatiegeld
from subsidies.locatiegeld.taken import taken
from subsidies.locatiegeld.vergelijken import check_locatiegeld
from subsidies.locatiegeld.verklaring import count_verklaringen, render_verklaring
from subsidies.models import Boeking, Locatieberekening, Locatieherziening, Locatieregel
from tests.factories import GebruikerFactory, GroepFactory, KindFactory, LocatieFactory, OrganisatieFactory
from tests.subsidies.administratie import NU, Administratie
from tests.subsidies.locatiegeld.wereld import GEEN, adopt_locatiegeld

pytestmark = pytest.mark.django_db
JULI = date(2020, 7, 1)
# What the four children, the group and a half, and the group without VE come to in 2020 (366 days).
REGELS = [
    ("pbm", "doelgroep", True, 200, 75_000),  # 2 x 10 hours x € 37,50
    ("kwaliteit", "doelgroep", True, 166, 242_800),  # a year and 241 days of € 1.464
    ("locatie", "doelgroep", True, 100, 100_000),
    ("groep", "doelgroep", True, 100, 50_000),
    ("halve-groep", "doelgroep", True, 50, 18_400),  # 184 of 366 days of € 366
    ("groep", "doelgroep", False, 100, 50_000),
]
TOTAAL = 536_200


@pytest.fixture
def boeken(db: None) -> Administratie:
    """Two children with a place and an indication on 1 January, one of another category, one who came later."""
    boeken = Administratie(regeling_naam=None)
    adopt_locatiegeld(boeken)
    boeken.plaatsing(boeken.kind())
    boeken.plaatsing(boeken.kind(), einddatum=date(2020, 8, 28))
    boeken.plaatsing(boeken.kind(None))
    boeken.plaatsing(boeken.kind(), startdatum=date(2020, 8, 29), uren_per_week_honderdsten=15_99)
    GroepFactory(locatie=boeken.locatie)
    GroepFactory(locatie=boeken.locatie, half=True, van=JULI)
    GroepFactory(locatie=boeken.locatie, ve=False)
    return boeken


def _calculate(boeken: Administratie, **anders: Any) -> list[Locatieberekening]:
    gegevens: dict[str, Any] = {
        "gemeente": boeken.gemeente,
        "jaar": 2020,
        "door": boeken.medewerker,
        "op": NU,
    }
    return calculate_jaar(**gegevens | anders)


def _approve(boeken: Administratie, berekening: Locatieberekening) -> Locatieberekening:
    return approve_locatiegeld(berekening=berekening, door=boeken.budgethouder, op=NU)


def _booked(boeken: Administratie) -> int:
    return sum(Boeking.objects.filter(gemeente=boeken.gemeente).values_list("bedrag_centen", flat=True))


def test_lump_sums_run_from_counts_to_the_ledger_and_back(boeken: Administratie) -> None:
    gehoord: list[Locatieberekening] = []
    register_bij_locatiegeld(gehoord.append)
    [berekening] = _calculate(boeken)
    velden = ("soort", "categorie", "ve", "aantal_honderdsten", "bedrag_centen")
    assert list(berekening.regels.values_list(*velden)) == REGELS
    assert berekening.totaal_centen == TOTAAL
    pbm = berekening.regels.get(soort="pbm")
    assert pbm.uitleg == (
        "Pedagogisch beleidsmedewerker: 2 doelgroepkinderen van 2,5 tot 4 jaar op de peildatum 01-01-2020."
    )
    assert pbm.som.replace("\u00a0", " ") == "2 kinderen x 10,00 uur x € 37,50 = € 750,00"
    assert (pbm.artikel, pbm.aanname, pbm.tarief_centen) == ("8", True, 37_500)
    # Nothing of a child stands in the receipt.
    assert {sleutel for feit in berekening.invoer for sleutel in feit} == {
        *("locatie", "van", "tot_en_met", "ve", "locatiedagen", "groepsdagen", "halve_groepsdagen"),
        *("doelgroepkinderen", "doelgroepdagen", "regulierdagen", "smidagen"),
    }
    # Asked twice it is one; who made it does not decide; nothing is booked yet.
    assert _calculate(boeken) == [berekening]
    with pytest.raises(ValidationError, match="vier ogen"):
        approve_locatiegeld(berekening=berekening, door=boeken.medewerker, op=NU)
    assert _booked(boeken) == 0
    [taak] = taken(boeken.budgethouder, NU.date())
    assert (taak.aantal, taak.url) == (1, reverse("subsidies:locatiegeld_list") + "?jaar=2020")

    _approve(boeken, berekening)
    assert gehoord == [berekening]
    rijen = list(
        Boeking.objects.values_list("bedragsoort", "bron", "indicator", "begunstigde", "bedrag_centen")
    )
    assert sorted(rijen) == [
        ("groep", "gemeente", "", "houder", 50_000),
        ("groep", "goab", "D8/01", "houder", 50_000),
        ("halve-groep", "goab", "D8/01", "houder", 18_400),
        ("kwaliteit", "goab", "D8/01", "houder", 242_800),
        ("locatie", "goab", "D8/01", "houder", 100_000),
        ("pbm", "goab", "D8/01", "houder", 75_000),
    ]
    assert per_indicator(boeken.gemeente, 2020) == {"D8/01": TOTAAL - 50_000}
    assert sum(besteding.centen for besteding in bestedingen(boeken.gemeente, 2020)) == TOTAAL
    rapport = prepare_rapport(boeken.gemeente, 2020, date(2021, 3, 1))
    assert sum(regel.bedrag for regel in rapport.overige) == TOTAAL
    assert f"Pedagogisch beleidsmedewerker of hbo'er 2020, {boeken.houder}" in {
        regel.omschrijving for regel in rapport.overige
    }
    assert [naam.startswith("Duiven") for naam in rapport.regelingen] == [True]
    with pytest.raises(ValidationError, match="bedragen per locatie"):
        reverse_boeking(
            boeking=Boeking.objects.first(), reden="fout", datum=NU.date(), door=boeken.medewerker, op=NU
        )

    # A third child turns out to have had a place: the nightly check finds it, a new calculation takes its place.
    assert check_locatiegeld(gemeente=boeken.gemeente, op=NU) == 0
    boeken.plaatsing(boeken.kind(), einddatum=date(2020, 1, 1))
    check_gemeente(boeken.gemeente.pk)
    [herziening] = Locatieherziening.objects.all()
    assert (herziening.locatieberekening, herziening.verschil) == (berekening, 37_900)
    assert herziening.redenen == [
        f"{boeken.locatie}: kwaliteitsbijdrage per plaats was 1,66 keer, samen € 2.428,00 en wordt 1,66 keer,"
        " samen € 2.432,00.".replace("€ ", "€\u00a0"),
        f"{boeken.locatie}: pedagogisch beleidsmedewerker of hbo'er was 2 keer, samen € 750,00 en wordt 3 keer,"
        " samen € 1.125,00.".replace("€ ", "€\u00a0"),
    ]
    assert [t.aantal for t in taken(boeken.medewerker, NU.date())] == [1]
    [nieuw] = _calculate(boeken)
    assert (nieuw.vervangt, nieuw.totaal_centen) == (berekening, TOTAAL + 37_900)
    assert [t.aantal for t in taken(boeken.medewerker, NU.date())] == [0]
    _approve(boeken, nieuw)
    berekening.refresh_from_db()
    assert (berekening.status, _booked(boeken)) == ("vervangen", TOTAAL + 37_900)
    assert check_locatiegeld(gemeente=boeken.gemeente, op=NU) == Locatieherziening.objects.count() == 0
    regels = [naam for naam in vars(controle) if naam.startswith(("bedragen_", "het_", "een_"))]
    assert len(regels) == 3
    assert [zin for naam in regels for zin in getattr(controle, naam)(boeken.gemeente)] == []


def test_another_policy_takes_the_place_of_the_money_under_the_old_one(boeken: Administratie) -> None:
    [berekening] = _calculate(boeken)
    with pytest.raises(ValidationError, match="Geef een reden"):
        reject_locatiegeld(berekening=berekening, reden=" ", door=boeken.budgethouder, op=NU)
    reject_locatiegeld(berekening=berekening, reden="Groep klopt niet", door=boeken.budgethouder, op=NU)
    with pytest.raises(ValidationError, match="al beslist: ‘Afgewezen’"):
        _approve(boeken, berekening)
    [tweede] = _calculate(boeken)
    assert (tweede.vervangt, tweede.totaal_centen) == (berekening, TOTAAL)
    _approve(boeken, tweede)
    # The same children and groups under a policy without such amounts: nothing, and what was booked goes back.
    adopt_locatiegeld(boeken, GEEN)
    check_locatiegeld(gemeente=boeken.gemeente, op=NU)
    assert Locatieherziening.objects.get().verschil == -TOTAAL
    [leeg] = _calculate(boeken)
    assert (leeg.totaal_centen, leeg.vervangt) == (0, tweede)
    _approve(boeken, leeg)
    assert (_booked(boeken), check_locatiegeld(gemeente=boeken.gemeente, op=NU)) == (0, 0)
    with pytest.raises(ValidationError, match="Geen regeling die in 2019 geldt"):
        _calculate(boeken, jaar=2019)


def test_a_location_without_ve_gets_its_money_from_the_municipality_or_none(boeken: Administratie) -> None:
    boeken.locatie.ve_geregistreerd = False
    boeken.locatie.save()
    [zonder] = _calculate(boeken)
    assert {(r.soort, r.ve) for r in zonder.regels.all()} == {
        ("locatie", False),
        ("groep", False),
        ("halve-groep", False),
    }
    adopt_locatiegeld(boeken, zonder_ve="eigen_middelen")
    [eigen] = _calculate(boeken)
    assert eigen.regels.get(soort="pbm").bedrag_centen == 75_000
    _approve(boeken, eigen)
    assert set(Boeking.objects.values_list("bron", "indicator")) == {("gemeente", "")}


def test_who_sees_what_and_the_statement_holds_no_names(boeken: Administratie, client: Client) -> None:
    [berekening] = _calculate(boeken)
    eigen = GebruikerFactory(rol=Rol.HOUDER_BEHEERDER, gemeente=boeken.gemeente, organisatie=boeken.houder)
    ander = OrganisatieFactory(gemeenten=[boeken.gemeente])
    LocatieFactory(gemeente=boeken.gemeente, houder=ander)
    vreemd = GebruikerFactory(rol=Rol.HOUDER_BEHEERDER, gemeente=boeken.gemeente, organisatie=ander)
    pagina = reverse("subsidies:locatiegeld_detail", args=[berekening.pk])
    client.force_login(eigen)
    assert client.get(pagina).status_code == 404
    client.force_login(boeken.budgethouder)
    assert "Goedkeuren en boeken" in client.get(pagina).content.decode()
    client.post(reverse("subsidies:locatiegeld_approve", args=[berekening.pk]))
    assert "In het grootboek" in client.get(pagina).content.decode()
    client.force_login(vreemd)
    assert client.get(pagina).status_code == 404
    client.force_login(eigen)
    tekst = client.get(pagina).content.decode()
    assert "€\u00a05.362,00" in tekst
    assert "In het grootboek" not in tekst
    assert (
        "€\u00a05.362,00" in client.get(reverse("subsidies:locatiegeld_list") + "?jaar=2020").content.decode()
    )
    tijdvak = reverse("subsidies:berekening_list") + "?tijdvak=2020-1"
    assert "€\u00a05.362,00" in client.get(tijdvak).content.decode()
    assert f"LRK {boeken.locatie.lrk_nummer}" in tekst
    kind = KindFactory(gemeente=boeken.gemeente, achternaam="Verborgen", geboortedatum=date(2017, 6, 1))
    boeken.plaatsing(kind)
    antwoord = client.get(reverse("subsidies:doelgroepverklaring", args=[2020, boeken.locatie.pk]))
    assert antwoord["Content-Type"] == "application/pdf"
    gelezen = " ".join("".join(p.extract_text() for p in PdfReader(BytesIO(antwoord.content)).pages).split())
    # What the law asks of the adviser, it asks since 2022.
    assert "0 uur × 2 = 0 uur" in gelezen
    assert f"LRK-nummer {boeken.locatie.lrk_nummer}" in gelezen
    assert "1 januari 2020" in gelezen
    assert "Handtekening" in gelezen
    assert "Verborgen" not in gelezen
    boeken.locatie.opgevolgd_per = date(2019, 1, 1)
    boeken.locatie.save()
    assert (
        client.get(reverse("subsidies:doelgroepverklaring", args=[2020, boeken.locatie.pk])).status_code
        == 404
    )


@pytest.mark.verapdf
def test_the_statement_is_accessible_and_archivable(boeken: Administratie, tmp_path: Path) -> None:
    [verklaring] = count_verklaringen([boeken.locatie], 2020)
    assert (verklaring.kinderen, verklaring.uren) == (2, 0)
    (tmp_path / "verklaring.pdf").write_bytes(render_verklaring(verklaring, NU + timedelta(days=1)))
    opdracht: list[Any] = [sys.executable, settings.BASE_DIR / "scripts/verapdf/validate.py", "ua1,3a"]
    result = subprocess.run(
        [*opdracht, tmp_path / "verklaring.pdf"], capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stdout.count("PASS")) == (0, 2), result.stdout + result.stderr


def test_what_was_computed_and_decided_is_never_rewritten(boeken: Administratie) -> None:
    [berekening] = _calculate(boeken)
    _approve(boeken, berekening)
    alle = Locatieberekening.objects.all()
    for verandering in ({"totaal_centen": 1}, {"status": "berekend"}, {"besloten_door": boeken.beleid}):
        with pytest.raises(DatabaseError), transaction.atomic():
            alle.update(**verandering)
    for regels in (alle, Locatieregel.objects.all()):
        with pytest.raises((DatabaseError, ProtectedError)), transaction.atomic():
            regels.delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        Locatieregel.objects.update(bedrag_centen=1)
    berekening.refresh_from_db()
    assert (berekening.status, berekening.totaal_centen) == ("goedgekeurd", TOTAAL)
