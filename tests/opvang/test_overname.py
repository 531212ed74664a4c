"""Taking over an administration: a workbook is tried first, then done as a whole or not, and can be put back."""

import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from brieven.models import Brief
from indicaties.models import Adres, Dubbelpaar, Indicatie, Kind, Ouder, Toeleiding, Traject, Zoekwoord
from lib.bladen import read_bladen
from opvang.models import Declaratieregel, Overname, Plaatsing, Urendeclaratie
from opvang.overname.actions import ask_undo, confirm_overname, put_overname
from opvang.overname.kolommen import BLADEN
from opvang.overname.sjabloon import write_sjabloon
from opvang.overname.werk import expire_overnames, report_of
from organisaties.audit import broken_links
from organisaties.models import AuditRegel, Gebruiker, Locatie, Organisatie
from organisaties.rechten import Rol
from tests.factories import GebruikerFactory, KindFactory, LocatieFactory, OrganisatieFactory
from tests.opvang.overnamewerkmap import LRK, child, whole, workbook
from tests.wachtrij import work

pytestmark = pytest.mark.django_db
Status = Overname.Status
BSN, ANDER_BSN = "111222333", "123456782"


@pytest.fixture
def regisseur() -> Gebruiker:
    return GebruikerFactory(rol=Rol.KINDREGISSEUR)


@pytest.fixture
def ark(regisseur: Gebruiker) -> Locatie:
    houder = OrganisatieFactory(naam="De Ark", gemeenten=[regisseur.gemeente])
    return LocatieFactory(houder=houder, lrk_nummer=LRK, naam="Ark Noord")


@pytest.fixture(autouse=True)
def jgz(regisseur: Gebruiker) -> Organisatie:
    return OrganisatieFactory(naam="GGD Midden", jgz=True, gemeenten=[regisseur.gemeente])


@pytest.fixture
def kies(regisseur: Gebruiker) -> Callable[[bytes], Overname]:
    """Choose a workbook and let the worker look through it."""

    def choose(inhoud: bytes) -> Overname:
        overname = put_overname(inhoud=inhoud, door=regisseur, op=timezone.now())
        work()
        overname.refresh_from_db()
        return overname

    return choose


@pytest.fixture
def neem_over(regisseur: Gebruiker, kies: Callable[[bytes], Overname]) -> Callable[[bytes], Overname]:
    def take(inhoud: bytes) -> Overname:
        overname = kies(inhoud)
        assert sentences(overname) == []
        confirm_overname(overname=overname, door=regisseur, op=timezone.now())
        work()
        overname.refresh_from_db()
        assert (overname.status, overname.melding) == (Status.APPLIED, "")
        return overname

    return take


def sentences(overname: Overname) -> list[str]:
    return [f"{b.blad} {b.rij} {b.kolom}: {b.zin}" for b in report_of(overname)]


def test_the_template_has_a_sheet_per_subject_and_can_be_read_back_as_it_is(kies: Any) -> None:
    bladen = read_bladen(write_sjabloon())
    assert [blad.naam for blad in bladen] == ["Uitleg", "Keuzes", *(soort.naam for soort in BLADEN)]
    assert sentences(kies(write_sjabloon())) == [
        " 0 : In de werkmap staat geen enkele regel. Vul minstens één blad in."
    ]
    werkmap = openpyxl.load_workbook(io.BytesIO(write_sjabloon()))
    assert werkmap["Keuzes"].sheet_state == "hidden"
    assert len(werkmap["Toeleiding"].data_validations.dataValidation) == 2


def test_a_trial_run_counts_and_writes_nothing(kies: Any, ark: Locatie) -> None:
    overname = kies(whole())
    assert sentences(overname) == []
    assert (overname.status, overname.is_door_te_voeren) == (Status.REVIEWED, True)
    assert overname.aantallen == {soort.naam: [1, 0, 0] for soort in BLADEN}
    assert not Kind.objects.exists()
    assert not Urendeclaratie.objects.exists()
    assert not AuditRegel.objects.filter(handeling="kind.register").exists()


