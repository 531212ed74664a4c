"""What the policy says about the year of a scheme: who applies, until when, and what is paid in advance."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError

from lib.geld import round_half_up
from lib.periode import Periode, jaar_periode
from lib.weergave import datum
from organisaties.models import Gemeente
from rekenregels import Regeling
from rekenregels.regeling.geldstroom import Begunstigde, Geldstroom, Grondslag, Verdeling, Vorm
from rekenregels.regeling.velden import Parameter
from subsidies.models import Aanvraag, Subsidiedossier, Subsidieregeling
from subsidies.regelingen.document import as_regeling
from subsidies.subsidiejaar.termijnen import BESLISWEKEN, betaaldatum

# What a late application gets, according to a policy that leaves it a chance.
_ALS_ER_GELD_IS = "geld over"
# What a policy says of it under which one can apply all year.
NIET_VAN_TOEPASSING = "niet van toepassing"
# BW 6:119b: a government pays what it bought within thirty days.
BETAALDAGEN_OVEREENKOMST = timedelta(days=30)


@dataclass(frozen=True)
class Beleid:
    """The rules of one scheme in one year. Amounts in cents."""

    regeling: Regeling
    jaar: int

    @property
    def _geldstroom(self) -> Geldstroom:
        return self.regeling.geldstroom

    @property
    def periode(self) -> Periode:
        """The days of the year on which the policy holds; ValidationError when there are none."""
        geldig = Periode(self.regeling.geldig_van, self.regeling.geldig_tot_en_met)
        deel = geldig.overlap(jaar_periode(self.jaar))
        if deel is None:
            raise ValidationError(
                f"{self.regeling.naam} geldt niet in {self.jaar}. Kies een regeling die in dat jaar geldt.",
                code="jaar",
            )
        return deel

    @property
    def is_voor_houder(self) -> bool:
        return self._geldstroom.begunstigde is Begunstigde.HOUDER

    @property
    def begunstigde(self) -> Begunstigde:
        return self._geldstroom.begunstigde

    @property
    def vorm(self) -> Vorm:
        return self._geldstroom.vorm

    @property
    def is_besluit(self) -> bool:
        """Given by decisions under the Awb, with their terms and objections; a contract is not."""
        return self.vorm is not Vorm.OVEREENKOMST

    @property
    def bewijzen(self) -> tuple[str, ...]:
        """With which parents show that they get no kinderopvangtoeslag."""
        return self._geldstroom.kot_bewijs

    def betalen_voor(self, dag: date) -> date:
        """The last day for paying what is decided, or billed, on `dag`."""
        return betaaldatum(dag) if self.is_besluit else dag + BETAALDAGEN_OVEREENKOMST

    @property
    def aanvragen_tot_en_met(self) -> date | None:
        """The last day, in the year before; None when one can apply all year."""
        aanvraag = self._geldstroom.aanvraag
        if aanvraag.doorlopend or not aanvraag.uiterste_datum:
            return None
        return date.fromisoformat(f"{self.jaar - 1}-{aanvraag.uiterste_datum}")

    @property
    def te_laat(self) -> str:
        return self._geldstroom.aanvraag.te_laat

    def is_te_laat(self, dag: date) -> bool:
        return self.aanvragen_tot_en_met is not None and dag > self.aanvragen_tot_en_met

    @property
    def neemt_late_aanvraag(self) -> bool:
        return _ALS_ER_GELD_IS in self.te_laat.lower()

    @property
    def aanvraagregel(self) -> str:
        """One sentence about when to apply."""
        laatste = self.aanvragen_tot_en_met
        if laatste is None:
            zin = f"U kunt het hele jaar {self.jaar} aanvragen."
            return (
                zin if self.te_laat == NIET_VAN_TOEPASSING else f"{zin} Te laat aangevraagd: {self.te_laat}."
            )
        return f"Vraag aan tot en met {datum(laatste)}. Daarna: {self.te_laat}."

    def beslisweken(self, soort: str) -> int:
        """The weeks for deciding on an application of this kind, from the day of receipt."""
        deel = self._geldstroom.aanvraag if soort == Aanvraag.Soort.GRANT else self._geldstroom.vaststelling
        return BESLISWEKEN if deel.beslistermijn is None else self.op(deel.beslistermijn)

    @property
    def zin_indicatie(self) -> str:
        return (
            f"Een kind telt als doelgroepkind met een indicatie van: {self._geldstroom.indicering.afgever}."
        )

    @property
    def zinnen_bewijs(self) -> tuple[str, ...]:
        """What who gets the money must keep, and what the municipality may ask for."""
        stroom = self._geldstroom
        bewijs = f"U bewaart van elk kind zonder kinderopvangtoeslag: {' en '.join(stroom.kot_bewijs)}."
        return (*([bewijs] if stroom.kot_bewijs else []), f"Controle: {stroom.controle.rstrip('.')}.")

    @property
    def bekostiging(self) -> tuple[tuple[str, int], ...]:
        """Out of which money the scheme is paid, and how much of each there is in the year."""
        return tuple((bron.naam, self._euro(bron.bedrag)) for bron in self._geldstroom.bekostiging)

    @property
    def rekent_af_op_inkomen(self) -> bool:
        """Does the recipient declare, when asking to fix the year, that the real income of parents was used?"""
        return self._geldstroom.vaststelling.op_werkelijk_inkomen

    @property
    def plafond(self) -> int | None:
        return None if self._geldstroom.plafond is None else self._euro(self._geldstroom.plafond.bedrag)

    @property
    def verdeling(self) -> Verdeling | None:
        return None if self._geldstroom.plafond is None else self._geldstroom.plafond.verdeling

    @property
    def grondslag(self) -> Grondslag:
        return self._geldstroom.verlening.grondslag

    def voorschot_van(self, centen: int) -> int:
        tienden = self.op(self._geldstroom.verlening.voorschot)
        return round_half_up(centen * tienden, 1000)

    @property
    def termijnen(self) -> int:
        return self.op(self._geldstroom.verlening.termijnen)

    @property
    def vaststellen_tot_en_met(self) -> date:
        """The last day for asking to have the year fixed, in the year after."""
        return date.fromisoformat(f"{self.jaar + 1}-{self._geldstroom.vaststelling.uiterste_datum}")

    @property
    def accountant_vanaf(self) -> int | None:
        grens = self._geldstroom.vaststelling.accountant_vanaf
        return None if grens is None else self._euro(grens)

    @property
    def bronnen(self) -> tuple[str, str, str]:
        """The article or document of applying, and of fixing; and of the money as a whole."""
        return self._geldstroom.aanvraag.bron, self._geldstroom.vaststelling.bron, self._geldstroom.bron

    def op(self, parameter: Parameter) -> int:
        return parameter.op(self.periode.van).waarde

    def _euro(self, parameter: Parameter) -> int:
        return round_half_up(self.op(parameter) * 100, parameter.eenheid.factor)


def beleid_van(dossier: Subsidiedossier) -> Beleid:
    return Beleid(as_regeling(dossier.regeling), dossier.jaar)


def read_regelingen(gemeente: Gemeente, jaar: int) -> list[Subsidieregeling]:
    """The adopted schemes of the year, one per name: the version that holds first."""
    geldig = Subsidieregeling.objects.adopted().filter(gemeente=gemeente).overlapping(jaar_periode(jaar))
    per_naam: dict[str, Subsidieregeling] = {}
    for regeling in geldig.order_by("geldig_van", "pk"):
        per_naam.setdefault(regeling.naam, regeling)
    return list(per_naam.values())
