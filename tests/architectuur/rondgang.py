"""Every page of a role, asked once by GET and once by a form without fields; several tests read what came back."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import product
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse
from pypdf import PdfReader

from indicaties.handelingen import Handeling as KindHandeling
from indicaties.models import Kind, Ouder
from organisaties.audit import record
from organisaties.models import AuditRegel
from organisaties.rechten import HOUDER_ROLLEN
from tests.architectuur.wereld import (
    BESCHERMD,
    EIGEN_ACCOUNT,
    FUNCTIES,
    Functie,
    Pagina,
    Wereld,
    bytes_of,
    make_gebruiker,
    make_werelden,
)
from tests.factories import AdresFactory

BSN = "123456782"


def langs(functies: list[Functie]) -> pytest.MarkDecorator:
    """The test reads the pages of each of these; of one role in one process, which asks for them once."""
    return pytest.mark.parametrize(
        "rondgang",
        [pytest.param(f, marks=pytest.mark.xdist_group(f"rondgang-{f}"), id=str(f)) for f in functies],
        indirect=True,
    )


langs_elke_rol = langs(FUNCTIES)


@dataclass(frozen=True)
class Bezoek:
    """What a page answered, the lines that the record gained, and where it sends on what that page holds."""

    pagina: Pagina
    methode: str
    status: int
    kop: dict[str, str]
    inhoud: bytes
    regels: list[AuditRegel]
    vervolg: bytes | None = None

    @property
    def naam(self) -> str:
        return f"{self.methode} {self.pagina.naam}"

    @property
    def tekst(self) -> str:
        return self.inhoud.decode(errors="ignore")

    @property
    def is_bestand(self) -> bool:
        return "attachment" in self.kop.get("Content-Disposition", "")

    @property
    def is_bladzijde(self) -> bool:
        return self.status == 200 and self.kop["Content-Type"].startswith("text/html")

    def read(self) -> str:
        return readable(self.inhoud if self.vervolg is None else self.vervolg)


@dataclass(frozen=True)
class Rondgang:
    functie: Functie
    wereld: Wereld
    buur: Wereld
    bezoeken: list[Bezoek] = field(default_factory=list)
    mails: list[str] = field(default_factory=list)


@contextmanager
def undone() -> Iterator[None]:
    """What a request changes is gone for the next one."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def pages_of(functie: Functie) -> list[Pagina]:
    eigen = [p for p in BESCHERMD if p.view.recht in functie.rechten]
    return [p for p in eigen if not EIGEN_ACCOUNT.match(p.naam)]


def readable(inhoud: bytes) -> str:
    """A workbook is read part by part, a PDF page by page."""
    if inhoud.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(inhoud)) as werkmap:
            return "".join(werkmap.read(deel).decode(errors="ignore") for deel in werkmap.namelist())
    if inhoud.startswith(b"%PDF") and b"%%EOF" in inhoud:
        return "".join(pagina.extract_text() for pagina in PdfReader(io.BytesIO(inhoud)).pages)
    return inhoud.decode(errors="ignore")


def hide(wereld: Wereld) -> None:
    """The child gets a BSN, an address that is secret, and parents who can be reached."""
    kind = Kind.objects.get(pk=wereld.ids["kind_id"])
    kind.set_bsn(BSN)
    kind.save()
    AdresFactory(kind=kind, geheim=True, straat="Schuilplaatsweg", postcode="9481ZX")
    Ouder.objects.filter(ouderschappen__kind=kind).update(
        telefoon="+31612398745", email="onvindbaar@voorbeeld.test"
    )


def ask(client: Client, methode: str, pagina: Pagina, wereld: Wereld) -> tuple[Any, list[AuditRegel]]:
    """The answer, and the lines that the record gained."""
    client.cookies.pop("messages", None)  # what the page before this one had to tell
    voor = AuditRegel.objects.count()
    antwoord = getattr(client, methode)(reverse(pagina.naam, kwargs=wereld.kwargs(pagina)))
    return antwoord, list(AuditRegel.objects.order_by("pk")[voor:])


def make_rondgang(functie: Functie) -> Rondgang:
    cache.clear()
    eigen, buur, _ = make_werelden()
    record(handeling=KindHandeling.KIND_VIEW, door=eigen.iemand, object=eigen.iemand, kind=eigen.pseudoniem)
    client = Client()
    client.force_login(make_gebruiker(functie.rol, eigen, functie.op_locatie))
    rondgang = Rondgang(functie, eigen, buur)
    mail.outbox = []
    dicht = [pagina for pagina in pages_of(functie) if closes(pagina, functie)]
    rest = [pagina for pagina in pages_of(functie) if pagina not in dicht]
    with override_settings(ACCOUNT_RATE_LIMITS=False):
        _walk(rondgang, client, dicht)
        hide(eigen)
        _walk(rondgang, client, rest)
    rondgang.mails.extend(str(bericht.message()) for bericht in mail.outbox)
    return rondgang


def closes(pagina: Pagina, functie: Functie) -> bool:
    """To a provider the parents of a child at a secret address do not exist: their pages are asked before."""
    return functie.rol in HOUDER_ROLLEN and "ouderschap_id" in pagina.velden


def _walk(rondgang: Rondgang, client: Client, paginas: list[Pagina]) -> None:
    rondgang.bezoeken.extend(
        _visit(client, methode, pagina, rondgang.wereld)
        for pagina, methode in product(paginas, ("get", "post"))
    )


def _visit(client: Client, methode: str, pagina: Pagina, wereld: Wereld) -> Bezoek:
    with undone():
        antwoord, regels = ask(client, methode, pagina, wereld)
        vervolg = None
        if antwoord.status_code == 302:
            vervolg = bytes_of(client.get(antwoord["Location"]))
        return Bezoek(
            pagina,
            methode,
            antwoord.status_code,
            dict(antwoord.headers),
            bytes_of(antwoord),
            regels,
            vervolg,
        )
