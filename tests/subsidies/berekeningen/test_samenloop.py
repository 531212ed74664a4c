"""Room belongs to the child, over locations and providers; and a quarter may fall under more than one policy."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db.models import Sum

from lib.periode import Tijdvak
from opvang.models import Plaatsing
from organisaties.models import Locatie
from subsidies.berekeningen.actions import approve_berekening, calculate_declaratie
from subsidies.berekeningen.rekenen import replayed_regels
from subsidies.berekeningen.signalen import judge
from subsidies.herzieningen.vergelijken import find_afwijkingen
from subsidies.models import Berekening, Subsidieregeling
from subsidies.regelingen.actions import adopt_regeling, import_regeling, propose_regeling
from tests.factories import LocatieFactory, OrganisatieFactory
from tests.subsidies.administratie import Administratie, regeling_text

pytestmark = pytest.mark.django_db

NU = datetime(2025, 4, 10, 9, 0, tzinfo=UTC)
PUTTEN = regeling_text("putten-2025")
LEEG = """[[voorbeelden]]
naam = "leeg"
bron = "test"
kind = { geboortedatum = 2022-06-01, van = %(dag)s, tot_en_met = %(dag)s, categorie = "doelgroep", kot = false, bijdrageklasse = 4, uren = 0 }
verwacht = { subsidie = 0, ouderbijdrage = 0 }
"""


def policy(wijzig: Callable[[str], str] = str, dag: str = "2025-01-02") -> str:
    """The policy of Putten, changed, with an example that says nothing."""
    return wijzig(PUTTEN.split("[[voorbeelden]]")[0]) + LEEG % {"dag": dag}


def valid(naam: str, van: str, tot: str) -> Callable[[str], str]:
    def wijzig(tekst: str) -> str:
        tekst = re.sub(r'(?m)^naam = "Putten 2025"', f'naam = "{naam}"', tekst)
        tekst = tekst.replace("geldig_van = 2025-01-01", f"geldig_van = {van}")
        return tekst.replace("geldig_tot_en_met = 2025-12-31", f"geldig_tot_en_met = {tot}")

    return wijzig


class Gemeente(Administratie):
    """Putten in 2025 under the given texts, with a child that has an indicatie."""

    def __init__(self, *regelingen: str) -> None:
        super().__init__("0273", None if regelingen else "putten-2025", 2025)
        for tekst in regelingen:
            self.adopt(tekst)
        self.noor = self.kind("vve", date(2025, 1, 1), date(2026, 5, 31))
        self.noor.geboortedatum = date(2022, 6, 1)
        self.noor.save()

    def adopt(self, tekst: str) -> Subsidieregeling:
        concept = import_regeling(tekst=tekst, door=self.beleid, op=NU)
        voorstel = propose_regeling(regeling=concept, door=self.beleid)
        return adopt_regeling(regeling=voorstel, door=self.budgethouder, op=NU)

    def place(self, locatie: Locatie | None = None, **extra: object) -> Plaatsing:
        gegevens = {
            "bijdrageklasse": None,
            "locatie": locatie or self.locatie,
            "startdatum": date(2025, 1, 1),
        }
        return self.plaatsing(self.noor, **(gegevens | extra))

    def elsewhere(self) -> Locatie:
        """A location of another provider."""
        houder = OrganisatieFactory.create(gemeenten=[self.gemeente])
        locatie: Locatie = LocatieFactory.create(gemeente=self.gemeente, houder=houder)
        return locatie

    def pay(self, uren: dict[Plaatsing, str], kwartaal: int | Tijdvak = 1) -> Berekening:
        """Declare the hours of placements at one provider, accept, calculate and approve."""
        houder = next(iter(uren)).locatie.houder
        declaratie = self.declaratie(uren, kwartaal, houder=houder)
        berekening = calculate_declaratie(declaratie=declaratie, door=self.medewerker, op=NU)
        return approve_berekening(berekening=berekening, door=self.budgethouder, op=NU)


def paid_hours() -> int:
    som = Berekening.objects.in_force().aggregate(som=Sum("regels__uren_honderdsten"))["som"]
    return int(som or 0)


class TestTwoPlaces:
    def test_a_child_at_two_locations_of_a_provider_is_paid_once(self) -> None:
        putten = Gemeente()
        tweede = LocatieFactory.create(gemeente=putten.gemeente, houder=putten.houder)
        plaatsingen = {putten.place(): "160", putten.place(tweede): "160"}
        declaratie = putten.declaratie(plaatsingen, status="ingediend")
        codes = {s.code for signalen in judge(declaratie).per_regel.values() for s in signalen}
        assert codes == {"andere-locatie", "ruimte_elders", "boven_maximum"}
        assert putten.pay(plaatsingen, kwartaal=2).totaal_centen == 1_160_80

    def test_a_child_at_two_providers_is_paid_once(self) -> None:
        putten = Gemeente()
        hier, daar = putten.place(), putten.place(putten.elsewhere())
        assert putten.pay({hier: "160"}).totaal_centen == 1_160_80
        assert putten.pay({daar: "160"}).totaal_centen == 0

    def test_who_began_first_goes_first_whoever_is_approved_first(self) -> None:
        putten = Gemeente()
        eerst = putten.place(putten.elsewhere(), startdatum=date(2024, 9, 1))
        later = putten.place()
        assert putten.pay({later: "160"}).totaal_centen == 1_160_80
        # The other was first: it gets all, and the approved amount of the one that came later is no longer true.
        assert putten.pay({eerst: "160"}).totaal_centen == 1_160_80
        declaratie = Berekening.objects.get(declaratie__houder=putten.houder).declaratie
        opnieuw = calculate_declaratie(declaratie=declaratie, door=putten.medewerker, op=NU)
        assert (opnieuw.status, opnieuw.totaal_centen) == ("berekend", 0)

    def test_what_is_only_declared_elsewhere_takes_no_room(self) -> None:
        putten = Gemeente()
        hier, daar = putten.place(), putten.place(putten.elsewhere())
        putten.declaratie({hier: "160"})
        assert putten.pay({daar: "160"}).totaal_centen == 1_160_80

    def test_the_same_quarter_of_another_year_takes_no_room(self) -> None:
        putten = Gemeente(PUTTEN, policy(valid("Putten 2026", "2026-01-01", "2026-12-31"), "2026-01-02"))
        hier, daar = putten.place(), putten.place(putten.elsewhere())
        assert putten.pay({hier: "160"}).totaal_centen == 1_160_80
        putten.jaar = 2026
        assert putten.pay({daar: "160"}).totaal_centen == 1_160_80


def with_maximum(uren: int) -> str:
    geen = 'maximum_uren_per_jaar = "geen"\n\n[[doelgroep.fasen]]'
    return policy(lambda t: t.replace(geen, geen.replace('"geen"', f'{{ waarde = {uren}, bron = "test" }}')))


class TestHoursEarlierInTheYear:
    def test_paid_hours_count_and_not_declared_hours(self) -> None:
        putten = Gemeente(with_maximum(150))
        januari = putten.place(einddatum=date(2025, 1, 31))
        daarna = putten.place(startdatum=date(2025, 2, 1), kindrang=2, eerste=januari)
        putten.pay({januari: "120", daarna: "106.66"})
        assert paid_hours() == 150_00

    def test_the_quarters_before_count_also_at_another_provider(self) -> None:
        putten = Gemeente(with_maximum(200))
        hier, daar = putten.place(einddatum=date(2025, 3, 31)), None
        daar = putten.place(putten.elsewhere(), startdatum=date(2025, 4, 1))
        assert putten.pay({hier: "160"}).regels.get().uren_honderdsten == 160_00
        assert putten.pay({daar: "160"}, kwartaal=2).regels.get().uren_honderdsten == 40_00

    def test_the_order_of_approval_makes_no_difference_in_the_end(self) -> None:
        putten = Gemeente(with_maximum(200))
        plaatsing = putten.place()
        tweede = putten.pay({plaatsing: "160"}, kwartaal=2)
        putten.pay({plaatsing: "160"}, kwartaal=1)
        assert paid_hours() == 320_00
        opnieuw = calculate_declaratie(declaratie=tweede.declaratie, door=putten.medewerker, op=NU)
        approve_berekening(berekening=opnieuw, door=putten.budgethouder, op=NU)
        assert paid_hours() == 200_00

    def test_a_new_year_begins_at_nothing(self) -> None:
        maximum = with_maximum(160)
        putten = Gemeente(
            maximum,
            valid("Putten 2026", "2026-01-01", "2026-12-31")(maximum).replace(
                "van = 2025-01-02, tot_en_met = 2025-01-02", "van = 2026-01-02, tot_en_met = 2026-01-02"
            ),
        )
        plaatsing = putten.place()
        putten.pay({plaatsing: "160"}, kwartaal=4)
        putten.jaar = 2026
        putten.pay({plaatsing: "160"}, kwartaal=1)
        assert paid_hours() == 320_00

    def test_hours_under_the_policy_before_count_in_the_same_year(self) -> None:
        maximum = with_maximum(200)
        putten = Gemeente(
            valid("A", "2025-01-01", "2025-03-31")(maximum),
            valid("B", "2025-04-01", "2025-12-31")(maximum).replace("2025-01-02", "2025-05-02"),
        )
        plaatsing = putten.place()
        putten.pay({plaatsing: "160"}, kwartaal=1)
        putten.pay({plaatsing: "160"}, kwartaal=2)
        assert paid_hours() == 200_00


class TestMoreThanOnePolicy:
    def test_a_policy_that_begins_inside_the_quarter_takes_its_own_part(self) -> None:
        putten = Gemeente(
            policy(valid("Schooljaar A", "2025-01-01", "2025-07-31")),
            policy(valid("Schooljaar B", "2025-08-01", "2026-07-31"), "2025-08-02"),
        )
        berekening = putten.pay({putten.place(): "160"}, kwartaal=3)
        assert berekening.totaal_centen == 1_160_80
        assert [str(r) for r in berekening.regelingen] == [
            "Schooljaar A (versie 1)",
            "Schooljaar B (versie 1)",
        ]
        assert list(berekening.regels.values_list("van", "tot_en_met", "uren_honderdsten")) == [
            (date(2025, 7, 1), date(2025, 7, 31), 53_34),
            (date(2025, 8, 1), date(2025, 9, 30), 106_66),
        ]

    def test_another_rate_holds_from_its_own_day(self) -> None:
        duurder = valid("Hoger", "2025-08-01", "2025-12-31")
        putten = Gemeente(
            policy(valid("Lager", "2025-01-01", "2025-07-31")),
            policy(lambda t: duurder(t).replace("waarde = 10.71", "waarde = 11.71"), "2025-08-02"),
        )
        # One euro more for the 106,66 hours from August.
        assert putten.pay({putten.place(): "160"}, kwartaal=3).totaal_centen == 1_160_80 + 106_66

    def test_days_without_a_policy_are_named(self) -> None:
        putten = Gemeente(
            policy(valid("A", "2025-01-01", "2025-07-31")),
            policy(valid("B", "2025-08-15", "2025-12-31"), "2025-09-02"),
        )
        with pytest.raises(
            ValidationError, match="geen vastgestelde regeling voor 1 augustus 2025 t/m 14 augustus"
        ):
            putten.pay({putten.place(): "160"}, kwartaal=3)

    def test_who_has_no_place_on_those_days_is_not_held_up(self) -> None:
        putten = Gemeente(policy(valid("A", "2025-01-01", "2025-07-31")))
        plaatsing = putten.place(einddatum=date(2025, 7, 31))
        assert putten.pay({plaatsing: "53.33"}, kwartaal=3).totaal_centen > 0

    def test_schemes_for_other_children_stand_beside_each_other(self) -> None:
        def only_regulier(tekst: str) -> str:
            tekst = valid("Peuters", "2025-01-01", "2025-12-31")(tekst)
            begin, eind = tekst.index("[doelgroep]"), tekst.index("[regulier]")
            tekst = tekst[:begin] + '[doelgroep]\nvergoed = false\nbron = "test"\n\n' + tekst[eind:]
            tekst = tekst.replace('begunstigde = "houder"', 'begunstigde = "ouder"')
            betaler = '[geldstroom.geldbronnen]\nregulier = "asscher"\nbron = "test"\n\n'
            return tekst.replace("[geldstroom.indicering]", betaler + "[geldstroom.indicering]")

        def only_doelgroep(tekst: str) -> str:
            begin, eind = tekst.index("[regulier]"), tekst.index("[smi]")
            return tekst[:begin] + '[regulier]\nvergoed = false\nbron = "test"\n\n' + tekst[eind:]

        putten = Gemeente(
            policy(only_doelgroep), policy(only_regulier).replace('"doelgroep", kot', '"regulier", kot')
        )
        regulier = putten.kind(None)
        regulier.geboortedatum = date(2022, 6, 1)
        regulier.save()
        ander = putten.plaatsing(regulier, startdatum=date(2025, 1, 1), bijdrageklasse=None)
        berekening = putten.pay({putten.place(): "160", ander: "65"})
        assert [(d.regeling.naam, len(d.invoer["declaratieregels"])) for d in berekening.delen.all()] == [
            ("Putten 2025", 1),
            ("Peuters", 1),
        ]
        assert list(berekening.regels.values_list("categorie", "subsidie_centen")) == [
            ("doelgroep", 1_160_80),
            ("regulier", 247_00),
        ]
        velden = ("regeling__naam", "begunstigde", "bron", "indicator", "bedrag_centen")
        assert list(berekening.boekingen.order_by("pk").values_list(*velden)) == [
            ("Putten 2025", "houder", "goab", "D8/01", 1_160_80),
            ("Peuters", "ouder", "asscher", "", 247_00),
        ]

    def test_a_policy_takes_the_place_of_the_one_for_the_same_children_only(self) -> None:
        putten = Gemeente(PUTTEN)
        putten.adopt(policy(lambda t: t.replace("waarde = 10.71", "waarde = 11.71")))
        assert [r.status for r in Subsidieregeling.objects.order_by("versie")] == ["vervangen", "vastgesteld"]


def with_tegoed(uit: str = "") -> Callable[[str], str]:
    """The second block as 200 hours for the whole time of a child, which may go on from the policy before."""
    week = 'uren_per_week = { waarde = 8, bron = "16 uur per week in het beleidskader; aanname: verdeeld in 8 en 8 uur" }'
    heel = 'uren_per_week = "geen"\nuren = { per = "hele_periode", aantal = { waarde = 200, bron = "test" } }'

    def wijzig(tekst: str) -> str:
        begin, eind = tekst.split('naam = "tweede 8 uur"', 1)
        verder = f'\ntegoed_uit = "{uit}"' if uit else ""
        return f'{begin}naam = "tweede 8 uur"' + eind.replace(week, heel + verder, 1)

    return wijzig


class TestATegoedOfTwoPolicies:
    @pytest.mark.parametrize(("uit", "over"), [("tweede 8 uur", 40_00), ("", 120_00), ("anders", 120_00)])
    def test_goes_on_where_the_new_policy_says_so(self, uit: str, over: int) -> None:
        """80 hours in the first block of a quarter; of 200 free ones 160 were used in 2025."""
        nieuw = valid("Putten 2026", "2026-01-01", "2026-12-31")
        putten = Gemeente(
            policy(with_tegoed()), policy(lambda t: with_tegoed(uit)(nieuw(t)), dag="2026-01-02")
        )
        plaatsing = putten.place()
        putten.pay({plaatsing: "160"}, kwartaal=3)
        eind = putten.pay({plaatsing: "160"}, kwartaal=4)
        putten.jaar = 2026
        berekening = putten.pay({plaatsing: "200"}, kwartaal=1)
        assert berekening.regels.get().uren_honderdsten == 80_00 + over
        # The receipt holds what was used, so that it can be played again by itself.
        gebruikt = berekening.delen.get().invoer["feiten"].get("gebruikt_2", [0])
        assert gebruikt == [160_00 if uit == "tweede 8 uur" else 0]
        assert [regel.subsidie for regel in replayed_regels(berekening)] == [berekening.totaal_centen]
        # The nightly review agrees with both years.
        assert find_afwijkingen(putten.gemeente.pk, {putten.noor.pk}) == []
        assert eind.regels.get().uren_honderdsten == 160_00
