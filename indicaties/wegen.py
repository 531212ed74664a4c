"""Does a child belong to the doelgroep on these grounds? The municipality says how they count."""

from collections.abc import Collection
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from indicaties.models import Criterium, Indicatie, Kind, Werkwijze, werkwijze_of
from organisaties.models import Gemeente


@dataclass(frozen=True)
class Weging:
    """How the grounds counted. For a social-medical indicatie, which is no doelgroep, one is always enough."""

    regel: str
    som: int
    drempel: int

    @property
    def is_genoeg(self) -> bool:
        return self.regel == Werkwijze.Criteriaregel.ONE or self.som >= self.drempel


def weigh(gemeente: Gemeente, soort: str, criteria: Collection[Criterium]) -> Weging:
    werkwijze = werkwijze_of(gemeente)
    som = sum(criterium.gewicht for criterium in criteria)
    if soort != Indicatie.Soort.VVE or werkwijze.criteriaregel == Werkwijze.Criteriaregel.ONE:
        return Weging(Werkwijze.Criteriaregel.ONE, som, 0)
    return Weging(Werkwijze.Criteriaregel.WEIGHT, som, werkwijze.criteriadrempel)


def check_gronden(kind: Kind, soort: str, criteria: Collection[Criterium], oordeel: str) -> Weging:
    """ValidationError when the grounds do not reach the rule and no professional gives a reason to grant anyhow."""
    if not criteria:
        raise ValidationError("Kies ten minste één grond voor de indicatie.")
    gemeente = kind.gemeente
    for criterium in criteria:
        if criterium.is_herkomst and kind.herkomst_bezwaar_op is not None:
            raise ValidationError(
                f"De ouders maakten bezwaar tegen het gebruik van ‘{criterium}’. Kies een andere grond."
            )
        if criterium.gemeente_id != gemeente.pk or criterium.soort != soort:
            raise ValidationError(f"De grond ‘{criterium}’ hoort niet bij deze soort indicatie.")
    weging = weigh(gemeente, soort, criteria)
    kent_oordeel = gemeente.criteria.filter(soort=soort, groep=Criterium.Groep.OORDEEL, actief=True).exists()
    gekozen = any(criterium.groep == Criterium.Groep.OORDEEL for criterium in criteria)
    if not weging.is_genoeg and not (gekozen and oordeel):
        raise ValidationError(_too_light(gemeente, weging, kent_oordeel=kent_oordeel))
    return weging


def _too_light(gemeente: Gemeente, weging: Weging, *, kent_oordeel: bool) -> str:
    uitweg = (
        "Kies alle gronden die van toepassing zijn, of kies het oordeel van de professional en geef daarbij uw reden."
        if kent_oordeel
        else "Kies alle gronden die van toepassing zijn."
    )
    return (
        f"De gekozen gronden wegen samen {weging.som}. In {gemeente} hoort een kind bij de doelgroep vanaf "
        f"{weging.drempel}. {uitweg}"
    )
