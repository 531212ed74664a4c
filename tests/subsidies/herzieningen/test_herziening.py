"""An approved amount that is no longer true is seen, recomputed in one step and booked once."""

from datetime import UTC, date, datetime
from io import StringIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db.models import Sum

from indicaties.actions import (
    grant_indicatie,
    record_vertrek,
    rectify_kind,
    shorten_indicatie,
    withdraw_indicatie,
)
from indicaties.models import Indicatie
from opvang.actions import Afspraken, change_afspraken, end_plaatsing, move_start, void_plaatsing
from opvang.models import Plaatsing
from organisaties.models import Locatie, Opdracht, Rondedeel
from organisaties.rechten import Rol
from subsidies.berekeningen.actions import approve_berekening, calculate_declaratie, reject_berekening
from subsidies.berekeningen.uitleg import differences
from subsidies.herzieningen.actions import ask_correctie, check_herzieningen
from subsidies.herzieningen.tasks import check_alle_gemeenten, check_kind, check_na_goedkeuring
from subsidies.herzieningen.vergelijken import find_afwijkingen
from subsidies.invarianten import INVARIANTEN
from subsidies.models import Berekening, Boeking, Herziening, Herzieningsregel
from tests.factories import CriteriumFactory
from tests.subsidies.berekeningen.test_samenloop import Gemeente, policy
from tests.wachtrij import work

pytestmark = pytest.mark.django_db

MEI = datetime(2025, 5, 1, 9, 0, tzinfo=UTC)
OP = MEI.date()


class Putten(Gemeente):
    """Putten in 2025 with a child of which the first quarter is approved: with an indicatie € 1.160,80."""

    def __init__(self, *regelingen: str, soort: str | None = "vve", uren: str = "160") -> None:
        super().__init__(*regelingen)
        if soort is None:
            self.noor.indicaties.all().delete()
        self.noor.ingeschreven_door = self.houder
        self.noor.save()
        self.jgz = self.gebruiker(Rol.JGZ_MEDEWERKER)
        self.beheerder = self.gebruiker(Rol.HOUDER_BEHEERDER, organisatie=self.houder)
        self.plaats = self.place(uren_per_week_honderdsten=16_00)
        self.goed = self.pay({self.plaats: uren})

    def grant(self, van: date, tot: date = date(2026, 5, 31)) -> Indicatie:
        criterium = CriteriumFactory(gemeente=self.gemeente)
        return grant_indicatie(
            kind=self.noor,
            soort="vve",
            criteria=[criterium],
            geldig_van=van,
            geldig_tot_en_met=tot,
            door=self.jgz,
            op=OP,
        )

    def change(self, vanaf: date, **anders: Any) -> Plaatsing:
        afspraken: dict[str, Any] = {"locatie": self.locatie, "uren_per_week": 16_00, "kot": False}
        return change_afspraken(
            plaatsing=self.plaats,
            afspraken=Afspraken(**(afspraken | anders)),
            vanaf=vanaf,
            door=self.beheerder,
            op=OP,
            reden=Plaatsing.RedenHerstel.KNOWN_LATER,
        )

    def set_ve(self, **feiten: Any) -> None:
        Locatie.objects.filter(pk=self.locatie.pk).update(**feiten)

    def check(self) -> list[tuple[int, int | None, list[str]]]:
        """The work list: approved, today, and the reasons, per child."""
        check_herzieningen(gemeente=self.gemeente, op=MEI)
        return [
            (regel.was_centen, regel.wordt_centen, regel.redenen)
            for herziening in Herziening.objects.all()
            for regel in herziening.regels.all()
        ]

    def review(self) -> Berekening:
        """Recalculate what is on the list in one step, and approve the difference."""
        declaratie = Herziening.objects.get().berekening.declaratie
        nieuw = calculate_declaratie(declaratie=declaratie, door=self.medewerker, op=MEI)
        return approve_berekening(berekening=nieuw, door=self.budgethouder, op=MEI)

    def booked(self) -> int:
        return Boeking.objects.aggregate(som=Sum("bedrag_centen"))["som"] or 0


