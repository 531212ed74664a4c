"""The lists of the ledger as files: with the journal number, the source, the activity and the FCL code of each line."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.http.response import HttpResponseBase

from lib.tabelbestand import Euro
from organisaties.audit import record
from organisaties.porties import in_porties
from organisaties.rechten import Recht
from organisaties.toegang import IngelogdVerzoek, limited, requires
from organisaties.uitvoer import Rij, send_tabel
from subsidies.grootboek.facturen.views import find_facturen
from subsidies.grootboek.handelingen import Handeling
from subsidies.grootboek.views import find_boekingen
from subsidies.models import Activiteit, Begrotingspost, Boeking, Factuur, Journaalregel

PER_KEER = 2_000
BOEKINGEN = (
    "journaalnummer",
    "datum",
    "verantwoordingsjaar",
    "gaat over",
    "soort",
    "geldbron",
    "SiSa-indicator",
    "FCL-code",
    "activiteit",
    "crediteur",
    "factuurnummer",
    "aanbieder",
    "groep",
    "omschrijving",
    "bedrag",
)
JOURNAAL = (*BOEKINGEN[:-1], "rekening", "naam van de rekening", "debet", "credit")
FACTUREN = (
    "activiteit",
    "crediteur",
    "factuurnummer",
    "factuurdatum",
    "bedrag",
    "jaar",
    "omschrijving",
    "stand",
    "geldbron",
    "SiSa-indicator",
    "FCL-code",
)
ACTIVITEITEN = ("activiteit", "geldbron", "SiSa-indicator", "FCL-code", "toelichting", "in gebruik")


@requires(Recht.BOEKING_VIEW)
@limited(aantal=10, seconden=60)
def boeking_export(request: IngelogdVerzoek, jaar: int, bestandsvorm: str) -> HttpResponseBase:
    """The lines that the page shows of a year, under the same filters."""
    boekingen = _with_all(find_boekingen(request, jaar))
    codes = _fcl_codes(request, jaar)
    antwoord = send_tabel(
        request,
        f"boekingen-{jaar}",
        bestandsvorm,
        BOEKINGEN,
        lambda: (
            (*_boeking(boeking, codes), Euro(boeking.bedrag_centen))
            for boeking in in_porties(boekingen, PER_KEER)
        ),
    )
    _record(request, "boekingen", bestandsvorm, jaar)
    return antwoord


@requires(Recht.BOEKING_VIEW)
@limited(aantal=10, seconden=60)
def journaal_export(request: IngelogdVerzoek, jaar: int, bestandsvorm: str) -> HttpResponseBase:
    """Every side of every entry of a year: what the municipality reads into its own books."""
    codes = _fcl_codes(request, jaar)
    antwoord = send_tabel(
        request, f"journaal-{jaar}", bestandsvorm, JOURNAAL, lambda: _journaal(request, jaar, codes)
    )
    _record(request, "journaal", bestandsvorm, jaar)
    return antwoord


@requires(Recht.BOEKING_VIEW)
@limited(aantal=10, seconden=60)
def factuur_export(request: IngelogdVerzoek, jaar: int, bestandsvorm: str) -> HttpResponseBase:
    """The first seven columns are those of the file that is read in."""
    facturen = find_facturen(request, jaar).select_related("activiteit")
    antwoord = send_tabel(
        request,
        f"facturen-{jaar}",
        bestandsvorm,
        FACTUREN,
        lambda: (_factuur(factuur) for factuur in in_porties(facturen, PER_KEER)),
    )
    _record(request, "facturen", bestandsvorm, jaar)
    return antwoord


@requires(Recht.BOEKING_VIEW)
@limited(aantal=10, seconden=60)
def activiteit_export(request: IngelogdVerzoek, bestandsvorm: str) -> HttpResponseBase:
    eigen = Activiteit.objects.for_gebruiker(request.user)
    antwoord = send_tabel(
        request,
        "activiteiten",
        bestandsvorm,
        ACTIVITEITEN,
        lambda: (
            (a.naam, a.get_bron_display(), a.indicator, a.fcl_code, a.toelichting, _ja(a.in_gebruik))
            for a in in_porties(eigen, PER_KEER)
        ),
    )
    _record(request, "activiteiten", bestandsvorm)
    return antwoord


def _with_all(boekingen: QuerySet[Boeking]) -> QuerySet[Boeking]:
    return boekingen.select_related("houder", "factuur__activiteit", "journaalpost")


def _boeking(boeking: Boeking, codes: dict[str, str], rekeningcode: str = "") -> Rij:
    """Up to the amount. The FCL code is that of the activity, else of the source in the year, else of the account."""
    factuur = boeking.factuur
    fcl_code = (factuur.activiteit.fcl_code if factuur else "") or codes.get(boeking.bron, "") or rekeningcode
    return (
        boeking.journaalpost.pk,
        boeking.datum,
        boeking.jaar,
        boeking.betreft_jaar,
        boeking.get_soort_display(),
        boeking.get_bron_display(),
        boeking.indicator,
        fcl_code,
        factuur.activiteit.naam if factuur else "",
        factuur.crediteur if factuur else "",
        factuur.nummer if factuur else "",
        boeking.houder.naam if boeking.houder else "",
        boeking.get_categorie_display(),
        boeking.omschrijving,
    )


def _journaal(request: IngelogdVerzoek, jaar: int, codes: dict[str, str]) -> Iterator[Rij]:
    regels = (
        Journaalregel.objects.filter(post__gemeente=request.user.gemeente, post__jaar=jaar)
        .select_related(
            "rekening",
            "post__boeking__houder",
            "post__boeking__factuur__activiteit",
            "post__boeking__journaalpost",
        )
        .order_by("post", "pk")
    )
    for regel in in_porties(regels, PER_KEER):
        rekening = regel.rekening
        yield (
            *_boeking(regel.post.boeking, codes, rekening.fcl_code),
            rekening.code,
            rekening.naam,
            Euro(regel.debet_centen),
            Euro(regel.credit_centen),
        )


def _factuur(factuur: Factuur) -> Rij:
    activiteit = factuur.activiteit
    return (
        activiteit.naam,
        factuur.crediteur,
        factuur.nummer,
        factuur.factuurdatum,
        Euro(factuur.bedrag_centen),
        factuur.jaar,
        factuur.omschrijving,
        factuur.get_status_display(),
        activiteit.get_bron_display(),
        activiteit.indicator,
        activiteit.fcl_code,
    )


def _fcl_codes(request: IngelogdVerzoek, jaar: int) -> dict[str, str]:
    """Per source, as the budget of the year says."""
    posten = Begrotingspost.objects.filter(gemeente=request.user.gemeente, jaar=jaar)
    return dict(posten.values_list("bron", "fcl_code"))


def _ja(waar: bool) -> str:
    return "ja" if waar else "nee"


def _record(request: IngelogdVerzoek, lijst: str, bestandsvorm: str, jaar: int | None = None) -> None:
    record(
        handeling=Handeling.BOEKING_EXPORT,
        door=request.user,
        object=request.user.gemeente,
        lijst=lijst,
        vorm=bestandsvorm,
        jaar=jaar,
    )
