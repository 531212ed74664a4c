"""The M&O list and what was found: each rule on a case that meets it and one that does not."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from indicaties.models import Indicatie
from organisaties.rechten import Rol
from rapportage.controledossier import tolerantie
from rapportage.controledossier.actions import draw_trekking, record_bevinding
from rapportage.controledossier.menolijst import check_all
from rapportage.controledossier.models import Bevinding
from subsidies.berekeningen.actions import approve_berekening, calculate_declaratie
from tests.factories import DubbelpaarFactory, LocatieFactory
from tests.subsidies.administratie import NU, Administratie

pytestmark = pytest.mark.django_db


def test_each_rule_finds_its_line_and_leaves_a_good_one_alone(
    duiven: Administratie, inloggen: Callable[..., Client]
) -> None:
    elders = LocatieFactory(gemeente=duiven.gemeente, houder=duiven.houder)
    goed, dubbel, laat, veel, lijkt = (duiven.kind() for _ in range(5))
    zonder = LocatieFactory(gemeente=duiven.gemeente, houder=duiven.houder)
    op_zonder = duiven.kind()
    uren = {duiven.plaatsing(kind): "80" for kind in (goed, dubbel, laat, lijkt)}
    uren |= {duiven.plaatsing(dubbel, locatie=elders): "40", duiven.plaatsing(veel): "400"}
    uren |= {duiven.plaatsing(op_zonder, locatie=zonder): "80"}
    berekening = calculate_declaratie(declaratie=duiven.declaratie(uren), door=duiven.medewerker, op=NU)
    approve_berekening(berekening=berekening, door=duiven.budgethouder, op=NU)
    Indicatie.objects.update(afgegeven_op=date(2019, 11, 20))
    Indicatie.objects.filter(kind=laat).update(afgegeven_op=date(2020, 2, 3))
    zonder.ve_vanaf = date(2020, 2, 1)
    zonder.save()
    DubbelpaarFactory(een=goed, ander=lijkt)

    with CaptureQueriesContext(connection) as vragen:
        uitkomsten = {u.regel.code: u for u in check_all(duiven.gemeente, 2020)}
    # Of lines beside children PostgreSQL expects next to none under row-level security, and then compares each with each.
    samen = ('"subsidies_berekeningsregel"', '"indicaties_kind"')
    assert [v["sql"] for v in vragen if all(tabel in v["sql"] for tabel in samen)] == []
    gevonden = {code: sorted({t.regel.pseudoniem for t in u.treffers}) for code, u in uitkomsten.items()}
    assert gevonden == {
        "dubbel-kind": sorted(kind.pseudoniem for kind in (dubbel, goed, lijkt)),
        "zonder-ve": [op_zonder.pseudoniem],
        "indicatie-na-start": [laat.pseudoniem],
        "boven-maximum": [veel.pseudoniem],
    }
    assert (uitkomsten["zonder-ve"].kinderen, uitkomsten["zonder-ve"].centen) == (1, 751_20)
    (treffer,) = uitkomsten["zonder-ve"].treffers
    assert (
        treffer.waarom
        == "Op 1 januari 2020 heeft de locatie geen VE-registratie; gerekend is als locatie mét VE."
    )
    assert check_all(duiven.gemeente, 2019)[0].treffers == []

    client = inloggen(duiven.gebruiker(Rol.AUDITOR))
    pagina = client.get(
        reverse("rapportage:menolijst"), {"jaar": 2020, "regel": "zonder-ve"}
    ).content.decode()
    assert op_zonder.pseudoniem in pagina
    assert op_zonder.achternaam not in pagina
    bestand = client.get(reverse("rapportage:menolijst_export", args=["csv"]), {"jaar": 2020})
    assert b"".join(bestand.streaming_content).decode().count("\r\n") == 1 + 4 + 3  # type: ignore[attr-defined]


def test_what_is_found_stands_beside_two_per_cent_and_is_replaced_not_edited(duiven: Administratie) -> None:
    auditor = duiven.gebruiker(Rol.AUDITOR)
    velden = {
        "jaar": 2025,
        "soort": "fout",
        "indicator": "D8/01",
        "oorzaak": "Dubbel betaald.",
        "door": auditor,
        "op": NU,
    }
    eerste = record_bevinding(bedrag_centen=2_000_01, **velden)
    fout, onzeker = tolerantie.compare(2025, 100_000_00, Bevinding.objects.current())
    assert (fout.percentage, fout.centen, fout.grens, fout.is_binnen) == (2, 2_000_01, 2_000_00, False)
    assert (onzeker.percentage, onzeker.centen, onzeker.is_binnen) == (2, 0, True)
    record_bevinding(bedrag_centen=2_000_00, vervangt=eerste, **velden)
    assert tolerantie.compare(2025, 100_000_00, Bevinding.objects.current())[0].is_binnen
    assert Bevinding.objects.count() == 2
    with pytest.raises(ValidationError, match="Een collega heeft dit net al gewijzigd"):
        record_bevinding(bedrag_centen=1, vervangt=eerste, **velden)
    with pytest.raises(ValidationError, match="een bedrag boven € 0"):
        record_bevinding(bedrag_centen=0, **velden)
    assert [s.percentage for s in tolerantie.compare(2024, 1, [])] == [1, 3]


def test_nothing_booked_is_nothing_to_draw_from(duiven: Administratie) -> None:
    with pytest.raises(ValidationError, match="Op deze indicator is in dit jaar niets geboekt"):
        draw_trekking(
            jaar=2020, indicator="D8/02", omvang=3, zaad="", door=duiven.gebruiker(Rol.AUDITOR), op=NU
        )
