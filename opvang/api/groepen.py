"""The groups of the own locations, and which children are in them."""

from http import HTTPStatus
from typing import Any

from django.shortcuts import get_object_or_404

from indicaties.models import Kind
from opvang.api.gegevens import write_dag
from opvang.api.operatie import PAGINA, Antwoord, Vraag, list_of, operatie, page_of
from opvang.api.schema import Invoerfout, Schema, Soort, Veld, Veldfout
from opvang.indeling.actions import assign_groepen
from opvang.indeling.handelingen import Handeling
from opvang.indeling.lezen import divide_on, groepen_on
from opvang.models import ApiToken, Groep
from organisaties.rechten import Recht

KENMERK = Schema(
    "Kenmerk",
    "Welk kind het is.",
    {"kind": Veld(Soort.TEKST, "Het kenmerk van het kind in deze gemeente.", voorbeeld="7H3K9QXA")},
)
GROEP = Schema(
    "Groep",
    "Een groep die op de peildatum loopt.",
    {
        "id": Veld(Soort.GEHEEL, "Het nummer van de groep."),
        "lrkNummer": Veld(Soort.TEKST, "De locatie, met haar LRK-nummer.", voorbeeld="123456789"),
        "naam": Veld(Soort.TEKST, "De naam van de groep; één per locatie."),
        "plaatsen": Veld(Soort.GEHEEL, "Hoeveel kinderen er tegelijk kunnen zijn."),
        "ve": Veld(Soort.JA_NEE, "Een groep met voorschoolse educatie."),
        "van": Veld(Soort.DAG, "Eerste dag."),
        "totEnMet": Veld(Soort.DAG, "Laatste dag, of leeg.", leeg=True),
        "kinderen": Veld(Soort.LIJST, "Wie er op de peildatum in zit.", van=KENMERK),
    },
)
INDELING = Schema(
    "Indeling",
    "Een kind gaat naar een groep.",
    {
        "kind": Veld(Soort.TEKST, "Het kenmerk van het kind.", voorbeeld="7H3K9QXA"),
        "vanaf": Veld(Soort.DAG, "Eerste dag in deze groep."),
    },
)
GEDAAN = Schema(
    "Ingedeeld",
    "Of er iets is veranderd.",
    {"gewijzigd": Veld(Soort.JA_NEE, "false: het kind zat op die dag al in deze groep.")},
)


@operatie(
    "GET",
    "/groepen",
    scope=ApiToken.Scope.READ,
    recht=Recht.PLAATSING_VIEW,
    samenvatting="Groepen en hun kinderen",
    uitvoer=list_of(GROEP, "Groepen", "groepen"),
    adres=PAGINA | {"peildatum": Veld(Soort.DAG, "Op welke dag; zonder peildatum vandaag.", verplicht=False)},
)
def groepen(vraag: Vraag) -> Antwoord:
    """De groepen van de eigen locaties. Heeft een locatie één groep, dan zitten al haar kinderen daarin."""
    dag = vraag.adres.get("peildatum") or vraag.dag
    eigen = Groep.objects.for_gebruiker(vraag.door).running_on(dag).select_related("locatie")
    locaties = set(eigen.order_by().values_list("locatie", flat=True))
    indeling = divide_on(groepen_on(locaties, dag), dag)
    namen = dict(Kind.objects.filter(pk__in={kind for kind, _ in indeling}).values_list("pk", "pseudoniem"))
    per_groep: dict[int, list[str]] = {}
    for (kind, _), groep in indeling.items():
        if groep is not None and kind in namen:
            per_groep.setdefault(groep.pk, []).append(namen[kind])
    antwoord, rijen = page_of(vraag, eigen, lambda rij: _write(rij, sorted(per_groep.get(rij.pk, []))))
    getoond = (naam for rij in rijen for naam in per_groep.get(rij.pk, []))
    vraag.record(Handeling.INDELING_VIEW, vraag.door.gemeente, getoond)
    return antwoord


@operatie(
    "POST",
    "/groepen/{groep_id}/kinderen",
    scope=ApiToken.Scope.PLACE,
    recht=Recht.PLAATSING_MANAGE,
    samenvatting="Een kind in een groep indelen",
    invoer=INDELING,
    uitvoer=GEDAAN,
    status=HTTPStatus.OK,
)
def groep_kinderen(vraag: Vraag) -> Antwoord:
    """Vanaf een dag waarop het kind er een plaats heeft; de groep waar het zat eindigt daarmee voor dit kind."""
    groep = get_object_or_404(
        Groep.objects.for_gebruiker(vraag.door).select_related("locatie"), pk=vraag.pad["groep_id"]
    )
    kind = Kind.objects.for_gebruiker(vraag.door).filter(pseudoniem=vraag.inhoud["kind"]).first()
    if kind is None:
        raise Invoerfout([Veldfout("/kind", "Dit kind heeft bij u geen plaats.")])
    aantal = assign_groepen(
        locatie=groep.locatie,
        keuzes={kind.pk: groep.naam},
        vanaf=vraag.inhoud["vanaf"],
        door=vraag.door,
        op=vraag.dag,
    )
    return Antwoord({"gewijzigd": bool(aantal)})


def _write(groep: Groep, kinderen: list[str]) -> dict[str, Any]:
    return {
        "id": groep.pk,
        "lrkNummer": groep.locatie.lrk_nummer,
        "naam": groep.naam,
        "plaatsen": groep.plaatsen,
        "ve": groep.ve,
        "van": groep.van.isoformat(),
        "totEnMet": write_dag(groep.tot_en_met),
        "kinderen": [{"kind": naam} for naam in kinderen],
    }
