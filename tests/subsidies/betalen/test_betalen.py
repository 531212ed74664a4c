"""From an approved calculation to paid money: one thread, and what may never happen along it."""

import hashlib
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from lxml import etree
from sepaxml.validation import try_valid_xml

from organisaties.models import AuditRegel
from organisaties.rechten import Rol
from organisaties.rijbeveiliging import Rijbereik, rijbereik
from subsidies.betalen.afschriften import read_afschrift
from subsidies.betalen.grootboekbestand import write_grootboek
from subsidies.betalen.rekeningen import agree_bankrekening, propose_bankrekening
from subsidies.betalen.runs import release_run, withdraw_run
from subsidies.betalen.specificatie import write_specificatie
from subsidies.betalen.taken import taken
from subsidies.betalen.uitkomsten import confirm_run, fail_betaling
from subsidies.betalen.voorstel import settle
from subsidies.models import (
    Afschriftregel,
    Bankafschrift,
    Bankrekening,
    Betaalbestand,
    Betaalregel,
    Betaalrun,
    Betaalverplichting,
    Betaling,
    Sleutel,
)
from subsidies.models.bankrekeningen import check_iban
from tests.subsidies.administratie import Administratie
from tests.subsidies.betalen.wereld import (
    ANDER_IBAN,
    DAG,
    GEMEENTE_IBAN,
    HOUDER_IBAN,
    NA,
    NU,
    Betaler,
    camt,
    post,
)
from tests.subsidies.factories import BegrotingspostFactory

GOAB = "Specifieke uitkering onderwijsachterstanden (GOAB)"
pytestmark = pytest.mark.django_db


def standing() -> list[tuple[int, str]]:
    return list(Betaalverplichting.objects.order_by("pk").values_list("bedrag_centen", "status"))


def texts(inhoud: bytes, *namen: str) -> list[list[str]]:
    boom = etree.fromstring(inhoud)
    return [[k.text or "" for k in boom.iter(f"{{*}}{naam}")] for naam in namen]


