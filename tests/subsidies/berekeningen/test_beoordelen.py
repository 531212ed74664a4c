"""Reviewing over all quarters: the list, accepting at once, sending back a line, thinking again, and after a rejection."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from lib.geld import euro
from lib.periode import kwartaal
from opvang.actions import (
    accept_declaratie,
    answer_signaal,
    correct_declaratie,
    return_regels,
    save_uren,
    submit_declaratie,
)
from opvang.models import Declaratieregel, Regelbericht, Urendeclaratie
from organisaties.models import AuditRegel
from organisaties.rechten import Rol
from subsidies.berekeningen.actions import (
    calculate_declaratie,
    reject_berekening,
    return_accepted,
    withdraw_acceptance,
)
from subsidies.berekeningen.signalen import judge
from subsidies.berekeningen.werklijst import beside, find_niet_gedeclareerd, te_beoordelen
from tests.subsidies.administratie import NU, Administratie

Status = Urendeclaratie.Status


def tekst(antwoord: Any) -> str:
    return " ".join(antwoord.content.decode().replace("\u00a0", " ").split())


def ingediend(duiven: Administratie, kwartaal: int, uren: str = "80", dagen: int = 0) -> Urendeclaratie:
    declaratie = duiven.declaratie(
        {duiven.plaatsing(duiven.kind()): uren}, kwartaal=kwartaal, status="ingediend"
    )
    Urendeclaratie.objects.filter(pk=declaratie.pk).update(ingediend_op=NU + timedelta(days=dagen))
    declaratie.refresh_from_db()
    return declaratie


def test_the_list_goes_over_all_quarters_the_oldest_first(duiven: Administratie) -> None:
    derde, eerste = ingediend(duiven, 3, dagen=2), ingediend(duiven, 1, dagen=1)
    tweede = ingediend(duiven, 2, dagen=3)
    assert list(te_beoordelen(duiven.medewerker)) == [eerste, derde, tweede]
    assert beside(derde, duiven.medewerker) == (eerste, tweede)
    accept_declaratie(declaratie=derde, door=duiven.medewerker, op=NU)
    assert beside(derde, duiven.medewerker) == (eerste, tweede)
    assert beside(eerste, duiven.medewerker) == (None, tweede)


def test_who_did_not_declare_a_quarter_that_is_over_is_named(duiven: Administratie) -> None:
    ingediend(duiven, 1)
    namen = find_niet_gedeclareerd(duiven.medewerker, date(2020, 10, 1))
    assert [(n.houder, n.tijdvak, n.kinderen) for n in namen] == [
        (duiven.houder.naam, kwartaal(2020, 2), 1),
        (duiven.houder.naam, kwartaal(2020, 3), 1),
    ]


def test_all_without_signals_are_accepted_at_once_each_with_its_own_line(
    duiven: Administratie, inloggen: Any
) -> None:
    schoon, ook = ingediend(duiven, 1), ingediend(duiven, 2)
    vraagt = ingediend(duiven, 3, uren="900")
    client = inloggen(duiven.medewerker)
    assert "Alle 2 declaraties zonder signalen accepteren" in tekst(
        client.get(f"{reverse('subsidies:werklijst')}?nakijken=ja")
    )
    antwoord = client.post(
        reverse("subsidies:declaraties_accept"), {"declaratie": [schoon.pk, ook.pk, vraagt.pk]}, follow=True
    )
    assert "2 declaraties zijn geaccepteerd." in tekst(antwoord)
    assert "Niet geaccepteerd: 1 van de 3." in tekst(antwoord)
    standen = [Urendeclaratie.objects.get(pk=d.pk).status for d in (schoon, ook, vraagt)]
    assert standen == [Status.ACCEPTED, Status.ACCEPTED, Status.SUBMITTED]
    assert AuditRegel.objects.filter(handeling="declaratie.accept").count() == 2


def test_one_line_goes_back_with_its_reason_and_the_others_stay(duiven: Administratie, inloggen: Any) -> None:
    fout, goed = duiven.plaatsing(duiven.kind()), duiven.plaatsing(duiven.kind())
    declaratie = duiven.declaratie({fout: "80", goed: "90"}, status="ingediend")
    regel = declaratie.regels.get(plaatsing=fout)
    inloggen(duiven.medewerker).post(
        reverse("subsidies:regels_return", args=[declaratie.pk]), {f"reden-{regel.pk}": "Kwam niet in maart."}
    )
    declaratie.refresh_from_db()
    assert (declaratie.status, declaratie.reden_terugsturen[:19]) == (Status.RETURNED, "Eén regel klopt nie")
    houder = duiven.gebruiker(Rol.HOUDER_BEHEERDER, organisatie=duiven.houder)
    correctie = correct_declaratie(declaratie=declaratie, door=houder, op=NU)
    uren = dict(correctie.regels.values_list("plaatsing", "uren_honderdsten"))
    assert uren == {fout.pk: 80_00, goed.pk: 90_00}
    pagina = tekst(inloggen(houder).get(reverse("opvang:declaratie_detail", args=[correctie.pk])))
    assert pagina.count("De gemeente stuurde deze regel terug: Kwam niet in maart.") == 1


def test_a_line_is_not_sent_back_without_a_reason(duiven: Administratie) -> None:
    declaratie = ingediend(duiven, 1)
    regel: Declaratieregel = declaratie.regels.get()
    for redenen in ({}, {regel.pk: "  "}, {0: "Onbekende regel"}):
        with pytest.raises(ValidationError, match="Geef een reden bij elke regel"):
            return_regels(declaratie=declaratie, redenen=redenen, door=duiven.medewerker, op=NU)
    assert not Regelbericht.objects.exists()


def test_the_reviewer_reads_what_the_provider_answered(duiven: Administratie, inloggen: Any) -> None:
    declaratie = duiven.declaratie({duiven.plaatsing(duiven.kind()): "300"}, status="concept")
    houder = duiven.gebruiker(Rol.HOUDER_BEHEERDER, organisatie=duiven.houder)
    answer_signaal(regel=declaratie.regels.get(), tekst="Extra dagen in januari.", door=houder, op=NU)
    submit_declaratie(declaratie=declaratie, door=houder, op=NU)
    pagina = inloggen(duiven.medewerker).get(reverse("subsidies:declaratie_detail", args=[declaratie.pk]))
    assert "Antwoord van de houder: Extra dagen in januari." in tekst(pagina)


def test_an_acceptance_is_undone_until_it_is_calculated(duiven: Administratie) -> None:
    declaratie = ingediend(duiven, 1)
    geaccepteerd = accept_declaratie(declaratie=declaratie, door=duiven.medewerker, op=NU)
    heropend = withdraw_acceptance(declaratie=geaccepteerd, door=duiven.medewerker)
    assert (heropend.status, heropend.beoordeeld_op, heropend.beoordeeld_door) == (
        Status.SUBMITTED,
        None,
        None,
    )
    opnieuw = accept_declaratie(declaratie=heropend, door=duiven.medewerker, op=NU)
    calculate_declaratie(declaratie=opnieuw, door=duiven.medewerker, op=NU)
    with pytest.raises(ValidationError, match="De subsidie over deze uren is al berekend"):
        withdraw_acceptance(declaratie=opnieuw, door=duiven.medewerker)


def test_after_a_rejection_the_hours_go_back_to_the_provider(duiven: Administratie) -> None:
    declaratie = duiven.declaratie({duiven.plaatsing(duiven.kind()): "80"})
    berekening = calculate_declaratie(declaratie=declaratie, door=duiven.medewerker, op=NU)
    with pytest.raises(ValidationError, match="al berekend"):
        return_accepted(declaratie=declaratie, reden="Te hoog", door=duiven.medewerker, op=NU)
    reject_berekening(berekening=berekening, reden="Uren kloppen niet", door=duiven.budgethouder, op=NU)
    terug = return_accepted(declaratie=declaratie, reden="Te hoog", door=duiven.medewerker, op=NU)
    assert (terug.status, terug.reden_terugsturen) == (Status.RETURNED, "Te hoog")


def test_a_correction_stands_beside_its_predecessor(duiven: Administratie, inloggen: Any) -> None:
    blijft, anders, weg = (duiven.plaatsing(duiven.kind()) for _ in range(3))
    eerst = duiven.declaratie({blijft: "80", anders: "90", weg: "40"}, status="ingediend")
    correctie = duiven.declaratie({blijft: "80", anders: "70"}, status="ingediend", corrigeert=eerst)
    adres = reverse("subsidies:declaratie_detail", args=[correctie.pk])
    pagina = tekst(inloggen(duiven.medewerker).get(adres))
    assert "<del>90,00</del>" in pagina
    assert "<strong>70,00</strong>" in pagina
    assert "<del>80,00</del>" not in pagina
    assert "210,00" in pagina
    assert "-60,00" in pagina
    assert f"{weg.kind.pseudoniem}</span>, {weg.locatie}: 40,00 uur" in pagina
    alleen = tekst(inloggen(duiven.medewerker).get(f"{adres}?toon=wijzigingen"))
    assert anders.kind.pseudoniem in alleen
    assert blijft.kind.pseudoniem not in alleen


def test_who_submits_sees_what_to_expect_and_what_a_correction_changes(
    duiven: Administratie, inloggen: Any
) -> None:
    plaatsing = duiven.plaatsing(duiven.kind())
    houder = duiven.gebruiker(Rol.HOUDER_BEHEERDER, organisatie=duiven.houder)
    eerst = duiven.declaratie({plaatsing: "80"}, status="concept")
    pagina = tekst(inloggen(houder).get(reverse("opvang:declaratie_submit", args=[eerst.pk])))
    verwacht = judge(eerst).totaal
    assert verwacht is not None
    assert f"<strong>{euro(verwacht)}</strong> subsidie over 80,00 uur".replace("\u00a0", " ") in pagina
    ingediend = submit_declaratie(declaratie=eerst, door=houder, op=NU)
    correctie = correct_declaratie(declaratie=ingediend, door=houder, op=NU)
    save_uren(declaratie=correctie, uren={correctie.regels.get().pk: 60_00}, door=houder)
    pagina = tekst(inloggen(houder).get(reverse("opvang:declaratie_submit", args=[correctie.pk])))
    verschil = judge(correctie).totaal
    assert verschil is not None
    assert euro(verschil - verwacht).replace("\u00a0", " ") in pagina
    assert "-20,00" in pagina