def broken() -> list[str]:
    return [zin for regel in INVARIANTEN.values() for zin in regel()]


class TestAnIndicatieGrantedBackInTime:
    def test_it_is_a_work_item_with_the_reason_and_the_amount(self) -> None:
        putten = Putten(soort=None)
        putten.grant(date(2025, 1, 1))
        assert putten.check() == [
            (
                247_00,
                1_160_80,
                [
                    (
                        "Een indicatie is met terugwerkende kracht afgegeven: vanaf 1 januari 2025 telt het kind als"
                        " doelgroepkind."
                    )
                ],
            )
        ]

    def test_recalculating_waits_beside_what_is_approved_and_books_the_difference(self) -> None:
        putten = Putten(soort=None)
        putten.grant(date(2025, 1, 1))
        putten.check()
        nieuw = calculate_declaratie(declaratie=putten.goed.declaratie, door=putten.medewerker, op=MEI)
        putten.goed.refresh_from_db()
        assert (putten.goed.status, nieuw.status, nieuw.totaal_centen) == (
            "goedgekeurd",
            "berekend",
            1_160_80,
        )
        wacht = Berekening.objects.waiting().order_by().with_verschil()
        assert wacht.aggregate(som=Sum("verschil"))["som"] == 913_80
        assert putten.booked() == 247_00
        approve_berekening(berekening=nieuw, door=putten.budgethouder, op=MEI)
        assert list(Boeking.objects.order_by("pk").values_list("bron", "indicator", "bedrag_centen")) == [
            ("gemeente", "", 247_00),
            ("gemeente", "", -247_00),
            ("goab", "D8/01", 1_160_80),
        ]
        assert putten.check() == []
        assert broken() == []

    def test_asking_twice_makes_one_calculation(self) -> None:
        putten = Putten(soort=None)
        putten.grant(date(2025, 1, 1))
        putten.check()
        eerste = calculate_declaratie(declaratie=putten.goed.declaratie, door=putten.medewerker, op=MEI)
        assert (
            calculate_declaratie(declaratie=putten.goed.declaratie, door=putten.medewerker, op=MEI) == eerste
        )
        assert Herziening.objects.to_do().count() == 0

    def test_what_is_undone_before_approval_leaves_no_trace(self) -> None:
        putten = Putten(soort=None)
        indicatie = putten.grant(date(2025, 1, 1))
        wacht = calculate_declaratie(declaratie=putten.goed.declaratie, door=putten.medewerker, op=MEI)
        withdraw_indicatie(indicatie=indicatie, reden=Indicatie.RedenIntrekking.WRONG, door=putten.jgz, op=OP)
        terug = calculate_declaratie(declaratie=putten.goed.declaratie, door=putten.medewerker, op=MEI)
        wacht.refresh_from_db()
        assert (terug, wacht.status) == (putten.goed, "vervangen")
        assert (putten.check(), putten.booked()) == ([], 247_00)

    def test_what_is_undone_after_approval_brings_every_cent_back(self) -> None:
        putten = Putten(soort=None)
        indicatie = putten.grant(date(2025, 1, 1))
        putten.check()
        assert putten.review().totaal_centen == 1_160_80
        withdraw_indicatie(indicatie=indicatie, reden=Indicatie.RedenIntrekking.WRONG, door=putten.jgz, op=OP)
        putten.check()
        assert putten.review().totaal_centen == 247_00
        assert (putten.check(), putten.booked(), broken()) == ([], 247_00, [])

    def test_a_rejected_review_stays_on_the_list(self) -> None:
        putten = Putten(soort=None)
        putten.grant(date(2025, 1, 1))
        putten.check()
        nieuw = calculate_declaratie(declaratie=putten.goed.declaratie, door=putten.medewerker, op=MEI)
        reject_berekening(berekening=nieuw, reden="Eerst navragen", door=putten.budgethouder, op=MEI)
        assert (len(putten.check()), putten.booked()) == (1, 247_00)
        assert Herziening.objects.to_do().count() == 1
        assert putten.review().totaal_centen == 1_160_80

    def test_an_indicatie_shortened_back_in_time_takes_money_back(self) -> None:
        putten = Putten()
        shorten_indicatie(
            indicatie=putten.noor.indicaties.get(),
            laatste_dag=date(2025, 2, 28),
            reden=Indicatie.RedenIntrekking.WRONG,
            door=putten.jgz,
            op=OP,
        )
        ((was, wordt, redenen),) = putten.check()
        assert was == 1_160_80
        assert wordt is not None
        assert wordt < was
        assert redenen == [
            "De indicatie is ingetrokken of eerder geëindigd: vanaf 1 maart 2025 telt het kind als regulier."
        ]


