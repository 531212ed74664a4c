"""A municipality whose scheme pays what is declared, with accounts that were agreed: what these tests start from."""

import re
from datetime import UTC, date, datetime
from typing import Any

from lib.geld import parse_honderdsten
from opvang.models import Plaatsing
from organisaties.models import Organisatie
from organisaties.rechten import Rol
from subsidies.berekeningen.actions import approve_berekening, calculate_declaratie
from subsidies.betalen.actions import claim_betaling
from subsidies.betalen.rekeningen import agree_bankrekening, propose_bankrekening
from subsidies.betalen.runs import propose_run, release_run
from subsidies.models import Bankrekening, Berekening, Betaalrun, Betaalverplichting, Subsidieregeling
from subsidies.regelingen.actions import adopt_regeling, import_regeling, propose_regeling
from tests.subsidies.administratie import NU as NU
from tests.subsidies.administratie import Administratie, regeling_text

DAG = date(2020, 5, 29)
NA = datetime(2020, 5, 28, 9, 0, tzinfo=UTC)
GEMEENTE_IBAN, HOUDER_IBAN, ANDER_IBAN = "NL91ABNA0417164300", "NL20INGB0001234567", "NL02ABNA0123456789"


def give_account(
    boeken: Administratie, organisatie: Organisatie | None, iban: str, **anders: Any
) -> Bankrekening:
    """The account of an organisation, or of the municipality, on which nobody agreed yet."""
    gegevens: dict[str, Any] = {
        "iban": iban,
        "bic": "ABNANL2A" if organisatie is None else "",
        "tenaamstelling": str(organisatie or boeken.gemeente),
        "straat": "Dorpsstraat",
        "huisnummer": "12a",
        "postcode": "6921 AB",
        "plaats": "Duiven",
        "land": "NL",
        "geldig_van": date(2020, 1, 1),
    }
    return propose_bankrekening(organisatie=organisatie, door=boeken.medewerker, op=NU, **(gegevens | anders))


def make_claim(boeken: Administratie, kenmerk: str, euro: str, **anders: Any) -> Betaalverplichting:
    gegevens: dict[str, Any] = {
        "gemeente": boeken.gemeente,
        "organisatie": boeken.houder,
        "regeling": boeken.regeling,
        "jaar": 2020,
        "soort": Betaalverplichting.Soort.VOORSCHOT,
        "kenmerk": kenmerk,
        "bedrag_centen": parse_honderdsten(euro),
        "vervaldag": date(2020, 5, 22),
        "omschrijving": kenmerk,
        "door": boeken.medewerker,
        "op": NU,
    }
    return claim_betaling(**(gegevens | anders))


class Betaler(Administratie):
    """Duiven in 2020, with voorschot 0 %."""

    def __init__(self, voorschot: int = 0) -> None:
        super().__init__(regeling_naam=None)
        self.voorschot = voorschot
        self.regeling: Subsidieregeling = self._adopt()
        self.tweede = self.gebruiker(Rol.SUBSIDIEMEDEWERKER)
        self.beheerder = self.gebruiker(Rol.HOUDER_BEHEERDER, organisatie=self.houder)
        self.plaats = self.plaatsing(self.kind())

    def _adopt(self) -> Subsidieregeling:
        tekst = re.sub(
            r"voorschot = \{ waarde = \d+",
            f"voorschot = {{ waarde = {self.voorschot}",
            regeling_text("duiven-2020"),
        )
        concept = import_regeling(tekst=tekst, door=self.beleid, op=NU)
        return adopt_regeling(
            regeling=propose_regeling(regeling=concept, door=self.beleid), door=self.budgethouder, op=NU
        )

    def approve(self, uren: dict[Plaatsing, str], op: datetime = NU, **extra: Any) -> Berekening:
        declaratie = self.declaratie(uren, **extra)
        berekening = calculate_declaratie(declaratie=declaratie, door=self.medewerker, op=op)
        return approve_berekening(berekening=berekening, door=self.budgethouder, op=op)

    def account(self, organisatie: Organisatie | None, iban: str, **anders: Any) -> Bankrekening:
        rekening = give_account(self, organisatie, iban, **anders)
        return agree_bankrekening(rekening=rekening, door=self.budgethouder, op=NU)

    def accounts(self) -> None:
        self.account(None, GEMEENTE_IBAN)
        self.account(self.houder, HOUDER_IBAN)

    def claim(self, kenmerk: str, euro: str, **anders: Any) -> Betaalverplichting:
        return make_claim(self, kenmerk, euro, **anders)

    def run(self, versie: str = "pain.001.001.09", **anders: Any) -> Betaalrun:
        gegevens = {"tot_en_met": DAG, "uitvoerdag": DAG, "versie": versie, "door": self.medewerker, "op": NA}
        return propose_run(**(gegevens | anders))

    def release(self, run: Betaalrun) -> Betaalrun:
        return release_run(run=run, door=self.budgethouder, op=NA)


def camt(*posten: str, iban: str = GEMEENTE_IBAN) -> bytes:
    """A statement of the bank with these entries."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt>
<Acct><Id><IBAN>{iban}</IBAN></Id></Acct>{"".join(posten)}</Stmt></BkToCstmrStmt></Document>""".encode()


def post(kenmerk: str, bedrag: str, richting: str = "DBIT", reden: str = "") -> str:
    terug = f"<RtrInf><Rsn><Cd>{reden}</Cd></Rsn></RtrInf>" if reden else ""
    return (
        f'<Ntry><Amt Ccy="EUR">{bedrag}</Amt><CdtDbtInd>{richting}</CdtDbtInd><BookgDt><Dt>2020-05-29</Dt></BookgDt>'
        f"<NtryDtls><TxDtls><Refs><EndToEndId>{kenmerk}</EndToEndId></Refs>{terug}</TxDtls></NtryDtls></Ntry>"
    )
