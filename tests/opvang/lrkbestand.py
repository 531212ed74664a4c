"""A file of the register as its open data have it, of made-up locations."""

from io import BytesIO

KOP = (
    "lrk_id;type_oko;opc;actuele_naam_oko;aantal_kindplaatsen;ve;status;inschrijfdatum;opvanglocatie_adres;"
    "opvanglocatie_postcode;opvanglocatie_woonplaats;bag_id;naam_houder;kvk_nummer_houder;vestigingsnummer_houder;"
    "rechtsvorm_houder;start_geschillencommissie;einde_geschillencommissie;houder_adres;houder_postcode;"
    "houder_woonplaats;houder_buitenland;correspondentie_adres;correspondentie_postcode;correspondentie_woonplaats;"
    "correspondentie_buitenland;contact_persoon;contact_telefoon;contact_emailadres;contact_website;cbs_code;"
    "verantwoordelijke_gemeente;gastouderbureau_1;gastouderbureau_2;lrk_url"
)
ARK = {
    "lrk_id": "123456789",
    "type_oko": "KDV",
    "actuele_naam_oko": "De Ark",
    "aantal_kindplaatsen": "32",
    "ve": "Ja",
    "status": "Ingeschreven",
    "opvanglocatie_adres": "Dorpsstraat 1",
    "opvanglocatie_postcode": "3881AB",
    "opvanglocatie_woonplaats": "Putten",
    "naam_houder": "Kinderopvang Voorbeeld B.V.",
    "kvk_nummer_houder": "01234567",
    "cbs_code": "0273",
}


def regel(kop: str = KOP, **anders: str) -> str:
    cellen = ARK | anders
    return ";".join(cellen.get(kolom, "") for kolom in kop.split(";"))


def bestand(*regels: str) -> BytesIO:
    return BytesIO("\r\n".join([KOP, *regels, ""]).encode("utf-8-sig"))