def test_an_approval_is_paid_and_its_correction_is_set_off() -> None:
    duiven = Betaler()
    eerste = duiven.approve({duiven.plaats: "80"})
    bedrag = eerste.totaal_centen
    assert bedrag > 100_00
    verplichting = Betaalverplichting.objects.get()
    assert (verplichting.kenmerk, verplichting.soort, verplichting.vervaldag) == (
        f"berekening-{eerste.pk}-{duiven.regeling.pk}",
        "declaratie",
        date(2020, 5, 22),
    )

    # Without an account it stays open and is work.
    with pytest.raises(ValidationError, match="ontbreekt een rekeningnummer"):
        duiven.run()
    titels = {taak.titel: taak.aantal for taak in taken(duiven.medewerker, DAG)}
    assert titels["Ontvangers zonder rekeningnummer"] == 1
    duiven.accounts()

    # Two people; the file is made once and carries the control sum and the address in parts.
    run = duiven.run()
    betaling = Betaling.objects.get()
    assert betaling.andere_rekening
    with pytest.raises(ValidationError, match="Er staat niets open"):
        duiven.run()
    with pytest.raises(ValidationError, match="U maakte deze betaalrun zelf"):
        release_run(run=run, door=duiven.medewerker, op=NA)
    run = duiven.release(run)
    with pytest.raises(ValidationError, match="heeft de status ‘Vrijgegeven’"):
        duiven.release(run)
    inhoud = bytes(Betaalbestand.objects.get().inhoud)
    try_valid_xml(inhoud, "pain.001.001.09")
    euro = f"{bedrag // 100}.{bedrag % 100:02d}"
    assert texts(inhoud, "CtrlSum", "InstdAmt", "EndToEndId", "MsgId", "NbOfTxs") == [
        [euro, euro],
        [euro],
        [betaling.kenmerk],
        [f"VVE-0226-{run.pk}"],
        ["1", "1"],
    ]
    assert texts(inhoud, "StrtNm", "BldgNb", "PstCd", "TwnNm", "Ctry", "IBAN") == [
        ["Dorpsstraat"] * 2,
        ["12a"] * 2,
        ["6921 AB"] * 2,
        ["Duiven"] * 2,
        ["NL"] * 2,
        [GEMEENTE_IBAN, HOUDER_IBAN],
    ]

    # The bank tells; what it tells twice counts once, and what is not ours is shown.
    afschrift = camt(post(betaling.kenmerk, euro), post("ander-kenmerk", "12.00"))
    gelezen = read_afschrift(inhoud=afschrift, door=duiven.medewerker, op=NA)
    assert list(gelezen.regels.values_list("uitkomst", "bedrag_centen")) == [
        ("betaald", -bedrag),
        ("niet-herkend", -12_00),
    ]
    with pytest.raises(ValidationError, match="al ingelezen"):
        read_afschrift(inhoud=afschrift, door=duiven.medewerker, op=NA)
    run.refresh_from_db()
    assert (standing(), run.status) == ([(bedrag, "betaald")], "afgerond")

    # A correction gives less: the difference is set off against the next quarter, as far as that goes.
    minder = duiven.approve({duiven.plaats: "60"}, corrigeert=eerste.declaratie)
    verschil = minder.totaal_centen - bedrag
    assert standing()[1:] == [(verschil, "open")]
    with pytest.raises(ValidationError, match="alleen iets te verrekenen"):
        duiven.run()
    volgend = duiven.approve({duiven.plaats: "90"}, kwartaal=2)
    run = duiven.release(duiven.run())
    tweede = run.betalingen.get()
    assert (tweede.bedrag_centen, tweede.andere_rekening) == (volgend.totaal_centen + verschil, False)
    confirm_run(run=run, dag=DAG, door=duiven.medewerker)
    assert standing() == [
        (bedrag, "betaald"),
        (verschil, "verrekend"),
        (volgend.totaal_centen, "betaald"),
    ]

    # For the books of the municipality, and of the provider.
    BegrotingspostFactory(gemeente=duiven.gemeente, jaar=2020, fcl_code="6.480.2")
    regels = write_grootboek(run).decode("utf-8-sig").splitlines()
    assert [regel.split(";")[7:11] for regel in regels[1:]] == [
        ["6.480.2", GOAB, "D8/01", f"{volgend.totaal_centen // 100},{volgend.totaal_centen % 100:02d}"],
        ["6.480.2", GOAB, "D8/01", f"-{-verschil // 100},{-verschil % 100:02d}"],
    ]
    kind = duiven.plaats.kind
    specificatie, kinderen = write_specificatie(tweede, met_naam=True)
    assert kinderen == [kind.pseudoniem] * 2
    assert specificatie.decode("utf-8-sig").count(kind.naam) == 2
    assert kind.naam not in write_specificatie(tweede, met_naam=False)[0].decode("utf-8-sig")


def test_a_scheme_with_voorschotten_waits_for_its_vaststelling() -> None:
    duiven = Betaler(voorschot=100)
    duiven.approve({duiven.plaats: "80"})
    assert standing() == []


def test_what_is_to_be_got_back_is_set_off_as_far_as_it_goes() -> None:
    assert settle([(1, 100), (2, -30), (3, 50), (4, -200)]) == [(1, 100), (3, 50), (2, -30), (4, -120)]
    assert settle([(1, -30)]) == []
    assert settle([(1, 30), (2, -30)]) == [(1, 30), (2, -30)]

    duiven = Betaler()
    duiven.account(None, GEMEENTE_IBAN)
    duiven.claim("een", "1.000")
    terug = duiven.claim("terug", "-1.250", soort="terugvordering")
    # Nothing is left to pay: no account is needed, and no file is made.
    run = duiven.release(duiven.run())
    assert (run.status, Betaalbestand.objects.exists()) == ("afgerond", False)
    assert standing() == [(1_000_00, "verrekend"), (-1_250_00, "open")]
    assert Betaalverplichting.objects.with_rest().get(pk=terug.pk).rest == -250_00
    duiven.account(duiven.houder, HOUDER_IBAN)
    duiven.claim("twee", "1.234.567,89")
    run = duiven.release(duiven.run(versie="pain.001.001.03"))
    inhoud = bytes(run.bestand.inhoud)
    try_valid_xml(inhoud, "pain.001.001.03")
    assert texts(inhoud, "InstdAmt", "CtrlSum") == [["1234317.89"], ["1234317.89"] * 2]


