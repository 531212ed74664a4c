"""From draft to school: what goes along, what stops it, and what stays as it was sent."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from indicaties.actions import open_traject
from opvang.models import Locatieprogramma, Overdracht, Overdrachtinhoud, Plaatsing
from opvang.overdracht.actions.opstellen import (
    attach_bijlage,
    discard_overdracht,
    record_ouders,
    record_toestemming,
    save_inhoud,
    withdraw_toestemming,
)
from opvang.overdracht.actions.vervolg import confirm_ontvangst, give_terugkoppeling, record_gesprek
from opvang.overdracht.actions.verzenden import (
    fetch_for_bso,
    missing_of,
    redeem_code,
    renew_code,
    replace_overdracht,
    send_overdracht,
    send_with_code,
)
from opvang.overdracht.bestanden import MAX_AANTAL, MAX_BYTES
from opvang.overdracht.cijfers import PER_LOCATIE, PER_SCHOOL, Cijfers, count_overdrachten
from opvang.overdracht.code import TEKENS, clean_code, hash_code, is_code, new_code
from opvang.overdracht.inhoud import hash_of, is_unchanged
from organisaties.models import AuditRegel, Gebruiker, Organisatie
from organisaties.rechten import Rol
from tests.factories import GebruikerFactory, GemeenteFactory, OrganisatieFactory
from tests.opvang.overdracht.conftest import DAG
from tests.opvang.overdracht.hulp import (
    GEGEVENS,
    JPG,
    PNG,
    allowed_overdracht,
    draft_overdracht,
    empty_pdf,
    loaded_pdf,
)

pytestmark = pytest.mark.django_db


def school_of(ib_er: Gebruiker) -> Organisatie:
    assert ib_er.organisatie is not None
    return ib_er.organisatie


def sent(overdracht: Overdracht, ib_er: Gebruiker, houder: Gebruiker) -> Overdracht:
    return send_overdracht(overdracht=overdracht, school=school_of(ib_er), door=houder, op=DAG)


def inhoud_of(overdracht: Overdracht) -> Overdrachtinhoud:
    return Overdrachtinhoud.objects.get(overdracht=overdracht)


# -- the statutory package ---------------------------------------------------------------------------


def test_the_statutory_package_goes_without_consent_and_says_programme_and_duration_only(
    plaatsing: Plaatsing, houder: Gebruiker, ib_er: Gebruiker
) -> None:
    overdracht = sent(draft_overdracht(plaatsing.kind, houder, DAG, "wettelijk"), ib_er, houder)
    assert inhoud_of(overdracht).verzonden == {
        "kind": {"naam": "Noor Testkind", "geboortedatum": "2022-09-01"},
        "van": {"houder": str(plaatsing.locatie.houder), "locatie": "De Ark"},
        "pakket": "Wettelijk: programma en duur",
        "opgemaakt": "2026-06-01",
        "programmas": {
            "rijen": [
                {
                    "programma": "Piramide",
                    "van": "2025-01-15",
                    "tot_en_met": "2026-06-01",
                    "duur": "16 maanden en 18 dagen",
                    "maanden": 16,
                    "locaties": "De Ark",
                }
            ],
            "samen": "16 maanden en 18 dagen",
        },
    }


def test_without_a_programme_it_does_not_go_and_says_where_to_write_it_down(
    plaatsing: Plaatsing, houder: Gebruiker, ib_er: Gebruiker
) -> None:
    Locatieprogramma.objects.all().delete()
    with pytest.raises(ValidationError, match="Leg vast welk VVE-programma er is bij De Ark"):
        sent(draft_overdracht(plaatsing.kind, houder, DAG, "wettelijk"), ib_er, houder)


def test_only_a_child_that_was_there_can_be_handed_over(plaatsing: Plaatsing) -> None:
    ander = GebruikerFactory(rol=Rol.HOUDER_MEDEWERKER)
    with pytest.raises(ValidationError, match="geen plaats bij u"):
        draft_overdracht(plaatsing.kind, ander, DAG)


# -- consent and parents -----------------------------------------------------------------------------


def test_the_full_package_waits_for_consent_and_for_the_parents(
    plaatsing: Plaatsing, houder: Gebruiker, ib_er: Gebruiker
) -> None:
    overdracht = draft_overdracht(plaatsing.kind, houder, DAG)
    assert missing_of(overdracht, DAG) == [
        "Leg vast dat de ouders toestemming geven voor de school.",
        "Laat de ouders de overdracht lezen en leg dat vast.",
    ]
    with pytest.raises(ValidationError):
        sent(overdracht, ib_er, houder)


def test_consent_for_the_bso_alone_is_none_for_the_school(
    plaatsing: Plaatsing, houder: Gebruiker, ib_er: Gebruiker
) -> None:
    overdracht = allowed_overdracht(plaatsing.kind, houder, DAG, ontvangers=["bso"])
    with pytest.raises(ValidationError, match="toestemming geven voor de school"):
        sent(overdracht, ib_er, houder)


def test_only_the_parts_that_the_parents_allowed_go_along(
    plaatsing: Plaatsing, houder: Gebruiker, ib_er: Gebruiker
) -> None:
    overdracht = allowed_overdracht(plaatsing.kind, houder, DAG, delen=["aandachtspunten"])
    verzonden = inhoud_of(sent(overdracht, ib_er, houder)).verzonden or {}
    assert verzonden["teksten"] == [{"kop": "Aandachtspunten", "tekst": "Went langzaam."}]
    assert (verzonden["domeinen"], verzonden["volgsysteem"], verzonden["bijlagen"]) == ([], "", [])
    assert "uren" not in verzonden
    assert verzonden["zienswijze"] == {"tekst": "Wij herkennen ons kind.", "op": "2026-06-01"}


def test_with_everything_allowed_everything_goes_along(
    klaar: Overdracht, houder: Gebruiker, ib_er: Gebruiker
) -> None:
    verzonden = inhoud_of(sent(klaar, ib_er, houder)).verzonden or {}
    assert verzonden["uren"] == {"per_week": "16,00 uur", "samen": "0,00 uur"}
    assert verzonden["domeinen"][0] == {
        "domein": "Taal",
        "niveau": "Heeft hier extra hulp bij nodig",
        "tekst": "Praat in zinnen van drie woorden.",
    }
    assert [tekst["kop"] for tekst in verzonden["teksten"]] == [
        "Aandachtspunten",
        "Advies van de kinderopvang",
        "Wie er bij het kind betrokken zijn",
    ]


def test_withdrawn_before_sending_it_cannot_be_sent_until_it_is_given_anew(
    klaar: Overdracht, houder: Gebruiker, ib_er: Gebruiker
) -> None:
    withdraw_toestemming(overdracht=klaar, door=houder, op=DAG)
    with pytest.raises(ValidationError, match="toestemming ingetrokken"):
        sent(klaar, ib_er, houder)
    record_toestemming(overdracht=klaar, delen=["uren"], ontvangers=["school"], dag=DAG, door=houder, op=DAG)
    record_ouders(overdracht=klaar, zienswijze="", dag=DAG, door=houder, op=DAG)
    assert sent(klaar, ib_er, houder).status == Overdracht.Status.SENT


def test_withdrawn_after_sending_the_school_sees_that_and_no_content(
    klaar: Overdracht, houder: Gebruiker, ib_er: Gebruiker
) -> None:
    sent(klaar, ib_er, houder)
    withdraw_toestemming(overdracht=klaar, door=houder, op=DAG)
    (gezien,) = Overdracht.objects.for_gebruiker(ib_er)
    assert gezien.status == Overdracht.Status.WITHDRAWN
    with pytest.raises(ValidationError, match="ingetrokken"):
        confirm_ontvangst(overdracht=klaar, door=ib_er, op=DAG)


def test_what_changes_after_the_parents_read_it_is_read_again(klaar: Overdracht, houder: Gebruiker) -> None:
    save_inhoud(overdracht=klaar, gegevens=GEGEVENS, warm_gewenst=False, door=houder)
    klaar.refresh_from_db()
    assert klaar.gezien_op == DAG
    anders = GEGEVENS | {"aandachtspunten": "Went snel."}
    save_inhoud(overdracht=klaar, gegevens=anders, warm_gewenst=False, door=houder)
    klaar.refresh_from_db()
    assert klaar.gezien_op is None
    assert inhoud_of(klaar).zienswijze == "Wij herkennen ons kind."


def test_a_day_that_is_still_to_come_is_no_day_of_consent(klaar: Overdracht, houder: Gebruiker) -> None:
    morgen = date(2026, 6, 2)
    with pytest.raises(ValidationError, match="die dag moet nog komen"):
        record_toestemming(
            overdracht=klaar, delen=["uren"], ontvangers=["school"], dag=morgen, door=houder, op=DAG
        )
    with pytest.raises(ValidationError, match="die dag moet nog komen"):
        record_ouders(overdracht=klaar, zienswijze="", dag=morgen, door=houder, op=DAG)


# -- sent --------------------------------------------------------------------------------------------


def test_what_is_sent_is_frozen_and_a_change_behind_its_back_shows(
    klaar: Overdracht, houder: Gebruiker, ib_er: Gebruiker
) -> None:
    sent(klaar, ib_er, houder)
    inhoud = inhoud_of(klaar)
    assert is_unchanged(inhoud)
    with pytest.raises(ValidationError, match="al verzonden"):
        save_inhoud(overdracht=klaar, gegevens={}, warm_gewenst=False, door=houder)
    assert inhoud.verzonden is not None
    inhoud.verzonden["kind"]["naam"] = "Iemand anders"
    assert not is_unchanged(inhoud)


def test_the_print_does_not_depend_on_the_order_of_the_keys() -> None:
    assert hash_of({"a": 1, "b": {"c": "é", "d": 2}}) == hash_of({"b": {"d": 2, "c": "é"}, "a": 1})


def test_sending_marks_the_case_of_the_child(klaar: Overdracht, houder: Gebruiker, ib_er: Gebruiker) -> None:
    traject = open_traject(kind=klaar.kind, aanleiding="jgz", door=houder, op=DAG)
    sent(klaar, ib_er, houder)
    traject.refresh_from_db()
    assert (traject.overgedragen_op, traject.overgedragen_door) == (DAG, houder)


def test_a_school_of_another_municipality_is_none(klaar: Overdracht, houder: Gebruiker) -> None:
    duiven = OrganisatieFactory(school=True, gemeenten=[GemeenteFactory(code="0226")])
    with pytest.raises(ValidationError, match="geen school van gemeente Putten"):
        send_overdracht(overdracht=klaar, school=duiven, door=houder, op=DAG)


def test_a_new_version_replaces_the_old_one_when_it_is_sent(
    klaar: Overdracht, houder: Gebruiker, ib_er: Gebruiker
) -> None:
    sent(klaar, ib_er, houder)
    nieuw = replace_overdracht(overdracht=klaar, door=houder, op=DAG)
    klaar.refresh_from_db()
    assert (nieuw.versie, klaar.status, nieuw.gezien_op) == (2, Overdracht.Status.SENT, None)
    record_ouders(overdracht=nieuw, zienswijze="", dag=DAG, door=houder, op=DAG)
    sent(nieuw, ib_er, houder)
    klaar.refresh_from_db()
    assert klaar.status == Overdracht.Status.REPLACED
    assert inhoud_of(klaar).verzonden is not None
    Overdracht.objects.filter(pk=klaar.pk).update(status="verzonden")
    with pytest.raises(ValidationError, match="al een nieuwe versie"):
        replace_overdracht(overdracht=klaar, door=houder, op=DAG)


def test_a_draft_can_be_thrown_away_and_a_sent_one_cannot(
    klaar: Overdracht, houder: Gebruiker, ib_er: Gebruiker, plaatsing: Plaatsing
) -> None:
    sent(klaar, ib_er, houder)
    with pytest.raises(ValidationError, match="al verzonden"):
        discard_overdracht(overdracht=klaar, door=houder)
    concept = draft_overdracht(plaatsing.kind, houder, DAG, "wettelijk")
    discard_overdracht(overdracht=concept, door=houder)
    assert not Overdracht.objects.filter(pk=concept.pk).exists()


# -- the code ----------------------------------------------------------------------------------------

TOT = date(2026, 9, 1)


def test_a_code_has_sixty_bits_without_look_alikes_and_reads_however_it_is_typed() -> None:
    code = new_code()
    assert len(TEKENS) == 32
    assert not set("01IO") & set(TEKENS)
    assert is_code(code)
    assert clean_code(f" {code.lower().replace('-', ' ')} ") == code.replace("-", "")
    assert hash_code(code.lower()) == hash_code(code)
    assert not is_code("ABCD-EFGH-JKL0")


def test_the_code_works_once_and_only_a_hash_of_it_is_kept(
    klaar: Overdracht, houder: Gebruiker, ib_er: Gebruiker
) -> None:
    code = send_with_code(overdracht=klaar, tot_en_met=TOT, door=houder, op=DAG)
    klaar.refresh_from_db()
    assert (klaar.status, klaar.school) == (Overdracht.Status.WAITING, None)
    assert klaar.code_afdruk == hash_code(code)
    assert not Overdracht.objects.for_gebruiker(ib_er).exists()
    opgehaald = redeem_code(code=code, door=ib_er, op=TOT)
    assert (opgehaald.school, opgehaald.status, opgehaald.opgehaald_op) == (
        ib_er.organisatie,
        Overdracht.Status.SENT,
        TOT,
    )
    with pytest.raises(ValidationError, match="niets op te halen"):
        redeem_code(code=code, door=ib_er, op=TOT)


def test_a_code_ends_with_its_last_day(klaar: Overdracht, houder: Gebruiker, ib_er: Gebruiker) -> None:
    code = send_with_code(overdracht=klaar, tot_en_met=TOT, door=houder, op=DAG)
    with pytest.raises(ValidationError, match="niets op te halen"):
        redeem_code(code=code, door=ib_er, op=date(2026, 9, 2))


def test_a_new_code_ends_the_one_before(klaar: Overdracht, houder: Gebruiker, ib_er: Gebruiker) -> None:
    oud = send_with_code(overdracht=klaar, tot_en_met=TOT, door=houder, op=DAG)
    nieuw = renew_code(overdracht=klaar, tot_en_met=TOT, door=houder, op=DAG)
    with pytest.raises(ValidationError, match="niets op te halen"):
        redeem_code(code=oud, door=ib_er, op=DAG)
    assert redeem_code(code=nieuw, door=ib_er, op=DAG).pk == klaar.pk


def test_withdrawn_consent_makes_the_code_worthless(
    klaar: Overdracht, houder: Gebruiker, ib_er: Gebruiker
) -> None:
    code = send_with_code(overdracht=klaar, tot_en_met=TOT, door=houder, op=DAG)
    withdraw_toestemming(overdracht=klaar, door=houder, op=DAG)
    with pytest.raises(ValidationError, match="niets op te halen"):
        redeem_code(code=code, door=ib_er, op=DAG)


def test_a_school_of_another_municipality_fetches_nothing(klaar: Overdracht, houder: Gebruiker) -> None:
    code = send_with_code(overdracht=klaar, tot_en_met=TOT, door=houder, op=DAG)
    duiven = GebruikerFactory(rol=Rol.IB_ER, gemeente=GemeenteFactory(code="0226"))
    with pytest.raises(ValidationError, match="niets op te halen"):
        redeem_code(code=code, door=duiven, op=DAG)


# -- attachments and the BSO -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inhoud", "soort"), [(empty_pdf(), "pdf"), (PNG, "png"), (JPG, "jpg")], ids=["pdf", "png", "jpg"]
)
def test_an_attachment_is_what_its_bytes_say(
    klaar: Overdracht, houder: Gebruiker, inhoud: bytes, soort: str
) -> None:
    bijlage = attach_bijlage(overdracht=klaar, inhoud=inhoud, omschrijving="KIJK!", door=houder, op=DAG)
    klaar.refresh_from_db()
    assert (bijlage.soort, bijlage.grootte, len(bijlage.afdruk), klaar.gezien_op) == (
        soort,
        len(inhoud),
        64,
        None,
    )


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        (b"MZ\x90\x00 programma.pdf", "geen PDF, PNG of JPG"),
        (b"<html><script>", "geen PDF, PNG of JPG"),
        (b"%PDF-1.4 stuk", "niet heel"),
        (PNG[:-1], "niet heel"),
        (JPG[:-1], "niet heel"),
        (b"%PDF-" + b"0" * MAX_BYTES, "hoogstens 5 MB"),
        (loaded_pdf("JavaScript"), "een programma"),
        (loaded_pdf("EmbeddedFiles"), "een programma"),
    ],
    ids=["program", "page", "torn-pdf", "torn-png", "torn-jpg", "large", "javascript", "file-inside"],
)
def test_what_is_no_such_file_is_refused_with_a_sentence(
    klaar: Overdracht, houder: Gebruiker, inhoud: bytes, zin: str
) -> None:
    with pytest.raises(ValidationError, match=zin):
        attach_bijlage(overdracht=klaar, inhoud=inhoud, omschrijving="x", door=houder, op=DAG)


def test_there_go_no_more_than_five_attachments(klaar: Overdracht, houder: Gebruiker) -> None:
    for _ in range(MAX_AANTAL):
        attach_bijlage(overdracht=klaar, inhoud=PNG, omschrijving="x", door=houder, op=DAG)
    with pytest.raises(ValidationError, match="hoogstens 5 bijlagen"):
        attach_bijlage(overdracht=klaar, inhoud=PNG, omschrijving="x", door=houder, op=DAG)


def test_the_bso_gets_it_only_when_the_parents_said_so(
    klaar: Overdracht, plaatsing: Plaatsing, houder: Gebruiker
) -> None:
    assert fetch_for_bso(overdracht=klaar, door=houder, op=DAG)["kind"]["naam"] == "Noor Testkind"
    klaar.refresh_from_db()
    assert (klaar.bso_op, klaar.bso_door) == (DAG, houder)
    discard_overdracht(overdracht=klaar, door=houder)
    zonder = allowed_overdracht(plaatsing.kind, houder, DAG, ontvangers=["school"])
    with pytest.raises(ValidationError, match="geen toestemming"):
        fetch_for_bso(overdracht=zonder, door=houder, op=DAG)


# -- after sending -----------------------------------------------------------------------------------


def test_received_talked_and_answered_and_counted(
    klaar: Overdracht, houder: Gebruiker, ib_er: Gebruiker
) -> None:
    sent(klaar, ib_er, houder)
    eigen = Overdracht.objects.for_gebruiker(ib_er)
    assert (eigen.not_received().count(), eigen.talk_wanted().count()) == (1, 1)
    confirm_ontvangst(overdracht=klaar, door=ib_er, op=DAG)
    record_gesprek(overdracht=klaar, dag=DAG, deelnemers=["pm", "ib"], door=houder, op=DAG)
    # Two months after the fourth birthday.
    assert not eigen.feedback_due(date(2026, 10, 31)).exists()
    assert eigen.feedback_due(date(2026, 11, 1)).exists()
    antwoorden = {"genoeg": "ja", "klopte": "deels", "gesprek": "ja", "toelichting": "Fijn."}
    give_terugkoppeling(overdracht=klaar, antwoorden=antwoorden, door=ib_er, op=date(2026, 11, 2))
    assert not eigen.feedback_due(date(2026, 11, 3)).exists()
    assert (eigen.not_received().count(), eigen.talk_wanted().count()) == (0, 0)
    alle = Overdracht.objects.for_gebruiker(houder)
    assert count_overdrachten(alle, PER_LOCATIE) == [Cijfers("De Ark", 1, 1, 1, 1)]
    assert count_overdrachten(alle, PER_SCHOOL) == [Cijfers(str(ib_er.organisatie), 1, 1, 1, 1)]


def test_a_school_receives_and_answers_once(klaar: Overdracht, houder: Gebruiker, ib_er: Gebruiker) -> None:
    sent(klaar, ib_er, houder)
    with pytest.raises(ValidationError, match="Bevestig eerst"):
        give_terugkoppeling(overdracht=klaar, antwoorden={"genoeg": "ja"}, door=ib_er, op=DAG)
    confirm_ontvangst(overdracht=klaar, door=ib_er, op=DAG)
    with pytest.raises(ValidationError, match="al bevestigd op 01-06-2026"):
        confirm_ontvangst(overdracht=klaar, door=ib_er, op=DAG)


def test_another_school_does_nothing_with_it(klaar: Overdracht, houder: Gebruiker, ib_er: Gebruiker) -> None:
    sent(klaar, ib_er, houder)
    ander = GebruikerFactory(rol=Rol.IB_ER)
    with pytest.raises(ValidationError, match="nog niet bij de school"):
        confirm_ontvangst(overdracht=klaar, door=ander, op=DAG)


def test_the_record_tells_every_step_and_no_name(
    klaar: Overdracht, houder: Gebruiker, ib_er: Gebruiker
) -> None:
    code = send_with_code(overdracht=klaar, tot_en_met=TOT, door=houder, op=DAG)
    redeem_code(code=code, door=ib_er, op=DAG)
    confirm_ontvangst(overdracht=klaar, door=ib_er, op=DAG)
    regels = AuditRegel.objects.filter(object_type="overdracht").order_by("volgnummer")
    assert [regel.handeling for regel in regels] == [
        "overdracht.start",
        "overdracht.save",
        "overdracht.consent",
        "overdracht.parents",
        "overdracht.code",
        "overdracht.redeem",
        "overdracht.receive",
    ]
    tekst = " ".join(str(regel.details) for regel in regels)
    assert all(regel.details["kind"] == klaar.pseudoniem for regel in regels)
    for geheim in ("Noor", "Testkind", "herkennen", "langzaam", code, code.replace("-", "")):
        assert geheim not in tekst
