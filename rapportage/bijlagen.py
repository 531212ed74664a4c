"""The lines per child as a file inside the document: an accountant adds them up, nobody reads five thousand on paper."""

import hashlib
from dataclasses import dataclass

from lib.csvbestand import write_amount
from lib.pdf import Ingesloten
from lib.tabelbestand import stream_csv
from rapportage.rapport import KindRegel, Rapport

KOLOMMEN = (
    ("Aanbieder", "wie de subsidie ontving"),
    ("Kind", "het pseudoniem van het kind"),
    ("Categorie", "waarom er subsidie is: doelgroep, regulier of sociaal-medisch"),
    ("KOT", "of de ouders recht hebben op kinderopvangtoeslag"),
    ("Locatie", "waar het kind was"),
    ("Tijdvakken", "waarover is gedeclareerd"),
    ("Uren", "gesubsidieerde uren, op een honderdste"),
    ("Subsidie", "in euro, op de cent"),
)


@dataclass(frozen=True)
class Bijlage:
    """What the document says of the file that it carries."""

    bestand: Ingesloten
    regels: int
    kolommen: tuple[tuple[str, str], ...] = KOLOMMEN

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.bestand.inhoud).hexdigest()


def make_bijlage(rapport: Rapport) -> Bijlage:
    kop = [naam for naam, _ in KOLOMMEN]
    inhoud = b"".join(stream_csv(kop, (_rij(regel) for regel in rapport.kinderen)))
    naam = f"subsidie-per-kind-{rapport.jaar}.csv"
    omschrijving = f"Subsidie en uren per kind in {rapport.jaar}, onder pseudoniem"
    return Bijlage(Ingesloten(naam, omschrijving, inhoud), len(rapport.kinderen))


def _rij(regel: KindRegel) -> tuple[str, ...]:
    return (
        regel.houder,
        regel.pseudoniem,
        regel.categorie,
        "ja" if regel.kot else "nee",
        regel.locatie,
        regel.tijdvakken,
        write_amount(regel.uren),
        write_amount(regel.bedrag),
    )