def test_what_the_bank_sends_back_is_open_again_with_its_reason() -> None:
    duiven = Betaler()
    duiven.accounts()
    duiven.claim("een", "100")
    duiven.claim("terug", "-40", soort="terugvordering")
    run = duiven.release(duiven.run())
    betaling = run.betalingen.get()
    boekingen = [post(betaling.kenmerk, "60.00"), post(betaling.kenmerk, "60.00", "CRDT", "AC04")]
    read_afschrift(inhoud=camt(*boekingen), door=duiven.medewerker, op=NA)
    betaling.refresh_from_db()
    assert (betaling.status, betaling.reden_mislukt) == ("mislukt", "AC04 de rekening is opgeheven")
    assert standing() == [(100_00, "mislukt"), (-40_00, "open")]
    with pytest.raises(ValidationError, match="kan niet mislukken"):
        fail_betaling(betaling=betaling, reden="nog eens", door=duiven.medewerker)

    # Paid to another account, which the run warns of; who changes it in between stops the release.
    duiven.account(duiven.houder, ANDER_IBAN)
    run = duiven.run()
    opnieuw = run.betalingen.get()
    assert opnieuw.andere_rekening
    assert opnieuw.kenmerk != betaling.kenmerk
    duiven.account(duiven.houder, HOUDER_IBAN)
    with pytest.raises(ValidationError, match="is gewijzigd nadat deze betaalrun werd gemaakt"):
        duiven.release(run)
    withdraw_run(run=run, door=duiven.medewerker)
    run = duiven.release(duiven.run())
    # The bank books the whole file in one sum.
    som = '<Ntry><Amt Ccy="EUR">60.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><BookgDt><Dt>2020-05-29</Dt></BookgDt>'
    bestand = f"{som}<NtryDtls><Btch><PmtInfId>{run.bestand.bericht_id}</PmtInfId></Btch></NtryDtls></Ntry>"
    read_afschrift(inhoud=camt(bestand), door=duiven.medewerker, op=NA)
    assert standing() == [(100_00, "betaald"), (-40_00, "verrekend")]


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        (b"<?xml version='1.0'?><Document/>", "geen bankafschrift"),
        (b"geen xml", "geen bankafschrift"),
        (camt().replace(b"<Document", b'<!DOCTYPE d [<!ENTITY a "b">]><Document', 1), "geen bankafschrift"),
        (camt(post("een", "veel")), "niet te lezen"),
        (camt(iban=ANDER_IBAN), "niet van een rekening van uw gemeente"),
    ],
)
def test_what_is_no_statement_of_the_own_account_is_refused(inhoud: bytes, zin: str) -> None:
    duiven = Betaler()
    duiven.accounts()
    with pytest.raises(ValidationError, match=zin):
        read_afschrift(inhoud=inhoud, door=duiven.medewerker, op=NA)


@pytest.mark.parametrize(
    ("iban", "zin"),
    [
        ("NL91ABNA0417164301", "de controlecijfers passen niet"),
        ("NL91ABNA041716430", "de controlecijfers passen niet"),
        ("XX91ABNA0417164300", "klopt niet|is geen IBAN"),
        ("0417164300", "is geen IBAN|klopt niet"),
    ],
)
def test_an_account_number_that_cannot_be_is_told_in_a_sentence(iban: str, zin: str) -> None:
    with pytest.raises(ValidationError, match=zin):
        check_iban(iban)


def test_the_file_is_the_same_each_time_and_an_account_shows_to_its_owner(client: Client) -> None:
    duiven = Betaler()
    duiven.accounts()
    duiven.claim("een", "1.234,56")
    run = duiven.release(duiven.run())
    client.force_login(duiven.medewerker)
    adres = reverse("subsidies:run_download", args=[run.pk])
    keren = [client.get(adres) for _ in range(2)]
    assert {hashlib.sha256(keer.content).hexdigest() for keer in keren} == {run.bestand.sha256}
    assert AuditRegel.objects.filter(handeling="betaalbestand.export").count() == 2
    getoond = client.get(reverse("subsidies:run_detail", args=[run.pk])).content.decode()
    assert "NL20 •••• 4567" in getoond
    assert "rekening waarop u deze organisatie nog niet eerder betaalde" in getoond
    client.force_login(duiven.beheerder)
    assert "NL20 INGB 0001 2345 67" in client.get(reverse("subsidies:betaling_list")).content.decode()
    buur = duiven.gebruiker(Rol.HOUDER_BEHEERDER)
    client.force_login(buur)
    assert "1.234,56" not in client.get(reverse("subsidies:betaling_list")).content.decode()
    betaling = run.betalingen.get()
    assert (
        client.get(reverse("subsidies:betaling_specificatie", args=[betaling.pk, "csv"])).status_code == 404
    )