def test_file_and_report_are_not_readable_in_the_database(kies: Any, ark: Locatie) -> None:
    overname = kies(workbook(kinderen=[child(achternaam="Uniekenaam", postcode="??")]))
    assert "Uniekenaam" not in overname.bestand + overname.verslag
    assert "??" not in overname.verslag


def test_taking_over_makes_the_child_with_all_that_is_known(
    neem_over: Any, ark: Locatie, jgz: Organisatie
) -> None:
    overname = neem_over(whole(BSN))
    kind = Kind.objects.get()
    assert (overname.status, overname.bestand, overname.verslag) == (Status.APPLIED, "", "")
    assert (kind.naam, kind.bsn, kind.ingeschreven_door) == ("Noor Jansen", BSN, jgz)
    assert kind.adres.regels == ("Dorpsstraat 12", "3881 AB Putten")
    assert [s.ouder.naam for s in kind.ouderschappen.filter(belt_eerst=True)] == ["Sanne Jansen"]
    assert Ouder.objects.get().telefoon == "+31612345678"
    indicatie = kind.indicaties.get()
    assert (indicatie.organisatie, indicatie.afgegeven_op) == (jgz, date(2025, 2, 1))
    assert kind.toeleidingen.get().status == Toeleiding.Status.STARTED
    assert kind.plaatsingen.get().uren_per_week_honderdsten == 16_00
    assert list(Kind.objects.search("jansen")) == [kind]


def test_taking_over_sends_no_letters(neem_over: Any, ark: Locatie) -> None:
    neem_over(whole())
    assert not Brief.objects.exists()


def test_hours_become_a_draft_that_the_provider_submits_itself(neem_over: Any, ark: Locatie) -> None:
    neem_over(whole())
    declaratie = Urendeclaratie.objects.get()
    assert (declaratie.houder, declaratie.jaar, declaratie.kwartaal) == (ark.houder, 2025, 1)
    assert declaratie.status == Urendeclaratie.Status.DRAFT
    assert list(declaratie.regels.values_list("uren_honderdsten", flat=True)) == [32_50]


def test_every_thing_has_its_line_in_a_chain_that_closes(
    neem_over: Any, ark: Locatie, regisseur: Gebruiker
) -> None:
    overname = neem_over(whole())
    regels = AuditRegel.objects.filter(details__overname=overname.pk)
    assert sorted(regels.values_list("handeling", flat=True)) == [
        "indicatie.grant",
        "kind.register",
        "ouder.add",
        "plaatsing.create",
        "toeleiding.refer",
        *(["traject.open"] if Traject.objects.exists() else []),
    ]
    assert broken_links(regisseur.gemeente.code) == []
    assert "Jansen" not in str(list(AuditRegel.objects.values_list("details", flat=True)))


def test_the_same_workbook_again_changes_nothing(kies: Any, neem_over: Any, ark: Locatie) -> None:
    neem_over(whole(BSN))
    overname = kies(whole(BSN))
    assert sentences(overname) == []
    assert overname.aantallen == {soort.naam: [0, 0, 1] for soort in BLADEN}
    assert not overname.is_door_te_voeren


def test_again_only_what_is_other_changes_and_an_empty_cell_leaves_what_is_there(
    neem_over: Any, ark: Locatie
) -> None:
    neem_over(whole(BSN))
    anders = child(bsn=BSN, straat=None, huisnummer=14)
    overname = neem_over(workbook(kinderen=[anders], ouders=[
        {"kindnummer": "A1", "voornaam": "Sanne", "achternaam": "Jansen", "relatie": "Moeder", "telefoon": 687654321}
    ]))  # fmt: skip
    assert overname.aantallen["Kinderen"] == [0, 1, 0]
    assert overname.aantallen["Ouders"] == [0, 1, 0]
    assert Adres.objects.get().regels == ("Dorpsstraat 14", "3881 AB Putten")
    assert (Ouder.objects.get().telefoon, Ouder.objects.get().email) == (
        "+31687654321",
        "sanne@voorbeeld.test",
    )
    regel = AuditRegel.objects.get(handeling="adres.change")
    assert regel.details["velden"] == ["huisnummer"]


