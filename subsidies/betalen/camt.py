"""A statement of the bank (camt.053) as lines; without entities, a document type or anything from elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from lxml import etree

MAX_BYTES = 5 * 1024 * 1024
GEEN_AFSCHRIFT = (
    "Dit is geen bankafschrift dat dit programma leest. Haal bij uw bank het afschrift op als camt.053 (XML)."
)
# What the bank calls the reasons that a payee meets most (ISO 20022, ExternalReturnReason).
REDENEN = {
    "AC01": "het rekeningnummer klopt niet",
    "AC04": "de rekening is opgeheven",
    "AC06": "de rekening is geblokkeerd",
    "AM05": "dubbel aangeboden",
    "BE04": "het adres van de begunstigde ontbreekt",
    "MD07": "de rekeninghouder is overleden",
    "MS02": "de begunstigde weigert, zonder reden",
    "MS03": "de bank geeft geen reden",
}


class CamtFout(ValueError):
    """It is no statement, with the sentence for who sent it."""


@dataclass(frozen=True)
class Bankregel:
    """One transfer on a statement, in cents, negative when it left the account.

    `kenmerk` is the end-to-end id, or with `is_bestand` the id of a whole file that the bank booked at once.
    `omschrijving` is what the payer wrote, and `bankreferentie` what the bank calls the transfer.
    """

    boekdag: date
    centen: int
    kenmerk: str
    reden: str = ""
    is_terug: bool = False
    is_bestand: bool = False
    omschrijving: str = ""
    bankreferentie: str = ""


@dataclass(frozen=True)
class Afschrift:
    ibans: frozenset[str]
    regels: tuple[Bankregel, ...]


def read_camt(inhoud: bytes) -> Afschrift:
    """CamtFout with the sentence when it is no statement, or holds what no bank writes."""
    ontleder = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False
    )
    try:
        boom = etree.fromstring(inhoud, ontleder)
    except (etree.XMLSyntaxError, ValueError) as fout:
        raise CamtFout(GEEN_AFSCHRIFT) from fout
    ruimte = etree.QName(boom).namespace or ""
    if boom.getroottree().docinfo.doctype or ":camt.053." not in ruimte:
        raise CamtFout(GEEN_AFSCHRIFT)
    lezer = _Lezer({"c": ruimte})
    try:
        regels = tuple(
            regel for post in boom.iterfind(".//c:Ntry", lezer.ruimte) for regel in lezer.lines(post)
        )
    except (ValueError, InvalidOperation) as fout:
        raise CamtFout(
            f"In dit bankafschrift staat een bedrag of dag die niet te lezen is: {fout}."
        ) from fout
    ibans = (knoop.text or "" for knoop in boom.iterfind(".//c:Stmt/c:Acct/c:Id/c:IBAN", lezer.ruimte))
    return Afschrift(frozenset(ibans), regels)


@dataclass(frozen=True)
class _Lezer:
    ruimte: dict[str, str]

    def lines(self, post: etree._Element) -> Iterator[Bankregel]:
        """An entry is one transfer, several with their details, or a whole file of which only the sum is told."""
        dag = date.fromisoformat(
            (self.text(post, "c:BookgDt/c:Dt") or self.text(post, "c:BookgDt/c:DtTm"))[:10]
        )
        details = post.findall(".//c:TxDtls", self.ruimte)
        for detail in details:
            yield self._line(post, detail, dag)
        if not details:
            bestand = self.text(post, "c:NtryDtls/c:Btch/c:PmtInfId")
            yield Bankregel(dag, self._cents(post, post), bestand, is_bestand=bool(bestand))

    def _line(self, post: etree._Element, detail: etree._Element, dag: date) -> Bankregel:
        code = self.text(detail, "c:RtrInf/c:Rsn/c:Cd") or self.text(post, "c:RtrInf/c:Rsn/c:Cd")
        eigen = self.text(detail, "c:RtrInf/c:AddtlInf")
        centen = self._cents(post, detail)
        terug = centen > 0 or bool(code) or self.text(post, "c:RvslInd") == "true"
        return Bankregel(
            dag,
            centen,
            self.text(detail, "c:Refs/c:EndToEndId")[:35],
            reden=f"{code} {REDENEN.get(code, eigen)}".strip()[:200],
            is_terug=terug,
            omschrijving=self._remittance(detail),
            bankreferentie=(self.text(detail, "c:Refs/c:AcctSvcrRef") or self.text(post, "c:AcctSvcrRef"))[
                :35
            ],
        )

    def _remittance(self, detail: etree._Element) -> str:
        """What the payer wrote, and its structured reference."""
        paden = ("c:RmtInf/c:Ustrd", "c:RmtInf/c:Strd/c:CdtrRefInf/c:Ref")
        knopen = (knoop for pad in paden for knoop in detail.iterfind(pad, self.ruimte))
        return " ".join((knoop.text or "").strip() for knoop in knopen)

    def _cents(self, post: etree._Element, detail: etree._Element) -> int:
        plekken = ("c:Amt", "c:AmtDtls/c:TxAmt/c:Amt")
        tekst = next(
            (t for t in (self.text(detail, plek) for plek in plekken) if t), self.text(post, "c:Amt")
        )
        richting = self.text(detail, "c:CdtDbtInd") or self.text(post, "c:CdtDbtInd")
        centen = int((Decimal(tekst) * 100).to_integral_exact())
        return centen if richting == "CRDT" else -centen

    def text(self, knoop: etree._Element, pad: str) -> str:
        return (knoop.findtext(pad, namespaces=self.ruimte) or "").strip()