def test_the_database_shows_an_organisation_its_own_payments_and_no_file() -> None:
    duiven = Betaler()
    duiven.accounts()
    duiven.claim("een", "100")
    run = duiven.release(duiven.run())
    betaald = camt(post(run.betalingen.get().kenmerk, "100.00"))
    read_afschrift(inhoud=betaald, door=duiven.medewerker, op=NA)
    gemeente, buur = duiven.gemeente.pk, duiven.gebruiker(Rol.HOUDER_BEHEERDER).organisatie.pk
    tabellen = (
        Betaalverplichting,
        Betaling,
        Betaalregel,
        Bankrekening,
        Betaalrun,
        Betaalbestand,
        Bankafschrift,
    )

    def seen(bereik: Rijbereik) -> list[int]:
        with rijbereik(bereik):
            return [tabel.objects.count() for tabel in (*tabellen, Afschriftregel)]

    assert seen(Rijbereik(gemeente)) == [1, 1, 1, 2, 1, 1, 1, 1]
    assert seen(Rijbereik(gemeente, houder_id=duiven.houder.pk)) == [1, 1, 1, 1, 0, 0, 0, 0]
    niets = [
        Rijbereik(gemeente, houder_id=buur),
        Rijbereik(gemeente, houder_id=duiven.houder.pk, locatie_id=duiven.locatie.pk),
        Rijbereik(Administratie(code="0273", regeling_naam=None).gemeente.pk),
    ]
    assert [sum(seen(bereik)) for bereik in niets] == [0, 0, 0]


def test_an_account_counts_when_another_agreed_and_is_superseded() -> None:
    duiven = Betaler()
    gegevens = {
        "iban": HOUDER_IBAN,
        "bic": "",
        "tenaamstelling": "Kinderopvang",
        "straat": "Dorpsstraat",
        "huisnummer": "1",
        "postcode": "6921AB",
        "plaats": "Duiven",
        "land": "NL",
        "geldig_van": date(2020, 2, 1),
    }
    elders = duiven.gebruiker(Rol.HOUDER_BEHEERDER)
    with pytest.raises(ValidationError, match="alleen het rekeningnummer van uw eigen organisatie"):
        propose_bankrekening(organisatie=duiven.houder, door=elders, op=NU, **gegevens)
    rekening = propose_bankrekening(organisatie=duiven.houder, door=duiven.beheerder, op=NU, **gegevens)
    with pytest.raises(ValidationError, match="wacht al een rekeningnummer op akkoord"):
        propose_bankrekening(organisatie=duiven.houder, door=duiven.medewerker, op=NU, **gegevens)
    assert Bankrekening.objects.in_force_on(duiven.gemeente, DAG) == {}
    agree_bankrekening(rekening=rekening, door=duiven.medewerker, op=NU)
    nieuw = propose_bankrekening(
        organisatie=duiven.houder,
        door=duiven.medewerker,
        op=NU,
        **(gegevens | {"iban": ANDER_IBAN, "geldig_van": date(2020, 4, 1)}),
    )
    with pytest.raises(ValidationError, match="U stelde dit rekeningnummer zelf voor"):
        agree_bankrekening(rekening=nieuw, door=duiven.medewerker, op=NU)
    agree_bankrekening(rekening=nieuw, door=duiven.tweede, op=NU)
    geldend = [Bankrekening.objects.in_force_on(duiven.gemeente, date(2020, m, 15)) for m in (1, 2, 4)]
    assert [{pk: r.gemaskeerd for pk, r in per.items()} for per in geldend] == [
        {},
        {Sleutel(duiven.houder.pk): "NL20 •••• 4567"},
        {Sleutel(duiven.houder.pk): "NL02 •••• 6789"},
    ]
    with pytest.raises(ValidationError, match="Vul bij de rekening van de gemeente de BIC in"):
        propose_bankrekening(organisatie=None, door=duiven.medewerker, op=NU, **gegevens)