def test_a_decision_that_is_here_is_not_changed_by_a_file(kies: Any, neem_over: Any, ark: Locatie) -> None:
    neem_over(whole(BSN))
    langer = {
        "kindnummer": "A1",
        "soort": "vve",
        "geldig van": date(2025, 3, 14),
        "geldig tot en met": date(2026, 8, 1),
        "afgegeven op": date(2025, 2, 1),
    }
    assert sentences(kies(workbook(kinderen=[child(bsn=BSN)], indicaties=[langer]))) == [
        (
            "Indicaties 2 geldig tot en met: Hier loopt deze indicatie tot en met 13-09-2026. Een besluit wijzigt u op de pagina"
            " van het kind."
        )
    ]
    assert Indicatie.objects.get().geldig_tot_en_met == date(2026, 9, 13)


@pytest.mark.parametrize(
    ("kinderen", "zinnen"),
    [
        (
            [child(geboortedatum="31-02-2022")],
            ["geboortedatum: ‘31-02-2022’ bestaat niet. Controleer de dag en de maand."],
        ),
        ([child(geboortedatum="morgen")], ["geboortedatum: ‘morgen’ is geen geboortedatum"]),
        ([child(achternaam="x" * 201)], ["achternaam: ‘xxxxx"]),
        ([child(bsn="123456789")], ["bsn: Dit BSN klopt niet"]),
        ([child(postcode="12 AB")], ["postcode: ‘12 AB’ is geen postcode"]),
        ([child(huisnummer="1.280")], ["huisnummer: ‘1.280’ kan niet. Vul een heel getal in"]),
        ([child(achternaam=None)], ["achternaam: Deze cel is leeg"]),
        ([child(achternaam="-")], ["achternaam: ‘-’ is geen naam"]),
        ([child(geboortedatum=date(2090, 1, 1))], ["geboortedatum: 1 januari 2090 is nog niet geweest"]),
        (
            [child("A1", bsn=BSN), child("A2", bsn=BSN, voornaam="Tim", geboortedatum=date(2023, 1, 5))],
            ["bsn: Dit BSN staat ook op regel 2"],
        ),
        ([child("A1"), child("A1", voornaam="Tim")], ["kindnummer: Dit kindnummer staat ook op regel 2"]),
        ([child(pseudoniem="K9999999")], ["pseudoniem: Een kind K9999999 is hier niet bekend"]),
        ([child(ander_kind="misschien")], ["ander kind: ‘misschien’ is geen antwoord. Vul ja of nee in."]),
    ],
)  # fmt: skip
def test_a_bad_row_gets_a_sentence_with_its_column_and_nothing_is_stored(
    kies: Any, kinderen: list[dict[str, Any]], zinnen: list[str]
) -> None:
    overname = kies(workbook(kinderen=kinderen))
    gezegd = [zin.split(" ", 2)[2] for zin in sentences(overname)]
    assert len(gezegd) == len(zinnen)
    assert all(zegt.startswith(zin) for zegt, zin in zip(gezegd, zinnen, strict=True)), gezegd
    assert not overname.is_door_te_voeren
    assert not Kind.objects.exists()


def test_the_report_never_repeats_a_bsn(kies: Any) -> None:
    overname = kies(workbook(kinderen=[child(bsn="123456789")]))
    assert [b.waarde for b in report_of(overname)] == [""]
    assert "123456789" not in str(report_of(overname))


def test_a_name_of_200_characters_fits(neem_over: Any) -> None:
    neem_over(workbook(kinderen=[child(achternaam="Y" * 200)]))
    assert Kind.objects.get().achternaam == "Y" * 200


