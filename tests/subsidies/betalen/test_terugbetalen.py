"""A recipient pays back itself: by hand, or as its bank's statement tells; once, and never more than is open."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from organisaties.models import AuditRegel
from subsidies.betalen.actions import withdraw_betaling
from subsidies.betalen.afschriften import read_afschrift
from subsidies.betalen.terugbetalen import record_terugbetaling
from subsidies.invarianten import INVARIANTEN
from subsidies.models import Bankafschrift, Betaalverplichting, Terugbetaling
from tests.subsidies.betalen.wereld import GEMEENTE_IBAN, Betaler, camt

pytestmark = pytest.mark.django_db
NA = datetime(2020, 6, 2, 10, 0, tzinfo=UTC)


def credit(bedrag: str, omschrijving: str, referentie: str, kenmerk: str = "NOTPROVIDED") -> str:
    return (
        f'<Ntry><Amt Ccy="EUR">{bedrag}</Amt><CdtDbtInd>CRDT</CdtDbtInd><BookgDt><Dt>2020-05-29</Dt></BookgDt>'
        f"<NtryDtls><TxDtls><Refs><AcctSvcrRef>{referentie}</AcctSvcrRef><EndToEndId>{kenmerk}</EndToEndId></Refs>"
        f"<RmtInf><Ustrd>{omschrijving}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"
    )


@pytest.fixture
def duiven() -> Betaler:
    duiven = Betaler()
    duiven.account(None, GEMEENTE_IBAN)
    return duiven


def state(terug: Betaalverplichting) -> tuple[str, int]:
    gelezen = Betaalverplichting.objects.with_rest().get(pk=terug.pk)
    return gelezen.status, gelezen.rest


def pay_back(duiven: Betaler, terug: Betaalverplichting, centen: int, referentie: str) -> Terugbetaling:
    return record_terugbetaling(
        verplichting=terug,
        bedrag_centen=centen,
        dag=date(2020, 5, 29),
        referentie=referentie,
        door=duiven.medewerker,
        op=NA,
    )


def test_a_part_leaves_the_rest_open_and_the_rest_settles_it(duiven: Betaler) -> None:
    terug = duiven.claim("terug", "-1.000", soort="terugvordering")
    pay_back(duiven, terug, 400_00, "B1")
    assert state(terug) == ("open", -600_00)
    with pytest.raises(ValidationError, match="Deze terugbetaling is al vastgelegd"):
        pay_back(duiven, terug, 400_00, "B1")
    with pytest.raises(ValidationError, match="is meer dan openstaat"):
        pay_back(duiven, terug, 600_01, "B2")
    with pytest.raises(ValidationError, match="waarvan nog niets is verrekend of terugbetaald"):
        withdraw_betaling(verplichting=terug, reden="fout", door=duiven.medewerker, op=NA)
    pay_back(duiven, terug, 600_00, "B2")
    assert state(terug) == ("terugbetaald", 0)
    with pytest.raises(ValidationError, match="heeft de status ‘Terugbetaald’"):
        pay_back(duiven, terug, 1, "B3")
    regels = AuditRegel.objects.filter(handeling="terugbetaling.record")
    assert [regel.details["centen"] for regel in regels.order_by("pk")] == [400_00, 600_00]


def test_what_the_municipality_pays_is_not_paid_back_and_no_day_is_still_to_come(duiven: Betaler) -> None:
    gewoon = duiven.claim("gewoon", "100")
    with pytest.raises(ValidationError, match="is een bedrag dat de gemeente betaalt"):
        pay_back(duiven, gewoon, 100_00, "B1")
    terug = duiven.claim("terug", "-100", soort="terugvordering")
    with pytest.raises(ValidationError, match="moet nog komen"):
        record_terugbetaling(
            verplichting=terug,
            bedrag_centen=100_00,
            dag=date(2099, 1, 1),
            referentie="B1",
            door=duiven.medewerker,
            op=NA,
        )


def test_what_was_paid_back_is_not_set_off_once_more(duiven: Betaler) -> None:
    terug = duiven.claim("terug", "-1.000", soort="terugvordering")
    pay_back(duiven, terug, 400_00, "B1")
    duiven.claim("een", "600")
    run = duiven.release(duiven.run())
    assert [regel.bedrag_centen for regel in run.betalingen.get().regels.order_by("pk")] == [
        600_00,
        -600_00,
    ]
    assert state(terug) == ("verrekend", 0)


def test_a_statement_that_names_the_kenmerk_settles_it_once(duiven: Betaler) -> None:
    terug = duiven.claim("S2025-001-E", "-1.000", soort="terugvordering")
    andere = duiven.claim("S2025-002-E", "-50", soort="terugvordering")
    eerste = camt(
        credit("400.00", "Terugbetaling S2025-001-E.", "BANK-1"),
        credit("60.00", "S2025-002-E", "BANK-2"),
        credit("10.00", "S2025-001-E en S2025-002-E", "BANK-3"),
        credit("10.00", "contributie", "BANK-4"),
    )
    afschrift = read_afschrift(inhoud=eerste, door=duiven.medewerker, op=NA)
    uitkomsten = ["terugbetaald", "ander-bedrag", "niet-herkend", "niet-herkend"]
    assert list(afschrift.regels.values_list("uitkomst", flat=True)) == uitkomsten
    assert (state(terug), state(andere)) == (("open", -600_00), ("open", -50_00))
    # The next statement holds the same transfer again, and the rest under the end-to-end id.
    volgende = camt(
        credit("400.00", "Terugbetaling S2025-001-E.", "BANK-1"),
        credit("600.00", "", "BANK-5", "S2025-001-E"),
    )
    afschrift = read_afschrift(inhoud=volgende, door=duiven.medewerker, op=NA)
    assert list(afschrift.regels.values_list("uitkomst", flat=True)) == ["al-verwerkt", "terugbetaald"]
    assert state(terug) == ("terugbetaald", 0)
    assert list(Terugbetaling.objects.values_list("bedrag_centen", "referentie", "dag")) == [
        (400_00, "BANK-1", date(2020, 5, 29)),
        (600_00, "BANK-5", date(2020, 5, 29)),
    ]
    assert Bankafschrift.objects.count() == 2


def test_a_worker_writes_it_down_and_is_told_what_cannot_be(duiven: Betaler, client: Client) -> None:
    terug = duiven.claim("terug", "-1.000", soort="terugvordering")
    client.force_login(duiven.medewerker)
    lijst = client.get(reverse("subsidies:betaling_list")).content.decode()
    adres = reverse("subsidies:terugbetaling_create", args=[terug.pk])
    assert adres in lijst
    gegevens = {"bedrag_centen": "1.000,01", "dag": "2020-05-29", "referentie": "B1"}
    te_veel = client.post(adres, gegevens)
    assert (te_veel.status_code, "is meer dan openstaat" in te_veel.content.decode()) == (422, True)
    assert client.post(adres, gegevens | {"bedrag_centen": "1.000"}).status_code == 302
    assert state(terug) == ("terugbetaald", 0)
    client.force_login(duiven.beheerder)
    assert client.get(adres).status_code in (403, 404)


def test_more_than_the_claim_breaks_an_invariant(duiven: Betaler) -> None:
    terug = duiven.claim("terug", "-1.000", soort="terugvordering")
    pay_back(duiven, terug, 1_000_00, "B1")
    regel = INVARIANTEN["niets_is_meer_dan_een_keer_voldaan"]
    assert list(regel(duiven.gemeente)) == []
    Terugbetaling.objects.update(bedrag_centen=1_000_01)
    assert list(regel(duiven.gemeente)) == [
        "terug is €\u00a0-1.000,00 en heeft de stand ‘terugbetaald’; voldaan is €\u00a0-1.000,01."
    ]