@pytest.mark.parametrize(
    ("herstel", "wordt", "reden"),
    [
        (
            lambda p: p.change(date(2025, 1, 1), kot=True),
            856_80,
            "De ouders hebben vanaf 1 januari 2025 recht op kinderopvangtoeslag (KOT).",
        ),
        (
            lambda p: p.change(date(2025, 2, 15), kot=True),
            1_008_80,
            "De ouders hebben vanaf 15 februari 2025 recht op kinderopvangtoeslag (KOT).",
        ),
        (
            lambda p: end_plaatsing(plaatsing=p.plaats, einddatum=date(2025, 2, 14), door=p.beheerder),
            580_40,
            "De plaatsing is beëindigd, hersteld of vervallen: geen plaats van 15 februari 2025 t/m 31 maart 2025.",
        ),
        (
            lambda p: move_start(
                plaatsing=p.plaats,
                startdatum=date(2025, 2, 15),
                reden="later-bekend",
                door=p.beheerder,
                op=OP,
            ),
            580_40,
            "De plaatsing is beëindigd, hersteld of vervallen: geen plaats van 1 januari 2025 t/m 14 februari 2025.",
        ),
        (
            lambda p: void_plaatsing(plaatsing=p.plaats, reden="verkeerd-kind", door=p.beheerder, op=OP),
            0,
            "Het kind heeft geen plaats meer.",
        ),
        (
            lambda p: record_vertrek(
                kind=p.noor, laatste_dag=date(2025, 2, 14), reden="verhuisd", door=p.jgz, op=OP
            ),
            580_40,
            "Het kind is verhuisd: vanaf 15 februari 2025 woont het niet meer in de gemeente.",
        ),
        (
            lambda p: record_vertrek(
                kind=p.noor, laatste_dag=date(2025, 2, 14), reden="overleden", door=p.jgz, op=OP
            ),
            580_40,
            "Het kind is overleden: vanaf 15 februari 2025 telt het niet meer mee.",
        ),
        (
            lambda p: p.set_ve(ve_geregistreerd=False),
            0,
            "De locatie heeft vanaf 1 januari 2025 geen voorschoolse educatie (VE) in het LRK.",
        ),
        (
            lambda p: p.set_ve(ve_geregistreerd=False, ve_tot_en_met=date(2025, 2, 14)),
            580_40,
            "De locatie heeft vanaf 15 februari 2025 geen voorschoolse educatie (VE) in het LRK.",
        ),
        (
            lambda p: rectify_kind(
                kind=p.noor, velden={"geboortedatum": date(2023, 2, 1)}, bsn=None, wis_bsn=False, door=p.jgz
            ),
            773_81,
            "De geboortedatum is hersteld: 1 februari 2023 in plaats van 1 juni 2022.",
        ),
        (
            lambda p: p.adopt(policy(lambda t: t.replace("waarde = 10.71", "waarde = 11.71"))),
            1_320_80,
            "Vanaf 1 januari 2025 geldt een andere regeling of versie: Putten 2025 (versie 2).",
        ),
    ],
    ids=[
        "kot",
        "kot halverwege",
        "einde",
        "begin",
        "vervallen",
        "verhuisd",
        "overleden",
        "locatie zonder VE",
        "VE geeindigd",
        "geboortedatum",
        "regeling",
    ],
)
def test_each_change_is_seen_recomputed_and_booked_once(herstel: Any, wordt: int, reden: str) -> None:
    putten = Putten()
    assert putten.check() == []
    herstel(putten)
    if reden.startswith("De geboortedatum"):
        putten.noor.indicaties.update(geldig_van=date(2025, 2, 1))
    ((was, nu, redenen),) = putten.check()
    assert (was, nu) == (1_160_80, wordt)
    assert reden in redenen
    nieuw = putten.review()
    assert (nieuw.totaal_centen, putten.booked()) == (wordt, wordt)
    assert putten.check() == []
    assert broken() == []
    [regel] = differences(nieuw)
    assert reden in regel.redenen