@pytest.mark.parametrize(
    ("uren", "zin"),
    [
        ("1.280", "Uren 2 uren: ‘1.280’ kan 1280 of 1,28 zijn. Schrijf 1280 of 1,28."),
        (-3, "Uren 2 uren: Uren kunnen niet negatief zijn; u vulde -3 in."),
        (5000, "Uren 2 uren: 5000 uur past niet in een kwartaal: meer dan 1104 uur kan niet."),
        ("veel", "Uren 2 uren: ‘veel’ is geen getal. Schrijf bijvoorbeeld 160 of 160,5, met hoogstens twee cijfers achter de komma."),
    ],
)  # fmt: skip
def test_hours_that_cannot_be_are_refused(kies: Any, ark: Locatie, uren: Any, zin: str) -> None:
    plaats = {
        "kindnummer": "A1",
        "lrk-nummer": LRK,
        "startdatum": date(2025, 1, 6),
        "uren per week": 16,
        "kot": "nee",
    }
    regel = {"kindnummer": "A1", "lrk-nummer": LRK, "jaar": 2025, "kwartaal": 1, "uren": uren}
    assert sentences(kies(workbook(kinderen=[child()], plaatsingen=[plaats], uren=[regel]))) == [zin]


def test_other_column_names_and_sheets_are_told_by_name(kies: Any) -> None:
    werkmap = openpyxl.Workbook()
    werkmap.active.title = "Kinderen"
    werkmap.active.append(["kindnummer", "Naam kind", "geboortedatum"])
    werkmap.active.append(["A1", "Noor", "14-09-2022"])
    werkmap.create_sheet("Blad2").append(["iets"])
    buffer = io.BytesIO()
    werkmap.save(buffer)
    assert sentences(kies(buffer.getvalue())) == [
        (
            "Blad2 0 : Dit blad kennen wij niet. De bladen heten Kinderen, Ouders, Indicaties, Toeleiding, Plaatsingen, Uren."
            " Neem het sjabloon en vul dat in."
        ),
        "Kinderen 1 Naam kind: Kolom ‘Naam kind’ kennen wij niet. Gebruik de koppen van het sjabloon.",
        "Kinderen 1 achternaam: Kolom ‘achternaam’ ontbreekt. Gebruik de koppen van het sjabloon.",
    ]


def test_a_formula_is_refused_with_its_cell(kies: Any) -> None:
    werkmap = openpyxl.Workbook()
    werkmap.active.title = "Kinderen"
    werkmap.active.append(["kindnummer", "achternaam", "geboortedatum"])
    werkmap.active.append(["A1", "=B1", "14-09-2022"])
    buffer = io.BytesIO()
    werkmap.save(buffer)
    assert sentences(kies(buffer.getvalue())) == [
        (
            " 0 : In cel B2 staat een formule. Kopieer het blad, plak het als waarden (Plakken speciaal, Waarden) en kies dat"
            " bestand."
        )
    ]


def test_a_hundred_thousand_rows_are_refused_before_they_are_read(kies: Any) -> None:
    rijen = [{"kindnummer": f"A{n}"} for n in range(100_000)]
    (zin,) = sentences(kies(workbook(kinderen=rijen)))
    assert "hoogstens 20000 regels" in zin


def test_something_else_than_a_workbook_is_one_sentence(kies: Any) -> None:
    assert sentences(kies(b"%PDF-1.7 ...")) == [
        " 0 : Dit is een pdf. Kies het Excel-bestand of het CSV-bestand."
    ]


def test_two_rows_that_look_like_one_child_are_a_question(kies: Any, neem_over: Any) -> None:
    rijen = [child("A1"), child("A2", voornaam="Noortje")]
    (zin,) = sentences(kies(workbook(kinderen=[child("A1"), child("A2", achternaam="Janssen")])))
    assert zin == (
        "Kinderen 3 achternaam: Dit kind lijkt op regel 2: zelfde geboortedatum, de naam klinkt hetzelfde, zelfde postcode."
        " Is het hetzelfde kind? Verwijder dan een van beide regels. Is het een ander kind? Vul dan bij ‘ander kind’ ja in."
    )
    rijen[1] |= {"achternaam": "Janssen", "voornaam": "Noor", "ander kind": "ja"}
    neem_over(workbook(kinderen=rijen))
    assert kies(workbook(kinderen=rijen)).aantallen["Kinderen"] == [0, 0, 2]
    assert Dubbelpaar.objects.get().status == Dubbelpaar.Status.OTHER


