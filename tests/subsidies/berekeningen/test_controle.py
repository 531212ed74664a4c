"""The books are proved: what is broken behind the back of the application is found, and named."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import F

from brieven.models import Brief
from indicaties.models import Indicatie
from opvang.models import Declaratieregel, Plaatsing, Urendeclaratie
from organisaties.databaserol import as_owner
from organisaties.models import AuditRegel
from rapportage.models import Verantwoording
from subsidies.berekeningen.actions import approve_berekening, calculate_declaratie
from subsidies.berekeningen.controle import replay_differences
from subsidies.grootboek.afsluiten.actions import close_jaar, propose_afsluiting
from subsidies.grootboek.facturen.actions import agree_factuur
from subsidies.invarianten import INVARIANTEN
from subsidies.models import (
    Berekening,
    Berekeningsdeel,
    Berekeningsregel,
    Boeking,
    Factuur,
    Jaarafsluiting,
    Journaalregel,
    Locatieberekening,
    Subsidieregeling,
)
from tests.architectuur.wereld import Wereld
from tests.factories import (
    GemeenteFactory,
    IndicatieFactory,
    KindFactory,
    OrganisatieFactory,
    PlaatsingFactory,
)
from tests.rapportage.factories import VerantwoordingFactory
from tests.subsidies.administratie import NU, Administratie
from tests.subsidies.factories import BoekingFactory, FactuurFactory

LATER = NU.replace(year=2021)
TABELLEN = (
    "brieven_brief",
    "subsidies_berekening",
    "subsidies_berekeningsdeel",
    "subsidies_berekeningsregel",
    "subsidies_boeking",
    "subsidies_jaarafsluiting",
    "subsidies_journaalregel",
    "subsidies_subsidieregeling",
    "opvang_declaratieregel",
    "organisaties_auditregel",
)
GRENZEN = {
    "subsidies_berekening": ("berekening_vier_ogen", "berekening_besluit_volledig"),
    "subsidies_subsidieregeling": (
        "regeling_vier_ogen",
        "regeling_een_tegelijk_doelgroep",
        "regeling_een_tegelijk_regulier",
        "regeling_een_tegelijk_smi",
    ),
    "subsidies_boeking": ("boeking_goab_heeft_indicator",),
    "indicaties_indicatie": ("indicatie_overlapt_niet",),
    "opvang_plaatsing": ("plaatsing_overlapt_niet",),
    "opvang_urendeclaratie": ("declaratie_correctie_zelfde_tijdvak",),
    "subsidies_factuur": ("factuur_vier_ogen",),
    "subsidies_jaarafsluiting": ("jaarafsluiting_vier_ogen",),
}


class Boeken:
    """Approved books of which the database no longer guards the rules, as if somebody took its guards away."""

    def __init__(self) -> None:
        self.duiven = Administratie()
        self.plaatsing = self.duiven.plaatsing(self.duiven.kind())
        self.declaratie = self.duiven.declaratie({self.plaatsing: "160"})
        berekening = calculate_declaratie(declaratie=self.declaratie, door=self.duiven.medewerker, op=NU)
        self.berekening = approve_berekening(berekening=berekening, door=self.duiven.budgethouder, op=NU)


@pytest.fixture
def boeken(transactional_db: None) -> Iterator[Boeken]:
    with as_owner(), transaction.atomic():
        boeken = Boeken()
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for tabel in TABELLEN:
                cursor.execute(f"ALTER TABLE {tabel} DISABLE TRIGGER USER")
            for tabel, namen in GRENZEN.items():
                for naam in namen:
                    cursor.execute(f"ALTER TABLE {tabel} DROP CONSTRAINT {naam}")
        yield boeken
        transaction.set_rollback(True)


def _second_declaratie(boeken: Boeken) -> Urendeclaratie:
    kind = boeken.duiven.kind()
    return boeken.duiven.declaratie({boeken.duiven.plaatsing(kind): "160"}, kwartaal=2)


def _wrong_total(b: Boeken) -> None:
    Berekening.objects.update(totaal_centen=1)


def _two_in_force(b: Boeken) -> None:
    ander = b.duiven.declaratie({b.plaatsing: "160"}, corrigeert=b.declaratie)
    nieuw = calculate_declaratie(declaratie=ander, door=b.duiven.medewerker, op=NU)
    Berekening.objects.filter(pk=nieuw.pk).update(
        status="goedgekeurd", besloten_op=NU, besloten_door=b.duiven.budgethouder
    )


def _one_pair_of_eyes(b: Boeken) -> None:
    Berekening.objects.update(besloten_door=b.duiven.medewerker)


def _no_date(b: Boeken) -> None:
    Berekening.objects.update(besloten_op=None)


def _no_record(b: Boeken) -> None:
    AuditRegel.objects.filter(handeling="berekening.approve").update(handeling="x.view")


def _returned(b: Boeken) -> None:
    Urendeclaratie.objects.update(status="teruggestuurd", reden_terugsturen="x")


def _foreign_line(b: Boeken) -> None:
    Berekeningsregel.objects.update(declaratieregel=_second_declaratie(b).regels.get())


def _outside_quarter(b: Boeken) -> None:
    Berekeningsregel.objects.update(tot_en_met=date(2020, 4, 1))


def _policy_by_one(b: Boeken) -> None:
    Subsidieregeling.objects.update(vastgesteld_door=b.duiven.beleid)


def _policy_altered(b: Boeken) -> None:
    regeling = Subsidieregeling.objects.get()
    regeling.document["tarieven"]["doelgroeppeuter"]["bedrag"]["waarde"] = "11.26"
    regeling.save()


def _other_hash(b: Boeken) -> None:
    Berekeningsdeel.objects.update(regeling_sha256="0" * 64)


def _policy_too_short(b: Boeken) -> None:
    Subsidieregeling.objects.update(geldig_van=date(2020, 2, 1))


def _two_policies(b: Boeken) -> None:
    regeling = Subsidieregeling.objects.get()
    regeling.pk, regeling.versie, regeling._state.adding = None, 2, True
    regeling.save()


def _booked_twice(b: Boeken) -> None:
    BoekingFactory(gemeente=b.duiven.gemeente, berekening=b.berekening, categorie="smi")


def _booked_elsewhere(b: Boeken) -> None:
    Boeking.objects.update(gemeente=GemeenteFactory.create(code="0273"))


def _half_reversed(b: Boeken) -> None:
    boeking = BoekingFactory.create(gemeente=b.duiven.gemeente)
    BoekingFactory(gemeente=b.duiven.gemeente, storneert=boeking, bedrag_centen=-1)


def _no_indicator(b: Boeken) -> None:
    Boeking.objects.update(indicator="")


def _without_ve(b: Boeken) -> None:
    b.berekening.regels.update(zonder_ve=True)


def _two_indicaties(b: Boeken) -> None:
    IndicatieFactory(kind=b.plaatsing.kind, geldig_van=date(2020, 1, 1), geldig_tot_en_met=date(2020, 2, 1))
    assert Indicatie.objects.count() == 2


def _two_placements(b: Boeken) -> None:
    PlaatsingFactory(kind=b.plaatsing.kind, locatie=b.plaatsing.locatie, startdatum=date(2020, 2, 1))


def _foreign_child(b: Boeken) -> None:
    b.plaatsing.kind = KindFactory.create()
    b.plaatsing.save()


def _foreign_correction(b: Boeken) -> None:
    ander = OrganisatieFactory.create(gemeenten=[b.duiven.gemeente])
    b.duiven.declaratie({}, corrigeert=b.declaratie, houder=ander)


def _chain(b: Boeken) -> None:
    AuditRegel.objects.filter(volgnummer=1).update(gebruiker_email="iemand@anders.test")


def _lopsided(b: Boeken) -> None:
    Journaalregel.objects.filter(debet_centen__gt=0).update(debet_centen=F("debet_centen") + 1)


def _not_journalled(b: Boeken) -> None:
    BoekingFactory(gemeente=b.duiven.gemeente)


def _other_source(b: Boeken) -> None:
    Boeking.objects.update(bron="gemeente", indicator="")


def _agreed(b: Boeken) -> Factuur:
    factuur: Factuur = FactuurFactory(gemeente=b.duiven.gemeente)
    agree_factuur(factuur=factuur, datum=NU.date(), door=b.duiven.budgethouder, op=NU)
    return factuur


def _other_amount(b: Boeken) -> None:
    Factuur.objects.filter(pk=_agreed(b).pk).update(bedrag_centen=1)


def _own_invoice(b: Boeken) -> None:
    Factuur.objects.filter(pk=_agreed(b).pk).update(voorbereid_door=b.duiven.budgethouder)


def _declared_twice(b: Boeken) -> None:
    regels = Declaratieregel.objects.filter(declaratie=_second_declaratie(b))
    regels.update(plaatsing=b.plaatsing, van=date(2020, 3, 1))


def _other_letter(b: Boeken) -> None:
    Wereld(b.duiven)
    Brief.objects.update(pdf=b"iets anders")


def _other_report(b: Boeken) -> None:
    Verantwoording.objects.filter(pk=VerantwoordingFactory(gemeente=b.duiven.gemeente, done=True).pk).update(
        pdf=b"iets anders"
    )


def _closed(b: Boeken) -> Jaarafsluiting:
    afsluiting = propose_afsluiting(jaar=2020, door=b.duiven.beleid, op=LATER)
    return close_jaar(afsluiting=afsluiting, door=b.duiven.budgethouder, op=LATER)


def _booked_after(b: Boeken) -> None:
    _closed(b)
    BoekingFactory(gemeente=b.duiven.gemeente, jaar=2020)


def _closed_by_one(b: Boeken) -> None:
    Jaarafsluiting.objects.filter(pk=_closed(b).pk).update(voorgesteld_door=b.duiven.budgethouder)


def _about_an_open_year(b: Boeken) -> None:
    BoekingFactory(gemeente=b.duiven.gemeente, jaar=2021, betreft_jaar=2020)


def _unknown_indicator(b: Boeken) -> None:
    Boeking.objects.update(indicator="D8/09")


def _locatiegeld(b: Boeken, centen: int = 5) -> Locatieberekening:
    """Amounts per location with a total that no receipt and no ledger knows of."""
    regeling = Subsidieregeling.objects.get()
    return Locatieberekening.objects.create(
        gemeente=b.duiven.gemeente,
        houder=b.duiven.houder,
        regeling=regeling,
        regeling_sha256=regeling.sha256,
        jaar=2020,
        engine_versie="1.3",
        invoer=[],
        totaal_centen=centen,
        status="goedgekeurd",
        berekend_op=NU,
        berekend_door=b.duiven.medewerker,
        besloten_op=NU,
        besloten_door=b.duiven.budgethouder,
    )


def _locatiegeld_elsewhere(b: Boeken) -> None:
    berekening = _locatiegeld(b, 0)
    BoekingFactory(
        gemeente=b.duiven.gemeente,
        jaar=2019,
        locatieberekening=berekening,
        bedragsoort="pbm",
        regeling=berekening.regeling,
    )


SCHENDINGEN: dict[str, tuple[Callable[[Boeken], Any], str]] = {
    "bedragen_per_locatie_komen_opnieuw_berekend_hetzelfde_uit": (
        _locatiegeld,
        "opgeslagen is €\u00a00,05, opnieuw berekend is het €\u00a00,00",
    ),
    "het_grootboek_is_gelijk_aan_de_bedragen_per_locatie": (
        _locatiegeld,
        "geboekt is €\u00a00,00, dat hoort €\u00a00,05 te zijn",
    ),
    "een_boeking_staat_op_de_houder_van_de_bedragen_per_locatie": (
        _locatiegeld_elsewhere,
        "gemeente, houder of jaar is niet die van de bedragen per locatie",
    ),
    "elke_journaalpost_is_in_evenwicht": (_lopsided, "debet is .*3.144,02 en credit .*3.144,00"),
    "elke_boeking_staat_in_het_journaal": (_not_journalled, "in het journaal staat €\u00a00,00"),
    "vooruitontvangen_is_de_stand_van_de_uitkering": (
        _not_journalled,
        "€\u00a0-2.572,00 over, volgens het journaal",
    ),
    "per_regeling_categorie_en_bron_is_geboekt_wat_is_berekend": (
        _other_source,
        "doelgroep uit gemeente hoort €\u00a00,00 geboekt",
    ),
    "een_afgesloten_jaar_is_nog_wat_is_vastgelegd": (
        _booked_after,
        "wijkt af bij boekingen, som, goab, best",
    ),
    "een_ander_sluit_het_jaar_af": (_closed_by_one, "een persoon deed allebei"),
    "een_correctie_gaat_over_een_afgesloten_jaar": (_about_an_open_year, "maar dat jaar was niet afgesloten"),
    "een_factuur_is_geboekt_zoals_akkoord": (_other_amount, "dat hoort €\u00a00,01 te zijn"),
    "een_ander_gaat_akkoord_met_de_factuur": (_own_invoice, "bereidde haar zelf voor"),
    "gedeclareerde_dagen_vallen_niet_samen": (_declared_twice, "noemen allebei dezelfde dagen"),
    "een_brief_is_nog_wat_is_opgemaakt": (_other_letter, "niet meer het document dat is opgemaakt"),
    "een_verantwoording_is_nog_wat_is_gemaakt": (_other_report, "niet meer het document dat is gemaakt"),
    "de_sisa_opgave_is_gelijk_aan_het_journaal": (
        _unknown_indicator,
        "de opgave is €\u00a00,00, de lasten in het journaal zijn €\u00a01.572,00",
    ),
    "geld_zonder_ve_komt_niet_uit_goab": (
        _without_ve,
        "hoort €\u00a01.572,00 uit eigen middelen te komen, geboekt is €\u00a00,00",
    ),
    "totaal_is_de_som_van_de_regels": (_wrong_total, "het totaal is €\u00a00,01"),
    "een_geldige_berekening_per_houder_en_tijdvak": (
        _two_in_force,
        "gelden allebei voor hetzelfde tijdvak",
    ),
    "een_ander_keurt_de_berekening_goed": (_one_pair_of_eyes, "wie besliste, werkte zelf aan de uren"),
    "een_besluit_heeft_een_datum_en_een_persoon": (_no_date, "geen datum of geen persoon"),
    "een_goedkeuring_staat_in_het_logboek": (_no_record, "het logboek noemt dat niet"),
    "een_geldige_berekening_heeft_een_aanvaarde_declaratie": (_returned, "‘Teruggestuurd’"),
    "een_regel_hoort_bij_de_declaratie_van_de_berekening": (_foreign_line, "hoort bij een andere declaratie"),
    "een_regel_valt_in_het_tijdvak": (_outside_quarter, "valt buiten het tijdvak"),
    "een_ander_stelt_de_regeling_vast": (_policy_by_one, "wie haar vaststelde, schreef aan de tekst"),
    "een_regeling_is_nog_wat_is_vastgesteld": (_policy_altered, "Het document van .* is veranderd"),
    "een_berekening_noemt_haar_regeling_juist": (_other_hash, "het controlegetal is niet dat van"),
    "een_regeling_dekt_de_dagen_waarover_zij_rekent": (_policy_too_short, "geldt niet voor deze dagen"),
    "vastgestelde_regelingen_vallen_niet_samen": (_two_policies, "gelden op dezelfde dagen"),
    "het_grootboek_is_gelijk_aan_de_berekeningen": (_booked_twice, "dat hoort €\u00a01.572,00 te zijn"),
    "een_boeking_staat_op_de_gemeente_en_het_jaar_van_de_berekening": (_booked_elsewhere, "gemeente of jaar"),
    "een_storno_is_het_tegendeel_van_haar_boeking": (_half_reversed, "is niet het tegendeel van boeking"),
    "een_besteding_uit_goab_noemt_haar_indicator": (_no_indicator, "uit GOAB zonder SiSa-indicator"),
    "indicaties_van_een_kind_vallen_niet_samen": (_two_indicaties, "gelden op dezelfde dagen"),
    "plaatsingen_op_een_locatie_vallen_niet_samen": (_two_placements, "lopen op dezelfde dagen"),
    "een_declaratie_bevat_alleen_eigen_kinderen": (_foreign_child, "hoort bij een andere houder of gemeente"),
    "een_correctie_gaat_over_hetzelfde_tijdvak": (_foreign_correction, "is geen correctie van declaratie"),
    "het_logboek_sluit": (_chain, "de keten sluit niet bij regel 1"),
}


# What takes a whole year or a report to break, is broken where such a year is.
ELDERS_GESCHONDEN = {
    "de_kolommen_zijn_twee_keer_geteld": "tests/subsidies/kolommen/test_jaar.py",
    "niets_is_meer_dan_een_keer_voldaan": "tests/subsidies/betalen/test_terugbetalen.py",
    "een_definitieve_verantwoording_telt_op": "tests/rapportage/test_tasks.py",
}


def test_every_invariant_has_a_sentence_and_a_test_that_breaks_it() -> None:
    assert {*SCHENDINGEN, *ELDERS_GESCHONDEN} == set(INVARIANTEN)
    assert [n for n, pad in ELDERS_GESCHONDEN.items() if n not in (settings.BASE_DIR / pad).read_text()] == []
    assert [i.naam for i in INVARIANTEN.values() if not (i.zin[0].isupper() and i.zin.endswith("."))] == []


def test_each_broken_rule_is_found_and_named(boeken: Boeken) -> None:
    """One test for all of them: making and emptying books without guards takes longer than the checks."""
    assert {naam: list(controleer()) for naam, controleer in INVARIANTEN.items() if list(controleer())} == {}
    gemist = []
    for naam, (breek, zin) in SCHENDINGEN.items():
        terug = transaction.savepoint()
        breek(boeken)
        eerste = next(INVARIANTEN[naam](), "niets gevonden")
        if not re.search(zin, eerste):
            gemist.append((naam, eerste))
        transaction.savepoint_rollback(terug)
    assert gemist == []


def test_a_placement_that_was_a_mistake_lies_under_nothing(duiven: Administratie) -> None:
    fout = duiven.plaatsing(duiven.kind())
    fout.vervallen_op, fout.vervallen_door = NU.date(), fout.vastgelegd_door
    fout.reden_herstel = Plaatsing.RedenHerstel.TYPING_ERROR
    fout.save()
    duiven.plaatsing(fout.kind)
    assert list(INVARIANTEN["plaatsingen_op_een_locatie_vallen_niet_samen"]()) == []


def test_whole_books_pass_every_check(duiven: Administratie) -> None:
    berekening = calculate_declaratie(
        declaratie=duiven.declaratie({duiven.plaatsing(duiven.kind()): "160"}), door=duiven.medewerker, op=NU
    )
    approve_berekening(berekening=berekening, door=duiven.budgethouder, op=NU)
    uit = StringIO()
    call_command("check_invariants", stdout=uit)
    call_command("check_invariants", gemeente=duiven.code, stdout=uit)
    with pytest.raises(CommandError, match="Er is geen gemeente met code 9999"):
        call_command("check_invariants", gemeente="9999")
    call_command("check_berekeningen", stdout=uit)
    assert f"Alle {len(INVARIANTEN)} regels kloppen." in uit.getvalue()
    assert "Alle 1 berekeningen komen opnieuw precies zo uit." in uit.getvalue()


def test_a_receipt_that_was_tampered_with_comes_out_differently(boeken: Boeken) -> None:
    invoer = boeken.berekening.delen.get().invoer
    invoer["feiten"]["uren"] = [15_000]
    Berekeningsdeel.objects.update(invoer=invoer)
    assert list(replay_differences()) == [
        f"{boeken.berekening}: opgeslagen is €\u00a01.572,00, opnieuw berekend €\u00a01.469,40 (1 regel wijkt af)."
    ]


def test_a_line_that_is_gone_is_counted_as_a_difference(boeken: Boeken) -> None:
    invoer = boeken.berekening.delen.get().invoer
    feiten = {naam: waarde * 2 if len(waarde) == 1 else waarde for naam, waarde in invoer["feiten"].items()}
    regels = invoer["declaratieregels"] * 2
    Berekeningsdeel.objects.update(invoer={"feiten": feiten, "declaratieregels": regels})
    assert "opnieuw berekend €\u00a03.144,00 (1 regel wijkt af)." in next(replay_differences())


def test_a_difference_after_a_new_engine_names_both_versions(boeken: Boeken) -> None:
    Berekening.objects.update(engine_versie="0.9")
    assert list(replay_differences()) == []
    Berekening.objects.update(totaal_centen=1)
    (zin,) = replay_differences()
    assert zin.endswith("(0 regels wijken af). Gemaakt met rekenversie 0.9; nu is dat 1.4.")


def test_a_policy_that_was_tampered_with_stops_the_replay(boeken: Boeken) -> None:
    _policy_altered(boeken)
    assert "kan niet opnieuw worden berekend" in next(replay_differences())


def test_the_commands_fail_when_the_books_do(boeken: Boeken) -> None:
    _wrong_total(boeken)
    with pytest.raises(CommandError, match="regels kloppen niet"):
        call_command("check_invariants", stdout=StringIO(), stderr=StringIO())
    with pytest.raises(CommandError, match="1 van 1 berekeningen komen anders uit"):
        call_command("check_berekeningen", stderr=StringIO())