def test_hours_without_a_place_wait_for_the_provider() -> None:
    putten = Putten()
    Plaatsing.objects.update(startdatum=date(2025, 4, 1))
    ((was, wordt, redenen),) = putten.check()
    assert (was, wordt) == (1_160_80, None)
    assert redenen[0].startswith(f"Kind {putten.noor.pseudoniem} was in dit tijdvak niet geplaatst")
    herziening = Herziening.objects.get()
    with pytest.raises(ValidationError, match="niet geplaatst"):
        calculate_declaratie(declaratie=putten.goed.declaratie, door=putten.medewerker, op=MEI)
    ask_correctie(herziening=herziening, vraag="Controleer de begindatum.", door=putten.medewerker, op=MEI)
    assert list(Herziening.objects.for_gebruiker(putten.beheerder)) == [herziening]
    assert Herziening.objects.to_do().count() == 0


def test_the_command_prints_the_list_and_fails_when_there_is_one() -> None:
    putten = Putten(soort=None)
    uit = StringIO()
    call_command("check_herziening", stdout=uit)
    assert uit.getvalue() == "Alle goedgekeurde bedragen kloppen met de gegevens en regelingen van nu.\n"
    putten.grant(date(2025, 1, 1))
    uit = StringIO()
    with pytest.raises(CommandError, match="1 goedgekeurde bedragen kloppen niet meer"):
        call_command("check_herziening", gemeente="0273", stdout=uit)
    assert uit.getvalue().startswith(
        f"{putten.goed.declaratie}, kind {putten.noor.pseudoniem}: goedgekeurd €\u00a0247,00, nu €\u00a01.160,80. Een indicatie"
    )
    with pytest.raises(CommandError, match="Er is geen gemeente met code 9999"):
        call_command("check_herziening", gemeente="9999")


class TestWhatAsksForACheck:
    def names(self) -> list[str]:
        return list(Opdracht.objects.waiting().order_by("pk").values_list("werk", flat=True))

    def test_each_change_of_the_child_asks_for_a_check_of_its_own(self) -> None:
        """One that waits already may begin before the next change is final, and would miss it."""
        putten = Putten(soort=None)
        Opdracht.objects.all().delete()
        indicatie = putten.grant(date(2025, 1, 1))
        withdraw_indicatie(indicatie=indicatie, reden=Indicatie.RedenIntrekking.WRONG, door=putten.jgz, op=OP)
        assert self.names() == ["subsidies.herzieningen.tasks.check_kind"] * 2

    def test_an_approval_and_a_policy_do_too(self) -> None:
        putten = Putten()
        assert "subsidies.herzieningen.tasks.check_na_goedkeuring" in self.names()
        Opdracht.objects.all().delete()
        putten.adopt(policy())
        assert self.names() == ["subsidies.herzieningen.tasks.check_gemeente"]

    def test_the_night_asks_for_every_municipality_once(self) -> None:
        Putten()
        Opdracht.objects.all().delete()
        check_alle_gemeenten()
        check_alle_gemeenten()
        assert self.names() == ["organisaties.landelijk.tasks.spread_ronde"]
        work()
        assert self.names() == ["organisaties.landelijk.tasks.do_beurt"]
        work()
        assert Rondedeel.objects.get().zin == "Alle goedgekeurde subsidie is nagekeken."

    def test_the_check_of_a_child_leaves_the_others_alone(self) -> None:
        putten = Putten(soort=None)
        putten.grant(date(2025, 1, 1))
        ander = putten.kind("vve", date(2025, 1, 1), date(2026, 5, 31))
        check_kind(ander.pk)
        assert not Herziening.objects.exists()
        check_kind(putten.noor.pk)
        check_kind(ander.pk)
        assert Herziening.objects.get().regels.get().wordt_centen == 1_160_80

    def test_an_approval_elsewhere_makes_the_later_place_a_work_item(self) -> None:
        putten = Putten()
        eerder = putten.place(putten.elsewhere(), startdatum=date(2024, 9, 1))
        check_na_goedkeuring(putten.pay({eerder: "160"}).pk)
        herziening = Herziening.objects.get()
        assert herziening.berekening == putten.goed
        assert herziening.regels.get().redenen == [
            "Uren van dit kind op een andere plek of eerder in het jaar tellen anders mee."
        ]