def test_a_child_like_one_that_is_here_is_a_question_with_its_pseudoniem(
    kies: Any, neem_over: Any, regisseur: Gebruiker, jgz: Organisatie
) -> None:
    bekend = KindFactory(
        gemeente=regisseur.gemeente,
        ingeschreven_door=jgz,
        voornaam="Noor",
        achternaam="Janssen",
        geboortedatum=date(2022, 9, 14),
    )
    (zin,) = sentences(kies(workbook(kinderen=[child()])))
    assert f"lijkt op kind {bekend.pseudoniem}" in zin
    neem_over(workbook(kinderen=[child(pseudoniem=bekend.pseudoniem)]))
    bekend.refresh_from_db()
    assert (Kind.objects.count(), bekend.achternaam) == (1, "Jansen")


def test_facts_of_a_child_that_is_on_no_sheet_are_refused(kies: Any) -> None:
    ouder = {"kindnummer": "Z9", "achternaam": "Jansen", "relatie": "vader"}
    assert sentences(kies(workbook(kinderen=[child()], ouders=[ouder]))) == [
        "Ouders 2 kindnummer: Kindnummer Z9 staat niet op het blad Kinderen. Zet het kind daar ook neer."
    ]


def test_what_does_not_fit_together_is_refused_per_row(kies: Any, ark: Locatie) -> None:
    indicatie = {
        "kindnummer": "A1",
        "soort": "vve",
        "geldig van": date(2025, 3, 14),
        "geldig tot en met": date(2026, 9, 13),
        "afgegeven op": date(2025, 2, 1),
    }
    plaats = {
        "kindnummer": "A1",
        "lrk-nummer": LRK,
        "startdatum": date(2025, 3, 1),
        "uren per week": 16,
        "kot": "nee",
    }
    zinnen = sentences(
        kies(
            workbook(
                kinderen=[child()],
                indicaties=[indicatie, indicatie | {"geldig van": date(2025, 6, 1)}],
                toeleiding=[
                    {
                        "kindnummer": "A1",
                        "aanbieder": "Elders",
                        "verwezen op": date(2025, 2, 3),
                        "stand": "Verwezen",
                    },
                    {
                        "kindnummer": "A1",
                        "aanbieder": "de ark",
                        "verwezen op": date(2025, 2, 3),
                        "stand": "Geplaatst",
                    },
                ],
                plaatsingen=[
                    plaats,
                    plaats | {"startdatum": date(2025, 5, 1)},
                    plaats | {"lrk-nummer": "999999"},
                ],
            )
        )
    )
    assert [zin.split(":")[0] for zin in zinnen] == [
        "Indicaties 3 geldig van",
        "Toeleiding 2 aanbieder",
        "Toeleiding 3 sinds",
        "Plaatsingen 3 startdatum",
        "Plaatsingen 4 lrk-nummer",
    ]


def test_what_changed_between_looking_and_doing_goes_back_to_be_looked_at(
    kies: Any, regisseur: Gebruiker, ark: Locatie, jgz: Organisatie
) -> None:
    overname = kies(whole())
    KindFactory(
        gemeente=regisseur.gemeente,
        ingeschreven_door=jgz,
        voornaam="Noor",
        achternaam="Jansen",
        geboortedatum=date(2022, 9, 14),
    )
    confirm_overname(overname=overname, door=regisseur, op=timezone.now())
    work()
    overname.refresh_from_db()
    assert (overname.status, overname.melding) == (
        Status.REVIEWED,
        "Er is intussen iets veranderd; er is niets doorgevoerd. Kijk opnieuw na.",
    )
    assert Plaatsing.objects.count() == 0


