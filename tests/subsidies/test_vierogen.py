"""Whoever had a hand in the hours or in the policy does not decide on them, whatever role they work under now."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from importlib import import_module
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from lib.periode import kwartaal
from opvang.actions import (
    accept_declaratie,
    correct_declaratie,
    refresh_declaratie,
    return_declaratie,
    save_uren,
    start_declaratie,
    submit_declaratie,
)
from opvang.handelingen import Handeling
from opvang.models import Declaratiebewerking, Urendeclaratie
from organisaties.audit import record
from organisaties.databaserol import as_owner
from organisaties.models import AuditRegel, Gebruiker, Toekenning
from organisaties.rechten import Rol
from subsidies.berekeningen.actions import approve_berekening, calculate_declaratie, reject_berekening
from subsidies.models import Berekening, Regelingbewerking, Subsidieregeling
from subsidies.regelingen.actions import (
    adopt_regeling,
    discard_concept,
    import_regeling,
    propose_regeling,
    update_concept,
    withdraw_regeling,
)
from subsidies.regelingen.document import as_regeling
from subsidies.regelingen.redactie.actions import copy_regeling, next_regeling
from tests.factories import DAG
from tests.subsidies.administratie import NU, Administratie, regeling_text
from tests.subsidies.regelingen.test_redactie import formulier

pytestmark = pytest.mark.django_db
TEKST = regeling_text("duiven-2020")
ANDERE_TEKST = TEKST.replace("10.26", "10.43")
MEI = datetime(2020, 5, 1, 9, 0, tzinfo=UTC)


def as_budgethouder(persoon: Gebruiker) -> Gebruiker:
    """The same person, who changed jobs and is budgethouder now."""
    persoon.toekenningen.exclude(rol=Rol.BUDGETHOUDER).update(geldig_tot_en_met=date(2020, 12, 31))
    Toekenning.objects.get_or_create(
        gebruiker=persoon,
        rol=Rol.BUDGETHOUDER,
        gemeente=persoon.gemeente,
        defaults={"geldig_van": date(2021, 1, 1)},
    )
    fris = Gebruiker.objects.get(pk=persoon.pk)
    assert fris.activate(DAG)
    return fris


class Estafette:
    """One quarter, in which everything that can be done is done, and every step by another person.

    Submitted and returned, corrected, accepted, calculated, rejected, and calculated once more.
    """

    ZONDER_HAND = ("reject", "niemand")

    def __init__(self) -> None:
        self.duiven = Administratie()
        self.wie: dict[str, Gebruiker] = {}
        self.duiven.plaatsing(self.duiven.kind())
        eerste = self._declare("eerste")
        return_declaratie(declaratie=eerste, reden="x", door=self._gemeente("return"), op=NU)
        correctie = correct_declaratie(declaratie=eerste, door=self._houder("correct"), op=NU)
        self._fill(correctie, "tweede")
        accept_declaratie(declaratie=correctie, door=self._gemeente("accept"), op=NU)
        derde = correct_declaratie(declaratie=correctie, door=self._houder("correct accepted"), op=NU)
        self._fill(derde, "derde")
        accept_declaratie(declaratie=derde, door=self._gemeente("accept again"), op=NU)
        afgewezen = calculate_declaratie(declaratie=derde, door=self._gemeente("calculate"), op=NU)
        reject_berekening(
            berekening=afgewezen,
            reden="x",
            door=self._persoon("reject", self.duiven.gebruiker(Rol.BUDGETHOUDER)),
            op=NU,
        )
        derde.refresh_from_db()
        self.berekening = calculate_declaratie(declaratie=derde, door=self._gemeente("recalculate"), op=NU)
        self._persoon("niemand", self.duiven.gebruiker(Rol.BUDGETHOUDER))

    def _declare(self, ronde: str) -> Urendeclaratie:
        declaratie = start_declaratie(tijdvak=kwartaal(2020, 1), door=self._houder("start"), op=NU)
        self._fill(declaratie, ronde)
        return declaratie

    def _fill(self, declaratie: Urendeclaratie, ronde: str) -> None:
        self.duiven.plaatsing(self.duiven.kind())
        refresh_declaratie(declaratie=declaratie, door=self._houder(f"refresh {ronde}"))
        regel = declaratie.regels.order_by("pk")[0]
        save_uren(
            declaratie=declaratie,
            uren={regel.pk: regel.uren_honderdsten + 1_00},
            door=self._houder(f"save {ronde}"),
        )
        submit_declaratie(declaratie=declaratie, door=self._houder(f"submit {ronde}"), op=NU)
        declaratie.refresh_from_db()

    def _houder(self, stap: str) -> Gebruiker:
        return self._persoon(
            stap, self.duiven.gebruiker(Rol.HOUDER_BEHEERDER, organisatie=self.duiven.houder)
        )

    def _gemeente(self, stap: str) -> Gebruiker:
        return self._persoon(stap, self.duiven.gebruiker(Rol.SUBSIDIEMEDEWERKER))

    def _persoon(self, stap: str, persoon: Gebruiker) -> Gebruiker:
        self.wie[stap] = persoon
        return persoon


def test_whoever_had_a_hand_in_any_step_of_the_chain_does_not_approve() -> None:
    estafette = Estafette()
    berekening = estafette.berekening
    assert len(estafette.wie) == 19
    for stap, persoon in estafette.wie.items():
        if stap in estafette.ZONDER_HAND:
            continue
        with pytest.raises(ValidationError, match="niet goedkeuren, want u hebt zelf"):
            approve_berekening(berekening=berekening, door=as_budgethouder(persoon), op=NU)
        with pytest.raises(IntegrityError, match="keurt haar niet goed"), transaction.atomic():
            Berekening.objects.filter(pk=berekening.pk).update(
                status="goedgekeurd", besloten_op=NU, besloten_door=persoon
            )


@pytest.mark.parametrize("stap", Estafette.ZONDER_HAND)
def test_who_did_nothing_or_only_rejected_approves(stap: str) -> None:
    estafette = Estafette()
    goed = approve_berekening(berekening=estafette.berekening, door=estafette.wie[stap], op=NU)
    assert goed.status == Berekening.Status.APPROVED


def test_the_page_says_beforehand_why_this_person_does_not_approve(inloggen: Any) -> None:
    estafette = Estafette()
    adres = reverse("subsidies:berekening_detail", args=[estafette.berekening.pk])
    knop = reverse("subsidies:berekening_approve", args=[estafette.berekening.pk])
    accept = estafette.wie["accept again"]
    pagina = inloggen(as_budgethouder(accept)).get(adres).content.decode()
    assert (
        "U kunt deze berekening niet goedkeuren, want u hebt zelf de declaratie beoordeeld; "
        "laat een collega goedkeuren (vier ogen)." in pagina
    )
    assert knop not in pagina
    assert "Afwijzen met deze reden" in pagina
    vrij = inloggen(estafette.wie["niemand"]).get(adres).content.decode()
    assert knop in vrij
    assert "niet goedkeuren" not in vrij


def test_who_calculated_is_offered_no_decision_at_all(inloggen: Any) -> None:
    estafette = Estafette()
    maker = as_budgethouder(estafette.wie["recalculate"])
    adres = reverse("subsidies:berekening_detail", args=[estafette.berekening.pk])
    pagina = inloggen(maker).get(adres).content.decode()
    assert "want u hebt zelf de subsidie berekend" in pagina
    assert "Afwijzen met deze reden" not in pagina


def test_hours_from_a_file_count_as_entered(inloggen: Any) -> None:
    duiven = Administratie()
    duiven.plaatsing(duiven.kind())
    starter, lader = (duiven.gebruiker(Rol.HOUDER_BEHEERDER, organisatie=duiven.houder) for _ in range(2))
    declaratie = start_declaratie(tijdvak=kwartaal(2020, 1), door=starter, op=NU)
    client = inloggen(lader)
    sjabloon = client.get(reverse("opvang:uren_download", args=[declaratie.pk])).content.decode("utf-8-sig")
    regels = [regel.split(";") for regel in sjabloon.splitlines()]
    kolom = next(i for i, naam in enumerate(regels[0]) if naam.strip('"') == "uren")
    for regel in regels[1:]:
        regel[kolom] = "12"
    bestand = SimpleUploadedFile("uren.csv", "\n".join(";".join(regel) for regel in regels).encode())
    client.post(reverse("opvang:uren_upload", args=[declaratie.pk]), {"bestand": bestand})
    assert not declaratie.bewerkingen.exists()  # looked at, not saved
    nakijken = reverse("opvang:uren_review", args=[declaratie.pk])
    client.post(nakijken, {"inlezing": declaratie.inlezingen.get().pk})
    assert [b.gebruiker for b in declaratie.bewerkingen.all()] == [lader]


def test_saving_the_hours_that_were_there_makes_nobody_an_editor() -> None:
    duiven = Administratie()
    duiven.plaatsing(duiven.kind())
    starter, kijker = (duiven.gebruiker(Rol.HOUDER_BEHEERDER, organisatie=duiven.houder) for _ in range(2))
    declaratie = start_declaratie(tijdvak=kwartaal(2020, 1), door=starter, op=NU)
    uren = {regel.pk: regel.uren_honderdsten for regel in declaratie.regels.all()}
    save_uren(declaratie=declaratie, uren=uren, door=kijker)
    refresh_declaratie(declaratie=declaratie, door=kijker)
    assert not declaratie.bewerkingen.exists()


def test_who_entered_hours_cannot_be_struck_off_once_they_are_submitted() -> None:
    estafette = Estafette()
    with pytest.raises(IntegrityError, match="kan niet worden gewijzigd"), transaction.atomic():
        Declaratiebewerking.objects.filter(declaratie=estafette.berekening.declaratie).delete()


# -- policies ---------------------------------------------------------------------------------------


def _concept_with_everything(leeg: Administratie) -> tuple[Subsidieregeling, dict[str, Gebruiker]]:
    """A concept imported, changed twice, offered, taken back, changed and offered again, each time by another."""
    wie = {
        stap: leeg.gebruiker(Rol.BELEIDSMEDEWERKER)
        for stap in ("import", "update", "change back", "propose", "withdraw", "propose again")
    }
    concept = import_regeling(tekst=TEKST, door=wie["import"], op=NU)
    update_concept(regeling=concept, tekst=ANDERE_TEKST, door=wie["update"])
    update_concept(regeling=concept, tekst=TEKST, door=wie["change back"])
    propose_regeling(regeling=concept, door=wie["propose"])
    withdraw_regeling(regeling=concept, door=wie["withdraw"])
    return concept, wie


@pytest.fixture
def leeg() -> Administratie:
    return Administratie(regeling_naam=None)


@pytest.fixture
def aangeboden(leeg: Administratie) -> tuple[Subsidieregeling, dict[str, Gebruiker]]:
    concept, wie = _concept_with_everything(leeg)
    return propose_regeling(regeling=concept, door=wie["propose again"]), wie


def test_whoever_wrote_or_offered_any_part_of_a_policy_does_not_adopt_it(
    aangeboden: tuple[Subsidieregeling, dict[str, Gebruiker]],
) -> None:
    regeling, wie = aangeboden
    for stap in set(wie) - {"withdraw"}:
        with pytest.raises(ValidationError, match="niet vaststellen, want u hebt zelf"):
            adopt_regeling(regeling=regeling, door=as_budgethouder(wie[stap]), op=NU)
        with pytest.raises(IntegrityError, match="stelt de regeling niet vast"), transaction.atomic():
            Subsidieregeling.objects.filter(pk=regeling.pk).update(
                status="vastgesteld", vastgesteld_op=NU, vastgesteld_door=wie[stap]
            )
    # Taking it back changed no word of it.
    adopt_regeling(regeling=regeling, door=as_budgethouder(wie["withdraw"]), op=NU)


COPIES: dict[str, Callable[[Subsidieregeling, Gebruiker], Subsidieregeling]] = {
    "by the button": lambda bron, door: copy_regeling(regeling=bron, door=door, op=NU),
    "to the next year": lambda bron, door: next_regeling(regeling=bron, door=door, op=NU),
    "as a file": lambda bron, door: import_regeling(tekst=bron.tekst, door=door, op=NU),
    "of a copy": lambda bron, door: copy_regeling(
        regeling=copy_regeling(regeling=bron, door=door, op=NU), door=door, op=NU
    ),
}


@pytest.mark.parametrize("wijze", COPIES)
def test_a_copy_of_a_text_that_nobody_adopted_takes_its_writers_along(
    aangeboden: tuple[Subsidieregeling, dict[str, Gebruiker]], leeg: Administratie, wijze: str
) -> None:
    bron, wie = aangeboden
    kopie = propose_regeling(regeling=COPIES[wijze](bron, leeg.beleid), door=leeg.beleid)
    for stap in set(wie) - {"withdraw"}:
        with pytest.raises(ValidationError, match="niet vaststellen"):
            adopt_regeling(regeling=kopie, door=as_budgethouder(wie[stap]), op=NU)


def test_a_copy_of_an_adopted_text_begins_with_a_clean_sheet(leeg: Administratie) -> None:
    """Two people already looked at that text: only the change and its writer still need a second one."""
    concept = import_regeling(tekst=TEKST, door=leeg.beleid, op=NU)
    oud = adopt_regeling(
        regeling=propose_regeling(regeling=concept, door=leeg.beleid), door=leeg.budgethouder, op=NU
    )
    anders = leeg.gebruiker(Rol.BELEIDSMEDEWERKER)
    kopie = copy_regeling(regeling=oud, door=anders, op=NU)
    nieuw = update_concept(regeling=kopie, tekst=f"# Nagekeken.\n{TEKST}", door=anders)
    adopt_regeling(
        regeling=propose_regeling(regeling=nieuw, door=anders), door=as_budgethouder(leeg.beleid), op=NU
    )


@pytest.mark.parametrize("tekst", [TEKST, TEKST.replace("\n", "\r\n"), f"\n{TEKST}\n"])
def test_saving_the_text_that_was_there_changes_nothing(leeg: Administratie, tekst: str) -> None:
    concept = import_regeling(tekst=TEKST, door=leeg.beleid, op=NU)
    collega = leeg.gebruiker(Rol.BELEIDSMEDEWERKER)
    regels = AuditRegel.objects.count()
    update_concept(regeling=concept, tekst=tekst, door=collega)
    concept.refresh_from_db()
    assert (concept.tekst, concept.opgesteld_door, concept.opgesteld_op) == (TEKST, leeg.beleid, NU)
    assert (concept.bewerkingen.count(), AuditRegel.objects.count()) == (0, regels)
    adopt_regeling(
        regeling=propose_regeling(regeling=concept, door=leeg.beleid), door=as_budgethouder(collega), op=NU
    )


def test_saving_an_unchanged_text_or_chapter_says_that_nothing_was_kept(
    inloggen: Any, leeg: Administratie
) -> None:
    concept = import_regeling(tekst=TEKST, door=leeg.beleid, op=NU)
    client = inloggen(leeg.gebruiker(Rol.BELEIDSMEDEWERKER))
    gevolg = client.post(reverse("subsidies:regeling_edit", args=[concept.pk]), {"tekst": TEKST}, follow=True)
    assert "U veranderde niets aan de tekst. Er is niets bewaard." in gevolg.content.decode()
    adres = reverse("subsidies:hoofdstuk_edit", args=[concept.pk, "regeling"])
    gevolg = client.post(adres, formulier(as_regeling(concept), "regeling") | {"doe": "bewaren"}, follow=True)
    assert "U veranderde niets aan" in gevolg.content.decode()
    concept.refresh_from_db()
    assert concept.tekst == TEKST
    assert not concept.bewerkingen.exists()


def test_the_page_of_a_policy_names_all_who_worked_on_it_and_says_why_not_to_adopt(
    inloggen: Any, aangeboden: tuple[Subsidieregeling, dict[str, Gebruiker]]
) -> None:
    regeling, wie = aangeboden
    pagina = (
        inloggen(as_budgethouder(wie["update"]))
        .get(reverse("subsidies:regeling_detail", args=[regeling.pk]))
        .content.decode()
    )
    assert (
        "U kunt deze regeling niet vaststellen, want u hebt zelf aan de tekst geschreven; "
        "laat een collega vaststellen (vier ogen)." in pagina
    )
    assert reverse("subsidies:regeling_adopt", args=[regeling.pk]) not in pagina
    for stap in set(wie) - {"withdraw"}:
        assert wie[stap].naam in pagina


def test_who_worked_on_an_offered_policy_cannot_be_struck_off(
    aangeboden: tuple[Subsidieregeling, dict[str, Gebruiker]],
) -> None:
    with pytest.raises(IntegrityError, match="blijft bij haar staan"), transaction.atomic():
        Regelingbewerking.objects.filter(regeling=aangeboden[0]).delete()


def test_a_concept_can_still_be_thrown_away(leeg: Administratie) -> None:
    concept, _ = _concept_with_everything(leeg)
    discard_concept(regeling=concept, door=leeg.beleid)
    assert not Regelingbewerking.objects.exists()


# -- data of earlier releases -------------------------------------------------------------------------


def _fill_from_the_record(migratie: str) -> None:
    """The first statement of the migration: who worked on what, out of the record."""
    vulling = import_module(migratie).FORWARD.partition("ON CONFLICT DO NOTHING;")
    with connection.cursor() as cursor:
        cursor.execute(vulling[0] + vulling[1])


def test_who_worked_on_a_policy_or_declaration_before_this_release_is_read_from_the_record(
    leeg: Administratie,
) -> None:
    duiven = leeg
    duiven.plaatsing(duiven.kind())
    houder = duiven.gebruiker(Rol.HOUDER_BEHEERDER, organisatie=duiven.houder)
    declaratie = start_declaratie(tijdvak=kwartaal(2020, 1), door=houder, op=NU)
    record(handeling=Handeling.DECLARATIE_SAVE, door=houder, object=declaratie)
    concept, wie = _concept_with_everything(leeg)
    Regelingbewerking.objects.all().delete()
    _fill_from_the_record("opvang.migrations.0005_bewerkers_uit_logboek")
    _fill_from_the_record("subsidies.migrations.0007_vier_ogen_over_de_keten")
    assert [b.gebruiker for b in declaratie.bewerkingen.all()] == [houder]
    assert {(b.gebruiker, b.stap) for b in concept.bewerkingen.all()} == {
        (wie["import"], "geschreven"),
        (wie["update"], "geschreven"),
        (wie["change back"], "geschreven"),
        (wie["propose"], "aangeboden"),
    }


@pytest.mark.django_db(transaction=True)
def test_what_an_earlier_release_let_one_person_approve_can_still_be_corrected() -> None:
    with as_owner(), transaction.atomic():
        estafette = Estafette()
        oud = estafette.berekening
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE subsidies_berekening DISABLE TRIGGER berekening_vier_ogen")
            Berekening.objects.filter(pk=oud.pk).update(
                status="goedgekeurd", besloten_op=NU, besloten_door=estafette.wie["accept again"]
            )
            cursor.execute("ALTER TABLE subsidies_berekening ENABLE TRIGGER berekening_vier_ogen")
        correctie = correct_declaratie(declaratie=oud.declaratie, door=estafette.wie["start"], op=MEI)
        submit_declaratie(declaratie=correctie, door=estafette.wie["start"], op=MEI)
        accept_declaratie(declaratie=correctie, door=estafette.wie["accept"], op=MEI)
        correctie.refresh_from_db()
        nieuw = calculate_declaratie(declaratie=correctie, door=estafette.wie["calculate"], op=MEI)
        with pytest.raises(ValidationError, match="niet goedkeuren"):
            approve_berekening(berekening=nieuw, door=as_budgethouder(estafette.wie["accept again"]), op=MEI)
        oud.refresh_from_db()
        assert oud.status == Berekening.Status.APPROVED
        transaction.set_rollback(True)
