"""Hours are saved as they are typed, and no window overwrites another without a question."""

from typing import Any

import pytest
from django.urls import reverse

from opvang.actions import save_uren, submit_declaratie
from opvang.botsing import Botsing, Staat, read_gezien, write_gezien
from opvang.models import Declaratieregel, Urendeclaratie
from organisaties.models import AuditRegel, Gebruiker, Locatie
from tests.factories import DeclaratieregelFactory, PlaatsingFactory
from tests.opvang.conftest import NU

pytestmark = pytest.mark.django_db


@pytest.fixture
def ander(concept: Urendeclaratie, locatie: Locatie) -> Declaratieregel:
    return DeclaratieregelFactory(
        declaratie=concept, plaatsing=PlaatsingFactory(locatie=locatie), uren_honderdsten=77_00
    )


def post(client: Any, regel: Declaratieregel, **data: str) -> Any:
    return client.post(reverse("opvang:uren_save", args=[regel.declaratie_id]), data)


def uren_van(regel: Declaratieregel) -> int:
    regel.refresh_from_db()
    return regel.uren_honderdsten


def test_a_typed_cell_is_saved_with_the_total_and_the_time(
    inloggen: Any, houder: Gebruiker, regel: Declaratieregel, ander: Declaratieregel
) -> None:
    antwoord = post(
        inloggen(houder), regel, **{f"uren-{regel.pk}": "150,5", "gezien": f"{regel.pk}:16000:"}
    ).json()
    assert (uren_van(regel), uren_van(ander)) == (150_50, 77_00)
    assert antwoord["regels"] == {
        str(regel.pk): {"gezien": f"{regel.pk}:15050:", "uren": "150,5", "dagen": ""}
    }
    assert (antwoord["totaal"], antwoord["fouten"], antwoord["botsingen"]) == ("227,50", {}, [])
    assert len(antwoord["tijd"]) == 5
    assert AuditRegel.objects.get(handeling="declaratie.save").details["gewijzigd"] == 1


def test_of_several_cells_the_wrong_one_comes_back_and_the_others_are_saved(
    inloggen: Any, houder: Gebruiker, regel: Declaratieregel, ander: Declaratieregel
) -> None:
    antwoord = post(inloggen(houder), regel, **{f"uren-{regel.pk}": "abc", f"uren-{ander.pk}": "80"}).json()
    assert (uren_van(regel), uren_van(ander)) == (160_00, 80_00)
    assert list(antwoord["fouten"]) == [str(regel.pk)]
    assert "abc" in antwoord["fouten"][str(regel.pk)]["uren"]


def test_a_cell_that_changed_elsewhere_is_asked_with_both_values(
    inloggen: Any, houder: Gebruiker, regel: Declaratieregel, ander: Declaratieregel
) -> None:
    gezien = f"{regel.pk}:16000: {ander.pk}:7500:"
    antwoord = post(
        inloggen(houder), regel, **{f"uren-{regel.pk}": "150", f"uren-{ander.pk}": "80", "gezien": gezien}
    ).json()
    assert (uren_van(regel), uren_van(ander)) == (150_00, 77_00)
    assert antwoord["botsingen"] == [{"regel": ander.pk, "veld": "uren", "staat": "77", "getypt": "80"}]


def test_who_has_seen_what_is_there_may_overwrite_it(
    inloggen: Any, houder: Gebruiker, ander: Declaratieregel
) -> None:
    post(inloggen(houder), ander, **{f"uren-{ander.pk}": "80", "gezien": f"{ander.pk}:7700:"})
    assert uren_van(ander) == 80_00


def test_a_stale_page_is_refused_as_a_whole_and_shows_both_values(
    inloggen: Any, houder: Gebruiker, regel: Declaratieregel, ander: Declaratieregel
) -> None:
    client, adres = inloggen(houder), reverse("opvang:declaratie_detail", args=[regel.declaratie_id])
    oud = write_gezien([regel, ander])
    save_uren(declaratie=regel.declaratie, uren={ander.pk: 78_00}, door=houder)
    data = {f"uren-{regel.pk}": "150", f"uren-{ander.pk}": "80", "gezien": oud}
    pagina = client.post(adres, data).content.decode()
    assert (uren_van(regel), uren_van(ander)) == (160_00, 78_00)
    assert "Intussen is hier 78 opgeslagen; u vulde 80 in." in pagina
    nieuw = write_gezien([regel, ander])
    assert f'value="{nieuw}"' in pagina
    client.post(adres, data | {"gezien": nieuw})
    assert (uren_van(regel), uren_van(ander)) == (150_00, 80_00)


def test_a_cell_that_was_not_touched_keeps_what_another_window_saved(
    houder: Gebruiker, regel: Declaratieregel, ander: Declaratieregel
) -> None:
    gewijzigd = save_uren(
        declaratie=regel.declaratie,
        uren={regel.pk: 150_00, ander.pk: 75_00},
        gezien={regel.pk: Staat(160_00), ander.pk: Staat(75_00)},
        door=houder,
    )
    assert (gewijzigd, uren_van(regel), uren_van(ander)) == (1, 150_00, 77_00)


def test_nothing_is_saved_when_a_cell_must_be_asked(
    houder: Gebruiker, regel: Declaratieregel, ander: Declaratieregel
) -> None:
    gezien = {regel.pk: Staat(160_00), ander.pk: Staat(75_00)}
    with pytest.raises(Botsing) as fout:
        save_uren(
            declaratie=regel.declaratie,
            uren={regel.pk: 150_00, ander.pk: 80_00},
            gezien=gezien,
            door=houder,
        )
    assert [(v.regel, v.staat, v.getypt) for v in fout.value.verschillen] == [(ander.pk, "77", "80")]
    assert (uren_van(regel), uren_van(ander)) == (160_00, 77_00)


def test_a_declaration_that_was_submitted_meanwhile_says_so(
    inloggen: Any, houder: Gebruiker, regel: Declaratieregel
) -> None:
    client = inloggen(houder)
    submit_declaratie(declaratie=regel.declaratie, door=houder, op=NU)
    antwoord = post(client, regel, **{f"uren-{regel.pk}": "150"})
    assert antwoord.status_code == 409
    assert "heeft de status ‘Ingediend’" in antwoord.json()["zin"]


def test_without_a_session_the_script_is_sent_to_sign_in(client: Any, regel: Declaratieregel) -> None:
    antwoord = post(client, regel, **{f"uren-{regel.pk}": "150"})
    assert antwoord.status_code == 302
    assert uren_van(regel) == 160_00


def test_a_line_of_another_declaration_is_not_touched(
    inloggen: Any, houder: Gebruiker, regel: Declaratieregel
) -> None:
    vreemd = DeclaratieregelFactory(uren_honderdsten=10_00)
    antwoord = post(inloggen(houder), regel, **{f"uren-{vreemd.pk}": "150"}).json()
    assert (uren_van(vreemd), antwoord["regels"]) == (10_00, {})


def test_what_was_seen_is_read_as_it_was_written(regel: Declaratieregel) -> None:
    regel.dagen = 12
    assert read_gezien(write_gezien([regel])) == {regel.pk: Staat(160_00, 12)}
    assert read_gezien("onzin 1:x:2 ١:2:3") == {}
