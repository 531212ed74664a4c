"""Children that were referred to the provider."""

from typing import Any

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404

from indicaties.models import Indicatie, Toeleiding, ToeleidingQuerySet
from opvang.api.gegevens import KIND, write_kind
from opvang.api.operatie import PAGINA, Antwoord, Vraag, list_of, operatie, page_of
from opvang.api.schema import Schema, Soort, Veld
from opvang.handelingen import Handeling
from opvang.models import ApiToken
from organisaties.rechten import Recht

INDICATIE = Schema(
    "Indicatie",
    "Tot wanneer het kind tot de doelgroep hoort. De gronden staan er niet in.",
    {
        "soort": Veld(Soort.TEKST, "vve of smi.", keuzes=tuple(Indicatie.Soort.values)),
        "geldigVan": Veld(Soort.DAG, "Eerste dag."),
        "geldigTotEnMet": Veld(Soort.DAG, "Laatste dag."),
    },
)
VERWIJZING = Schema(
    "Verwijzing",
    "Een kind dat naar u is verwezen.",
    {
        "id": Veld(Soort.GEHEEL, "Het nummer van de verwijzing."),
        "kind": Veld(Soort.OBJECT, "Het kind.", van=KIND),
        "status": Veld(
            Soort.TEKST, "Hoe de verwijzing ervoor staat.", keuzes=tuple(Toeleiding.Status.values)
        ),
        "lrkNummer": Veld(Soort.TEKST, "De locatie waarnaar is verwezen, of leeg.", leeg=True),
        "verwezenOp": Veld(Soort.DAG, "De dag van de verwijzing."),
        "indicaties": Veld(Soort.LIJST, "De indicaties die nu of later gelden.", van=INDICATIE),
    },
)


@operatie(
    "GET",
    "/verwijzingen",
    scope=ApiToken.Scope.READ,
    recht=Recht.KIND_VIEW,
    samenvatting="Verwezen kinderen",
    uitvoer=list_of(VERWIJZING, "Verwijzingen", "verwijzingen"),
    adres=PAGINA
    | {"open": Veld(Soort.JA_NEE, "true: alleen kinderen die nog op een plaats wachten.", verplicht=False)},
)
def verwijzingen(vraag: Vraag) -> Antwoord:
    """Nieuwste eerst. Een verwijzing wordt afgerond doordat u het kind plaatst."""
    eigen = _own(vraag)
    if vraag.adres.get("open"):
        eigen = eigen.waiting_on(vraag.dag)
    antwoord, rijen = page_of(vraag, eigen, lambda rij: _write(rij))
    vraag.record(Handeling.VERWIJZING_LIST, vraag.door.gemeente, (rij.kind.pseudoniem for rij in rijen))
    return antwoord


@operatie(
    "GET",
    "/verwijzingen/{verwijzing_id}",
    scope=ApiToken.Scope.READ,
    recht=Recht.KIND_VIEW,
    samenvatting="Een verwezen kind",
    uitvoer=VERWIJZING,
)
def verwijzing(vraag: Vraag) -> Antwoord:
    """Een verwijzing naar uw organisatie."""
    rij = get_object_or_404(_own(vraag), pk=vraag.pad["verwijzing_id"])
    vraag.record(Handeling.VERWIJZING_VIEW, rij, [rij.kind.pseudoniem])
    return Antwoord(_write(rij))


def _own(vraag: Vraag) -> ToeleidingQuerySet:
    indicaties = Indicatie.objects.effective().filter(geldig_tot_en_met__gte=vraag.dag).order_by("geldig_van")
    return (
        Toeleiding.objects.for_gebruiker(vraag.door)
        .select_related("kind", "locatie")
        .prefetch_related(Prefetch("kind__indicaties", queryset=indicaties, to_attr="komende_indicaties"))
        .order_by("-verwezen_op", "-pk")
    )


def _write(rij: Toeleiding) -> dict[str, Any]:
    indicaties: list[Indicatie] = rij.kind.komende_indicaties  # type: ignore[attr-defined]  # of the prefetch
    return {
        "id": rij.pk,
        "kind": write_kind(rij.kind),
        "status": rij.status,
        "lrkNummer": rij.locatie.lrk_nummer if rij.locatie else None,
        "verwezenOp": rij.verwezen_op.isoformat(),
        "indicaties": [
            {
                "soort": indicatie.soort,
                "geldigVan": indicatie.geldig_van.isoformat(),
                "geldigTotEnMet": indicatie.geldig_tot_en_met.isoformat(),
            }
            for indicatie in indicaties
        ],
    }
