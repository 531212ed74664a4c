"""The screens: who may open them, what they show, and what they answer to wrong input."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from indicaties.models import Kind
from opvang.actions import (
    Afspraken,
    accept_declaratie,
    change_afspraken,
    correct_declaratie,
    return_declaratie,
)
from opvang.models import Declaratieregel, Plaatsing, Urendeclaratie
from organisaties.models import AuditRegel, Gebruiker, Locatie
from organisaties.rechten import Rol
from tests.factories import (
    DeclaratieregelFactory,
    GebruikerFactory,
    GemeenteFactory,
    IndicatieFactory,
    LocatieFactory,
    PlaatsingFactory,
    ToeleidingFactory,
    UrendeclaratieFactory,
)
from tests.opvang.conftest import NU

pytestmark = pytest.mark.django_db


def tekst(antwoord: Any) -> str:
    """The page as a reader sees it: one line, without the difference between kinds of spaces."""
    return " ".join(antwoord.content.decode().replace("\u00a0", " ").split())


def afspraken_form(locatie: Locatie, **anders: Any) -> dict[str, Any]:
    return {
        "locatie": locatie.pk,
        "startdatum": "2025-04-14",
        "uren_per_week": "16",
        "kot": "nee",
        "bijdrageklasse": "3",
        "bewijs": "inkomensverklaring",
        "bewijs_jaar": "2023",
        "kindrang": "1",
        "uurprijs_centen": "",
    } | anders


GESLOTEN = [
    ("plaatsing_list", Rol.JGZ_MEDEWERKER),
    ("plaatsing_list", Rol.BUDGETHOUDER),
    ("peuter_enrol", Rol.SUBSIDIEMEDEWERKER),
    ("peuter_enrol", Rol.KINDREGISSEUR),
    ("peuter_enrol", Rol.AUDITOR),
    ("declaratie_list", Rol.SUBSIDIEMEDEWERKER),
    ("declaratie_list", Rol.AUDITOR),
    ("declaratie_list", Rol.KINDREGISSEUR),
    ("locatie_list", Rol.IB_ER),
]


@pytest.mark.parametrize(("naam", "rol"), GESLOTEN)
def test_a_page_of_another_role_is_closed(inloggen: Any, naam: str, rol: Rol) -> None:
    assert inloggen(GebruikerFactory(rol=rol)).get(reverse(f"opvang:{naam}")).status_code == 403


OPEN = [
    ("plaatsing_list", Rol.KINDREGISSEUR),
    ("plaatsing_list", Rol.SUBSIDIEMEDEWERKER),
    ("plaatsing_list", Rol.AUDITOR),
    ("plaatsing_list", Rol.HOUDER_BEHEERDER),
    ("locatie_list", Rol.JGZ_MEDEWERKER),
    ("locatie_list", Rol.FUNCTIONEEL_BEHEERDER),
    ("declaratie_list", Rol.HOUDER_BEHEERDER),
    ("peuter_enrol", Rol.HOUDER_MEDEWERKER),
]


@pytest.mark.parametrize(("naam", "rol"), OPEN)
def test_a_page_opens_for_its_roles_and_says_what_to_do_when_empty(
    inloggen: Any, naam: str, rol: Rol
) -> None:
    antwoord = inloggen(GebruikerFactory(rol=rol)).get(reverse(f"opvang:{naam}"))
    assert antwoord.status_code == 200
    assert "vve-leeg" in tekst(antwoord) or "<form" in tekst(antwoord)


def test_what_is_of_another_provider_or_municipality_is_not_found(
    inloggen: Any, regel: Declaratieregel
) -> None:
    declaratie, plaatsing = regel.declaratie_id, regel.plaatsing_id
    adressen = [
        reverse("opvang:locatie_detail", args=[regel.plaatsing.locatie_id]),
        reverse("opvang:plaatsing_detail", args=[plaatsing]),
        reverse("opvang:plaatsing_change", args=[plaatsing]),
        reverse("opvang:plaatsing_end", args=[plaatsing]),
        reverse("opvang:plaatsing_create", args=[regel.plaatsing.kind_id]),
        reverse("opvang:declaratie_detail", args=[declaratie]),
        reverse("opvang:declaratie_submit", args=[declaratie]),
        reverse("opvang:uren_download", args=[declaratie]),
        reverse("opvang:uren_workbook", args=[declaratie]),
        reverse("opvang:uren_review", args=[declaratie]),
    ]
    posts = [
        reverse(f"opvang:{naam}", args=[declaratie])
        for naam in (
            "declaratie_submit",
            "declaratie_correct",
            "declaratie_refresh",
            "declaratie_discard",
            "uren_upload",
        )
    ]
    for gemeente in ("0273", "0226"):
        client = inloggen(GebruikerFactory(rol=Rol.HOUDER_BEHEERDER, gemeente=GemeenteFactory(code=gemeente)))
        assert {client.get(adres).status_code for adres in adressen} == {404}
        assert {client.post(adres).status_code for adres in posts} == {404}


def test_a_municipality_sees_the_placements_of_all_its_providers(
    inloggen: Any, gemeente: Gebruiker, plaatsing: Plaatsing
) -> None:
    elders = PlaatsingFactory(
        kind__gemeente=GemeenteFactory(code="0226"), locatie__gemeente=GemeenteFactory(code="0226")
    )
    client = inloggen(gemeente)
    lijst = tekst(client.get(reverse("opvang:plaatsing_list")))
    assert plaatsing.kind.naam in lijst
    assert elders.kind.naam not in lijst
    assert client.get(reverse("opvang:plaatsing_detail", args=[plaatsing.pk])).status_code == 200
    assert client.get(reverse("opvang:plaatsing_detail", args=[elders.pk])).status_code == 404


def test_a_reader_of_the_municipality_gets_no_buttons_to_change(inloggen: Any, plaatsing: Plaatsing) -> None:
    auditor = inloggen(GebruikerFactory(rol=Rol.AUDITOR))
    pagina = tekst(auditor.get(reverse("opvang:plaatsing_detail", args=[plaatsing.pk])))
    assert "Afspraken wijzigen" not in pagina
    assert auditor.post(reverse("opvang:plaatsing_end", args=[plaatsing.pk])).status_code == 403


def test_opening_a_placement_is_recorded(inloggen: Any, houder: Gebruiker, plaatsing: Plaatsing) -> None:
    inloggen(houder).get(reverse("opvang:plaatsing_detail", args=[plaatsing.pk]))
    regel = AuditRegel.objects.get(handeling="plaatsing.view")
    assert (regel.gebruiker_id, regel.details) == (houder.pk, {"kind": plaatsing.kind.pseudoniem})


def test_a_provider_sees_who_was_referred_and_places_the_child(
    inloggen: Any, houder: Gebruiker, locatie: Locatie
) -> None:
    kind = ToeleidingFactory(houder=houder.organisatie, kind__voornaam="Noor").kind
    client = inloggen(houder)
    assert "Noor Voorbeeld" in tekst(client.get(reverse("opvang:plaatsing_list")))
    adres = reverse("opvang:plaatsing_create", args=[kind.pk])
    assert client.get(adres).status_code == 200
    antwoord = client.post(adres, afspraken_form(locatie, uurprijs_centen="9,75"), follow=True)
    assert "Noor Voorbeeld is geplaatst bij De Ark vanaf 14-04-2025." in tekst(antwoord)
    plaatsing = Plaatsing.objects.get()
    assert (plaatsing.uren_per_week_honderdsten, plaatsing.bijdrageklasse, plaatsing.uurprijs_centen) == (
        16_00,
        3,
        975,
    )


def test_a_vve_child_at_a_location_without_ve_is_allowed_with_a_warning(
    inloggen: Any, houder: Gebruiker, locatie: Locatie
) -> None:
    Locatie.objects.update(ve_geregistreerd=False)
    kind = ToeleidingFactory(houder=houder.organisatie).kind
    IndicatieFactory(kind=kind)
    antwoord = inloggen(houder).post(
        reverse("opvang:plaatsing_create", args=[kind.pk]), afspraken_form(locatie), follow=True
    )
    assert "De Ark heeft op 14-04-2025 geen voorschoolse educatie (VE) in het LRK" in tekst(antwoord)
    assert Plaatsing.objects.count() == 1


def test_a_child_that_moved_is_placed_with_a_warning_and_one_that_died_is_not(
    inloggen: Any, houder: Gebruiker, locatie: Locatie
) -> None:
    kind = ToeleidingFactory(houder=houder.organisatie).kind
    adres = reverse("opvang:plaatsing_create", args=[kind.pk])
    client = inloggen(houder)
    Kind.objects.update(vertrokken_op=date(2025, 2, 15), reden_vertrek="overleden")
    antwoord = client.post(adres, afspraken_form(locatie), follow=True)
    assert "Dit kind is overleden op 15-02-2025." in tekst(antwoord)
    assert Plaatsing.objects.count() == 0
    Kind.objects.update(reden_vertrek="verhuisd")
    antwoord = client.post(adres, afspraken_form(locatie), follow=True)
    assert "is verhuisd; de laatste dag in de gemeente is 15-02-2025." in tekst(antwoord)
    assert Plaatsing.objects.count() == 1


def test_a_location_elsewhere_is_placed_with_a_warning(
    inloggen: Any, houder: Gebruiker, locatie: Locatie
) -> None:
    Locatie.objects.update(buiten_gemeente=True)
    kind = ToeleidingFactory(houder=houder.organisatie).kind
    antwoord = inloggen(houder).post(
        reverse("opvang:plaatsing_create", args=[kind.pk]), afspraken_form(locatie), follow=True
    )
    assert "De Ark ligt in een andere gemeente." in tekst(antwoord)


def test_a_regular_child_at_a_location_without_ve_gives_no_warning(
    inloggen: Any, houder: Gebruiker, locatie: Locatie
) -> None:
    Locatie.objects.update(ve_geregistreerd=False)
    kind = ToeleidingFactory(houder=houder.organisatie).kind
    antwoord = inloggen(houder).post(
        reverse("opvang:plaatsing_create", args=[kind.pk]), afspraken_form(locatie), follow=True
    )
    assert "zonder voorschoolse educatie" not in tekst(antwoord)


def test_the_page_of_a_child_shows_the_placements_that_the_reader_may_see(
    inloggen: Any, houder: Gebruiker, plaatsing: Plaatsing
) -> None:
    elders = PlaatsingFactory(kind=plaatsing.kind, locatie=LocatieFactory(naam="Zonnestraal"))
    adres = reverse("indicaties:kind_detail", args=[plaatsing.kind_id])
    voor_houder = tekst(inloggen(houder).get(adres))
    assert "De Ark" in voor_houder
    assert elders.locatie.naam not in voor_houder
    voor_gemeente = tekst(inloggen(GebruikerFactory(rol=Rol.KINDREGISSEUR)).get(adres))
    assert "De Ark" in voor_gemeente
    assert elders.locatie.naam in voor_gemeente
    assert "Kind plaatsen" not in voor_gemeente
    assert "De Ark" not in tekst(inloggen(GebruikerFactory(rol=Rol.JGZ_MEDEWERKER)).get(adres))


FOUTE_INVOER = [
    ({"uren_per_week": "veel"}, "‘veel’ is geen getal. Schrijf bijvoorbeeld 160 of 160,5"),
    ({"uren_per_week": "-4"}, "Uren kunnen niet negatief zijn; u vulde -4 in."),
    ({"uren_per_week": "0"}, "Vul meer dan 0 uur per week in."),
    ({"uren_per_week": "160"}, "160 uur past niet in een week: meer dan 60 uur kan niet."),
    ({"einddatum": "2025-01-01"}, "De einddatum 01-01-2025 ligt voor de startdatum 14-04-2025."),
    ({"uurprijs_centen": "975"}, "Een uurprijs van 975 euro kan niet."),
    ({"locatie": ""}, "Kies een locatie."),
    ({"kot": ""}, "Kies ja of nee."),
    ({"startdatum": "2025-02-30"}, "‘2025-02-30’ is geen datum."),
    ({"startdatum": ""}, "Vul een datum in."),
    ({"startdatum": "2052-04-14"}, "ligt meer dan anderhalf jaar vooruit"),
]


@pytest.mark.parametrize(("anders", "zin"), FOUTE_INVOER)
def test_wrong_input_is_answered_with_the_value_and_places_nobody(
    inloggen: Any, houder: Gebruiker, locatie: Locatie, anders: dict[str, str], zin: str
) -> None:
    kind = ToeleidingFactory(houder=houder.organisatie).kind
    antwoord = inloggen(houder).post(
        reverse("opvang:plaatsing_create", args=[kind.pk]), afspraken_form(locatie) | anders
    )
    assert zin in tekst(antwoord)
    assert not Plaatsing.objects.exists()


def test_the_location_of_another_provider_cannot_be_chosen(
    inloggen: Any, houder: Gebruiker, locatie: Locatie
) -> None:
    kind = ToeleidingFactory(houder=houder.organisatie).kind
    antwoord = inloggen(houder).post(
        reverse("opvang:plaatsing_create", args=[kind.pk]), afspraken_form(LocatieFactory())
    )
    assert antwoord.status_code == 200
    assert not Plaatsing.objects.exists()


PEUTER = {
    "voornaam": "Sam",
    "tussenvoegsel": "de",
    "achternaam": "Wit",
    "geboortedatum": "2023-02-03",
    "postcode": "3881 ab",
}


def test_a_peuter_is_enrolled_with_a_postcode_as_people_write_it(
    inloggen: Any, houder: Gebruiker, locatie: Locatie
) -> None:
    inloggen(houder).post(reverse("opvang:peuter_enrol"), PEUTER | afspraken_form(locatie))
    kind = Kind.objects.get()
    assert (kind.naam, kind.adres.postcode) == ("Sam de Wit", "3881AB")


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"postcode": "0881AB"}, "‘0881AB’ is geen postcode."),
        ({"geboortedatum": "2095-02-03"}, "De geboortedatum 2095-02-03 ligt in de toekomst."),
        ({"geboortedatum": "1925-02-03"}, "Geboren op 03-02-1925: dit kind is te oud voor de kinderopvang."),
    ],
)
def test_a_peuter_who_cannot_be_is_refused(
    inloggen: Any, houder: Gebruiker, locatie: Locatie, anders: dict[str, str], zin: str
) -> None:
    antwoord = inloggen(houder).post(
        reverse("opvang:peuter_enrol"), PEUTER | afspraken_form(locatie) | anders
    )
    assert zin in tekst(antwoord)
    assert not Kind.objects.exists()


def test_agreements_are_changed_from_a_day_on(inloggen: Any, houder: Gebruiker, plaatsing: Plaatsing) -> None:
    client = inloggen(houder)
    adres = reverse("opvang:plaatsing_change", args=[plaatsing.pk])
    assert 'value="16"' in tekst(client.get(adres))
    form = afspraken_form(plaatsing.locatie, vanaf="2025-05-01", uren_per_week="10,5", reden="later-bekend")
    antwoord = client.post(adres, form, follow=True)
    assert "De nieuwe afspraken voor" in tekst(antwoord)
    assert list(
        Plaatsing.objects.order_by("startdatum").values_list("einddatum", "uren_per_week_honderdsten")
    ) == [
        (date(2025, 4, 30), 16_00),
        (None, 10_50),
    ]


def test_agreements_of_the_past_ask_for_a_reason(
    inloggen: Any, houder: Gebruiker, plaatsing: Plaatsing
) -> None:
    adres = reverse("opvang:plaatsing_change", args=[plaatsing.pk])
    antwoord = inloggen(houder).post(adres, afspraken_form(plaatsing.locatie, vanaf="2025-01-01"))
    assert "01-01-2025 is voorbij. Kies waarom u de afspraken nu pas wijzigt." in tekst(antwoord)
    assert not plaatsing.versies.exists()


def test_agreements_are_put_right_on_the_page_from_the_first_day(
    inloggen: Any, houder: Gebruiker, plaatsing: Plaatsing
) -> None:
    adres = reverse("opvang:plaatsing_change", args=[plaatsing.pk])
    form = afspraken_form(plaatsing.locatie, vanaf="2025-01-01", kot="ja", reden="bewijs")
    antwoord = tekst(inloggen(houder).post(adres, form, follow=True))
    assert "Wat eerder vastlag" in antwoord
    assert "uit het bewijs bleek iets anders" in antwoord
    plaatsing.refresh_from_db()
    assert (plaatsing.kot, plaatsing.startdatum) == (True, date(2025, 1, 1))


def test_the_first_day_is_put_right_on_its_page(
    inloggen: Any, houder: Gebruiker, plaatsing: Plaatsing
) -> None:
    client = inloggen(houder)
    adres = reverse("opvang:plaatsing_restart", args=[plaatsing.pk])
    assert "Kies een reden." in tekst(client.post(adres, {"startdatum": "2025-01-06"}))
    client.post(adres, {"startdatum": "2025-01-06", "reden": "verkeerd-ingevuld"})
    plaatsing.refresh_from_db()
    assert plaatsing.startdatum == date(2025, 1, 6)


def test_a_mistaken_placement_is_voided_on_its_page(
    inloggen: Any, houder: Gebruiker, plaatsing: Plaatsing
) -> None:
    client = inloggen(houder)
    adres = reverse("opvang:plaatsing_void", args=[plaatsing.pk])
    assert "16,00 uur per week" in tekst(client.get(adres))
    antwoord = tekst(client.post(adres, {"reden": "verkeerd-kind"}, follow=True))
    assert "vervallen verklaard door" in antwoord
    assert "Reden: verkeerd kind geplaatst." in antwoord
    assert "Afspraken wijzigen" not in antwoord
    assert plaatsing.kind.naam not in tekst(client.get(reverse("opvang:plaatsing_list"), {"toon": "alles"}))


def test_a_mistake_with_declared_hours_asks_for_a_correction(
    inloggen: Any, houder: Gebruiker, plaatsing: Plaatsing, afspraken: Afspraken, ingediend: Urendeclaratie
) -> None:
    """Also when the hours stand on the agreements before."""
    vervolg = change_afspraken(
        plaatsing=plaatsing, afspraken=afspraken, vanaf=date(2025, 5, 1), door=houder, op=date(2025, 5, 1)
    )
    adres = reverse("opvang:plaatsing_void", args=[vervolg.pk])
    assert "Dien daarna een correctie in van elke declaratie" in tekst(inloggen(houder).get(adres))


def test_a_placement_is_ended_on_its_page(inloggen: Any, houder: Gebruiker, plaatsing: Plaatsing) -> None:
    client = inloggen(houder)
    adres = reverse("opvang:plaatsing_end", args=[plaatsing.pk])
    assert "Controleer beide datums" in tekst(client.post(adres, {"einddatum": "2024-01-01"}))
    client.post(adres, {"einddatum": "2025-04-30"})
    plaatsing.refresh_from_db()
    assert plaatsing.einddatum == date(2025, 4, 30)


def start(client: Client, jaar: object, kwartaal: object) -> Any:
    return client.post(reverse("opvang:declaratie_start"), {"jaar": jaar, "deel": kwartaal}, follow=True)


def test_a_declaration_is_begun_filled_in_and_submitted(
    inloggen: Any, houder: Gebruiker, plaatsing: Plaatsing
) -> None:
    client = inloggen(houder)
    assert "zijn een voorstel" in tekst(start(client, 2025, 1))
    declaratie = Urendeclaratie.objects.get()
    veld = f"uren-{declaratie.regels.get().pk}"
    adres = reverse("opvang:declaratie_detail", args=[declaratie.pk])
    pagina = tekst(client.post(adres, {veld: "160,5", "indienen": ""}, follow=True))
    assert "160,50" in pagina
    assert f"{houder}, medewerker kinderopvang" in pagina
    pagina = tekst(client.post(reverse("opvang:declaratie_submit", args=[declaratie.pk]), follow=True))
    assert "De declaratie is ingediend bij gemeente Putten." in pagina
    assert '<input type="text"' not in pagina


@pytest.mark.parametrize(
    ("ingevuld", "zin"),
    [
        ("-5", "Uren kunnen niet negatief zijn; u vulde -5 in."),
        ("16050", "16050 uur past niet in een kwartaal: meer dan 1104 uur kan niet."),
        ("160:30", "‘160:30’ is geen getal."),
        ("", "Vul de uren in; 0 als er geen uren zijn."),
    ],
)
def test_hours_that_cannot_be_keep_what_was_typed_and_save_nothing(
    inloggen: Any, houder: Gebruiker, regel: Declaratieregel, ingevuld: str, zin: str
) -> None:
    adres = reverse("opvang:declaratie_detail", args=[regel.declaratie_id])
    pagina = tekst(inloggen(houder).post(adres, {f"uren-{regel.pk}": ingevuld}))
    assert zin in pagina
    regel.refresh_from_db()
    assert regel.uren_honderdsten == 160_00


def test_a_second_declaration_is_refused_with_a_link_to_the_first(
    inloggen: Any, houder: Gebruiker, ingediend: Urendeclaratie
) -> None:
    pagina = tekst(start(inloggen(houder), 2025, 1))
    assert "Over het 1e kwartaal 2025 is al een declaratie." in pagina
    assert (
        f'<a href="{reverse("opvang:declaratie_detail", args=[ingediend.pk])}">Open de declaratie</a>'
        in pagina
    )


@pytest.mark.parametrize(
    ("jaar", "kwartaal", "zin"),
    [
        (2099, 1, "Het 1e kwartaal 2099 kunt u declareren vanaf 01-03-2099."),
        ("twintig", 1, "Vul een jaar van vier cijfers in, bijvoorbeeld 2025."),
        (1999, 1, "Vul een jaar vanaf 2010 in."),
    ],
)
def test_a_quarter_that_cannot_be_declared_is_refused(
    inloggen: Any, houder: Gebruiker, plaatsing: Plaatsing, jaar: object, kwartaal: object, zin: str
) -> None:
    assert zin in tekst(start(inloggen(houder), jaar, kwartaal))
    assert not Urendeclaratie.objects.exists()


def test_a_submitted_declaration_cannot_be_posted_to(
    inloggen: Any, houder: Gebruiker, ingediend: Urendeclaratie
) -> None:
    regel = ingediend.regels.get()
    client = inloggen(houder)
    client.post(reverse("opvang:declaratie_detail", args=[ingediend.pk]), {f"uren-{regel.pk}": "1"})
    antwoord = client.post(reverse("opvang:declaratie_submit", args=[ingediend.pk]), follow=True)
    assert "‘Ingediend’ en kan daarom niet worden ingediend" in tekst(antwoord)
    regel.refresh_from_db()
    assert regel.uren_honderdsten == 160_00


def test_a_returned_declaration_shows_the_reason_and_leads_to_the_correction(
    inloggen: Any, houder: Gebruiker, gemeente: Gebruiker, ingediend: Urendeclaratie
) -> None:
    return_declaratie(declaratie=ingediend, reden="Kind1 was er niet.", door=gemeente, op=NU)
    client = inloggen(houder)
    pagina = tekst(client.get(reverse("opvang:declaratie_detail", args=[ingediend.pk])))
    assert "Kind1 was er niet." in pagina
    assert "Correctie maken" in pagina
    antwoord = client.post(reverse("opvang:declaratie_correct", args=[ingediend.pk]), follow=True)
    assert "Daarom stuurde de gemeente de vorige declaratie terug" in tekst(antwoord)
    assert Urendeclaratie.objects.get(volgnummer=2).corrigeert == ingediend


def test_an_accepted_declaration_says_so(
    inloggen: Any, houder: Gebruiker, gemeente: Gebruiker, ingediend: Urendeclaratie
) -> None:
    accept_declaratie(declaratie=ingediend, door=gemeente, op=NU)
    pagina = tekst(inloggen(houder).get(reverse("opvang:declaratie_detail", args=[ingediend.pk])))
    assert "Geaccepteerd door de gemeente op 10 april 2025" in pagina


def test_a_correction_in_the_making_is_found_again(
    inloggen: Any, houder: Gebruiker, ingediend: Urendeclaratie
) -> None:
    correctie = correct_declaratie(declaratie=ingediend, door=houder, op=NU)
    client = inloggen(houder)
    adres = reverse("opvang:declaratie_detail", args=[correctie.pk])
    assert adres in tekst(client.get(reverse("opvang:declaratie_detail", args=[ingediend.pk])))
    antwoord = client.post(reverse("opvang:declaratie_correct", args=[ingediend.pk]), follow=True)
    assert "is al een correctie gemaakt" in tekst(antwoord)
    assert adres in tekst(antwoord)


def test_signals_stand_by_their_line_before_submitting(
    inloggen: Any, houder: Gebruiker, regel: Declaratieregel
) -> None:
    IndicatieFactory(kind=regel.plaatsing.kind, geldig_tot_en_met=date(2024, 12, 31))
    client = inloggen(houder)
    pagina = tekst(client.get(reverse("opvang:declaratie_detail", args=[regel.declaratie_id])))
    assert "De indicatie was geldig tot en met 31-12-2024" in pagina
    pagina = tekst(client.get(reverse("opvang:declaratie_submit", args=[regel.declaratie_id])))
    assert "1 regel vraagt uw aandacht" in pagina


def test_only_the_lines_with_a_signal_are_shown_when_asked(
    inloggen: Any, houder: Gebruiker, locatie: Locatie, regel: Declaratieregel
) -> None:
    tweede = DeclaratieregelFactory(
        declaratie=regel.declaratie, plaatsing=PlaatsingFactory(locatie=locatie), uren_honderdsten=500_00
    )
    client = inloggen(houder)
    adres = reverse("opvang:declaratie_detail", args=[regel.declaratie_id]) + "?toon=signalen"
    pagina = tekst(client.get(adres))
    assert f"uren-{tweede.pk}" in pagina
    assert f"uren-{regel.pk}" not in pagina
    pagina = tekst(client.post(adres, {f"uren-{tweede.pk}": "160"}, follow=True))
    assert f"uren-{regel.pk}" in pagina
    assert "uw aandacht" not in pagina


def test_a_correction_shows_the_hours_of_the_first_declaration_beside_the_new_ones(
    inloggen: Any, houder: Gebruiker, ingediend: Urendeclaratie
) -> None:
    correctie = correct_declaratie(declaratie=ingediend, door=houder, op=NU)
    adres = reverse("opvang:declaratie_detail", args=[correctie.pk])
    pagina = tekst(inloggen(houder).post(adres, {f"uren-{correctie.regels.get().pk}": "80"}, follow=True))
    assert '<td class="getal" data-kolom="Eerst">160,00</td>' in pagina
    assert 'value="80"' in pagina


def test_placements_that_a_draft_does_not_have_yet_are_counted(
    inloggen: Any, houder: Gebruiker, locatie: Locatie, regel: Declaratieregel
) -> None:
    client = inloggen(houder)
    PlaatsingFactory(locatie=locatie)
    for naam in ("declaratie_detail", "declaratie_submit"):
        pagina = tekst(client.get(reverse(f"opvang:{naam}", args=[regel.declaratie_id])))
        assert "1 plaatsing staat nog niet in d" in pagina


def test_new_placements_are_fetched_into_the_draft(
    inloggen: Any, houder: Gebruiker, locatie: Locatie, concept: Urendeclaratie, regel: Declaratieregel
) -> None:
    PlaatsingFactory(locatie=locatie)
    adres = reverse("opvang:declaratie_refresh", args=[concept.pk])
    client = inloggen(houder)
    assert "1 plaatsing toegevoegd" in tekst(client.post(adres, follow=True))
    assert "er is niets veranderd" in tekst(client.post(adres, follow=True))


def test_a_draft_can_be_thrown_away(inloggen: Any, houder: Gebruiker, regel: Declaratieregel) -> None:
    adres = reverse("opvang:declaratie_discard", args=[regel.declaratie_id])
    antwoord = inloggen(houder).post(adres, follow=True)
    assert "Het concept over het 1e kwartaal 2025 is verwijderd." in tekst(antwoord)
    assert not Urendeclaratie.objects.exists()


def test_a_declaration_of_two_hundred_lines_takes_few_queries(
    inloggen: Any,
    houder: Gebruiker,
    locatie: Locatie,
    concept: Urendeclaratie,
    django_assert_max_num_queries: Any,
) -> None:
    _many(concept, locatie, 200)
    client = inloggen(houder)
    adres = reverse("opvang:declaratie_detail", args=[concept.pk])
    client.get(adres)  # the first line of the record makes its chain
    with django_assert_max_num_queries(23):  # five of them for the line in the record
        client.get(adres)
    uren = {f"uren-{pk}": "100,25" for pk in concept.regels.values_list("pk", flat=True)}
    with django_assert_max_num_queries(26):
        client.post(adres, uren)
    assert set(concept.regels.values_list("uren_honderdsten", flat=True)) == {100_25}


@pytest.mark.parametrize("naam", ["plaatsing_list", "locatie_list", "declaratie_list"])
def test_a_list_of_ten_takes_as_many_queries_as_a_list_of_one(
    inloggen: Any, houder: Gebruiker, naam: str
) -> None:
    client, aantallen = inloggen(houder), []
    client.get(reverse(f"opvang:{naam}"))  # the first line of the record makes its chain
    for jaren in (range(2015, 2016), range(2016, 2025)):
        for jaar in jaren:
            locatie = LocatieFactory(houder=houder.organisatie)
            kind = PlaatsingFactory(locatie=locatie).kind
            ToeleidingFactory(kind=kind, houder=houder.organisatie)
            UrendeclaratieFactory(houder=houder.organisatie, jaar=jaar)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(f"opvang:{naam}")).status_code == 200
        aantallen.append(len(queries))
    assert aantallen[0] == aantallen[1] <= 20  # five of them for the line in the record


def _many(concept: Urendeclaratie, locatie: Locatie, aantal: int) -> None:
    for _ in range(aantal):
        plaatsing = PlaatsingFactory(
            locatie=locatie, kind__ingeschreven_door=locatie.houder, vastgelegd_door=concept.opgesteld_door
        )
        DeclaratieregelFactory(declaratie=concept, plaatsing=plaatsing)
