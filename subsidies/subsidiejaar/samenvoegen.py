"""What this subject moves when two files of one child become one."""

from indicaties.dubbel.verhuizing import Verhuizing, register_verhuizing
from indicaties.models import Kind
from organisaties.rechten import Recht
from subsidies.models import Bankrekening, Betaalverplichting, Betaling, Subsidiedossier


def register() -> None:
    """The money of the parents goes along with the child, as it is."""
    register_verhuizing(
        Verhuizing(
            Subsidiedossier,
            "Subsidie van de ouders",
            weigert=_same_year,
            recht=Recht.SUBSIDIEJAAR_VIEW,
        )
    )
    register_verhuizing(
        Verhuizing(
            Bankrekening,
            "Rekeningnummer van de ouders",
            lambda rekening: rekening.gemaskeerd,
            weigert=_two_proposals,
            recht=Recht.BETALING_VIEW,
        )
    )
    for model, titel in (
        (Betaalverplichting, "Te betalen aan de ouders"),
        (Betaling, "Betaald aan de ouders"),
    ):
        register_verhuizing(
            Verhuizing(model, titel, lambda rij: rij.kenmerk, weigert=_in_one_run, recht=Recht.BETALING_VIEW)
        )


def _same_year(blijft: Kind, vervalt: Kind) -> list[str]:
    """Two applications for one child can't both stand; neither is ours to throw away."""
    velden = ("gemeente", "regelingnaam", "jaar")
    hier = set(Subsidiedossier.objects.filter(kind=blijft).values_list(*velden))
    daar = set(Subsidiedossier.objects.filter(kind=vervalt).values_list(*velden))
    return [
        f"Voor beide dossiers vroegen de ouders {naam} over {jaar} aan. Trek een van beide aanvragen in en laat de "
        "dossiers dan apart staan."
        for _, naam, jaar in sorted(hier & daar)
    ]


def _two_proposals(blijft: Kind, vervalt: Kind) -> list[str]:
    wacht = Bankrekening.objects.waiting()
    if wacht.filter(kind=blijft).exists() and wacht.filter(kind=vervalt).exists():
        return ["Bij beide dossiers wacht een rekeningnummer op akkoord. Laat die eerst beoordelen."]
    return []


def _in_one_run(blijft: Kind, vervalt: Kind) -> list[str]:
    """A run pays each recipient once."""
    runs = Betaling.objects.filter(kind=blijft).values("run")
    if Betaling.objects.filter(kind=vervalt, run__in=runs).exists():
        return ["Beide dossiers kregen geld in dezelfde betaalrun. Laat de dossiers apart staan."]
    return []