class TestACorrectionThatLeavesAChildOut:
    def test_what_it_replaces_is_on_no_list_any_more(self) -> None:
        putten = Putten(soort=None)
        putten.grant(date(2025, 1, 1))
        putten.check()
        ander = putten.plaatsing(putten.kind(None), startdatum=date(2025, 1, 1))
        correctie = putten.declaratie({ander: "0"}, corrigeert=putten.goed.declaratie)
        nieuw = calculate_declaratie(declaratie=correctie, door=putten.medewerker, op=MEI)
        approve_berekening(berekening=nieuw, door=putten.budgethouder, op=MEI)
        assert not Herziening.objects.exists()

    def test_the_room_that_it_gives_back_is_seen_at_the_other_place(self) -> None:
        putten = Putten()
        later = putten.place(putten.elsewhere(), startdatum=date(2025, 1, 2))
        assert putten.pay({later: "160"}).totaal_centen < 1_160_80
        ander = putten.plaatsing(putten.kind(None), startdatum=date(2025, 1, 1))
        correctie = putten.declaratie({ander: "0"}, corrigeert=putten.goed.declaratie)
        nieuw = calculate_declaratie(declaratie=correctie, door=putten.medewerker, op=MEI)
        check_na_goedkeuring(approve_berekening(berekening=nieuw, door=putten.budgethouder, op=MEI).pk)
        regel = Herziening.objects.get().regels.get()
        assert (regel.kind, (regel.wordt_centen or 0) > regel.was_centen) == (putten.noor, True)


def test_a_check_that_finds_the_same_keeps_the_item_as_it_is() -> None:
    putten = Putten(soort=None)
    putten.grant(date(2025, 1, 1))
    putten.check()
    eerste = Herziening.objects.get().regels.get()
    check_herzieningen(gemeente=putten.gemeente, op=datetime(2025, 6, 1, tzinfo=UTC))
    herziening = Herziening.objects.get()
    assert (herziening.gevonden_op, herziening.regels.get()) == (MEI, eerste)


def test_children_in_small_groups_give_the_same_list(monkeypatch: pytest.MonkeyPatch) -> None:
    putten = Putten(soort=None)
    eerder = putten.place(putten.elsewhere(), startdatum=date(2024, 9, 1))
    putten.pay({eerder: "160"})
    ander = putten.kind(None)
    putten.pay({putten.plaatsing(ander, bijdrageklasse=None): "80"}, kwartaal=2)
    putten.grant(date(2025, 1, 1))
    samen = putten.check()
    regels = list(Herzieningsregel.objects.order_by("pk"))
    monkeypatch.setattr("subsidies.herzieningen.vergelijken.KINDEREN_TEGELIJK", 1)
    assert (putten.check(), list(Herzieningsregel.objects.order_by("pk"))) == (samen, regels)
    assert len(samen) == 2


def test_a_line_that_is_true_again_leaves_the_list() -> None:
    putten = Putten(soort=None)
    indicatie = putten.grant(date(2025, 1, 1))
    putten.check()
    withdraw_indicatie(indicatie=indicatie, reden=Indicatie.RedenIntrekking.WRONG, door=putten.jgz, op=OP)
    assert putten.check() == []
    assert not Herziening.objects.exists()


def test_another_municipality_is_not_compared() -> None:
    putten = Putten(soort=None)
    putten.grant(date(2025, 1, 1))
    assert find_afwijkingen(putten.gemeente.pk + 1, {putten.noor.pk}) == []
