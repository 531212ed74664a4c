"""The message to the bank: pain.001, checked against the official schema that the library brings along."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from lxml import etree
from sepaxml import SepaTransfer
from sepaxml.validation import ValidationError as PastNiet
from sepaxml.validation import try_valid_xml
from text_unidecode import unidecode

from lib.geld import euro
from subsidies.models import Bankrekening


@dataclass(frozen=True)
class Overboeking:
    """One transfer: in cents, to this account, with what the payee reads on its statement."""

    kenmerk: str
    centen: int
    rekening: Bankrekening
    omschrijving: str


def make_bestand(
    overboekingen: list[Overboeking],
    *,
    van: Bankrekening,
    versie: str,
    bericht_id: str,
    uitvoerdag: date,
    op: datetime,
) -> bytes:
    """The same payments at the same moment give the same bytes; ValidationError when the schema refuses them."""
    for overboeking in overboekingen:
        if overboeking.centen <= 0:
            raise ValidationError(
                f"{euro(overboeking.centen)} kan niet worden overgemaakt (kenmerk {overboeking.kenmerk}). Alleen een "
                "bedrag boven € 0,00 gaat in een betaalbestand.",
                code="bedrag",
            )
    bericht = SepaTransfer(
        {
            "name": van.tenaamstelling,
            "IBAN": van.iban,
            "BIC": van.bic,
            "batch": True,
            "currency": "EUR",
            "address": _address(van),
        },
        schema=versie,
    )
    for overboeking in overboekingen:
        rekening = overboeking.rekening
        bericht.add_payment(
            {
                "name": rekening.tenaamstelling,
                "IBAN": rekening.iban,
                **({"BIC": rekening.bic} if rekening.bic else {}),
                "amount": overboeking.centen,
                "execution_date": uitvoerdag,
                "description": overboeking.omschrijving,
                "endtoend_id": overboeking.kenmerk,
                "address": _address(rekening),
            }
        )
    inhoud = _identify(bericht.export(validate=False), bericht_id, op)
    try:
        try_valid_xml(inhoud, versie)
    except PastNiet as fout:
        raise ValidationError(
            "Het betaalbestand voldoet niet aan het schema van de banken. Controleer de namen en adressen bij de "
            "rekeningnummers.",
            code="schema",
        ) from fout
    return inhoud


def _address(rekening: Bankrekening) -> dict[str, str]:
    """In parts, and in the letters that every bank reads, as the library writes the names."""
    delen = {
        "street_name": rekening.straat,
        "building_number": rekening.huisnummer,
        "postcode": rekening.postcode,
        "town": rekening.plaats,
        "country": rekening.land,
    }
    return {deel: unidecode(tekst) for deel, tekst in delen.items() if tekst}


def _identify(inhoud: bytes, bericht_id: str, op: datetime) -> bytes:
    """The library invents its own numbers and moment; these are ours, so that the bank sees one file as one."""
    boom = etree.fromstring(inhoud)
    ruimte = {"p": etree.QName(boom).namespace}
    vast = {
        "MsgId": bericht_id,
        "PmtInfId": bericht_id,
        "CreDtTm": timezone.localtime(op).strftime("%Y-%m-%dT%H:%M:%S"),
    }
    for naam, waarde in vast.items():
        for knoop in boom.iterfind(f".//p:{naam}", ruimte):
            knoop.text = waarde
    return bytes(etree.tostring(boom, xml_declaration=True, encoding="UTF-8"))