def test_putting_back_leaves_nothing_of_what_was_made(
    neem_over: Any, regisseur: Gebruiker, ark: Locatie
) -> None:
    overname = neem_over(whole(BSN))
    ask_undo(overname=overname, door=regisseur, op=timezone.now())
    work()
    overname.refresh_from_db()
    assert (overname.status, overname.melding) == (Status.UNDONE, "")
    for model in (
        Kind,
        Adres,
        Ouder,
        Indicatie,
        Toeleiding,
        Traject,
        Plaatsing,
        Urendeclaratie,
        Declaratieregel,
        Zoekwoord,
    ):
        assert not model._default_manager.exists(), model
    assert broken_links(regisseur.gemeente.code) == []
    assert AuditRegel.objects.filter(handeling="overname.remove").count() == 1


def test_putting_back_gives_changed_rows_their_old_values(
    neem_over: Any, regisseur: Gebruiker, ark: Locatie
) -> None:
    neem_over(whole(BSN))
    tweede = neem_over(
        workbook(kinderen=[child(bsn=ANDER_BSN, pseudoniem=Kind.objects.get().pseudoniem, huisnummer=99)])
    )
    assert (Kind.objects.get().bsn, Adres.objects.get().huisnummer) == (ANDER_BSN, 99)
    ask_undo(overname=tweede, door=regisseur, op=timezone.now())
    work()
    assert (Kind.objects.get().bsn, Adres.objects.get().huisnummer) == (BSN, 12)


def test_what_somebody_went_on_with_is_not_put_back(
    neem_over: Any, regisseur: Gebruiker, ark: Locatie
) -> None:
    overname = neem_over(whole())
    Declaratieregel.objects.update(uren_honderdsten=40_00)
    ask_undo(overname=overname, door=regisseur, op=timezone.now())
    work()
    overname.refresh_from_db()
    assert overname.status == Status.APPLIED
    assert "verder gewerkt" in overname.melding
    assert Kind.objects.count() == 1


def test_a_second_workbook_on_the_first_must_be_put_back_first(
    neem_over: Any, regisseur: Gebruiker, ark: Locatie
) -> None:
    eerste = neem_over(workbook(kinderen=[child(bsn=BSN)]))
    neem_over(whole(BSN))
    ask_undo(overname=eerste, door=regisseur, op=timezone.now())
    work()
    eerste.refresh_from_db()
    assert eerste.status == Status.APPLIED
    assert Kind.objects.count() == 1


def test_one_workbook_at_a_time(regisseur: Gebruiker) -> None:
    put_overname(inhoud=whole(), door=regisseur, op=timezone.now())
    with pytest.raises(ValidationError, match="al een werkmap nagekeken"):
        put_overname(inhoud=whole(), door=regisseur, op=timezone.now())


def test_after_a_day_a_workbook_is_gone(kies: Any, regisseur: Gebruiker) -> None:
    overname = kies(workbook(kinderen=[child()]))
    with pytest.raises(ValidationError, match="langer dan een dag"):
        confirm_overname(overname=overname, door=regisseur, op=timezone.now() + timedelta(days=2))
    assert expire_overnames(timezone.now() + timedelta(days=2)) == 1
    overname.refresh_from_db()
    assert (overname.status, overname.bestand) == (Status.EXPIRED, "")


def test_after_thirty_days_it_can_no_longer_be_put_back(
    neem_over: Any, regisseur: Gebruiker, ark: Locatie
) -> None:
    overname = neem_over(whole())
    with pytest.raises(ValidationError, match="tot 30 dagen"):
        ask_undo(overname=overname, door=regisseur, op=timezone.now() + timedelta(days=31))


def test_one_person_is_the_parent_of_brother_and_sister(neem_over: Any) -> None:
    ouder = {"achternaam": "Jansen", "voornaam": "Sanne", "relatie": "moeder", "telefoon": "0612345678"}
    neem_over(
        workbook(
            kinderen=[child("A1"), child("A2", voornaam="Bram", geboortedatum=date(2023, 11, 2))],
            ouders=[{"kindnummer": "A1", **ouder}, {"kindnummer": "A2", **ouder}],
        )
    )
    assert (Ouder.objects.count(), Kind.objects.filter(ouderschappen__ouder=Ouder.objects.get()).count()) == (
        1,
        2,
    )
