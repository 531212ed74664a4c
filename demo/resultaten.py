"""Results of the children in the demo: made up, on two scales, with some left to record for the first provider."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from demo.inrichting import Inrichting
from indicaties.models import Indicatie
from lib.periode import add_maanden
from opvang.domeinen import DOMEINEN
from opvang.models import Plaatsing
from opvang.resultaten.actions import record_resultaat
from opvang.resultaten.schalen import shipped
from organisaties.models import Organisatie

SCHALEN = ("cito-a-e", "drie-niveaus")
# From the lowest level to the highest, an outcome of each scale.
UITKOMSTEN = {"cito-a-e": ("D", "B", "A"), "drie-niveaus": ("extra hulp", "zoals verwacht", "verder")}


class Resultaten:
    def __init__(self, inrichting: Inrichting, seed: int) -> None:
        self.inrichting = inrichting
        self.random = Random(seed)  # noqa: S311 - synthetic children

    def build(self, dag: date) -> None:
        """Of every child of the doelgroep at a location with VE its results by `dag`; the first provider is behind."""
        eerste = self.inrichting.gebruikers["aanbieder"].organisatie
        houders: dict[Organisatie, int] = {}
        for plaatsing in self._plaatsingen(dag):
            houder = plaatsing.locatie.houder
            nummer = houders.setdefault(houder, len(houders))
            tot = add_maanden(dag, -4) if houder == eerste else dag
            self._measure(plaatsing, SCHALEN[nummer % len(SCHALEN)], tot)

    def _plaatsingen(self, dag: date) -> Iterator[Plaatsing]:
        met_indicatie = Indicatie.objects.effective().filter(soort=Indicatie.Soort.VVE).values("kind")
        rijen = Plaatsing.objects.in_force().filter(
            kind__gemeente=self.inrichting.gemeente,
            kind__in=met_indicatie,
            locatie__ve_geregistreerd=True,
            startdatum__lt=dag,
            einddatum__gte=add_maanden(dag, -23),
        )
        yield from rijen.select_related("kind", "locatie__houder").order_by("pk")

    def _measure(self, plaatsing: Plaatsing, code: str, tot: date) -> None:
        """A month after the start, halfway, and a week before the end; most children go up a level at most."""
        assert plaatsing.einddatum is not None  # noqa: S101 - a stay of the demo ends at the fourth birthday
        start = plaatsing.startdatum + timedelta(days=30)
        einde = plaatsing.einddatum - timedelta(days=7)
        dagen = (("start", start), ("tussen", start + (einde - start) / 2), ("eind", einde))
        rang = {domein: self.random.choice((0, 0, 0, 1, 1, 2)) for domein in DOMEINEN}
        for moment, datum in dagen:
            if moment != "start":
                rang = {domein: min(2, n + self.random.choice((0, 0, 1))) for domein, n in rang.items()}
            if datum <= tot:
                self._record(plaatsing, code, moment, datum, rang)

    def _record(
        self, plaatsing: Plaatsing, code: str, moment: str, datum: date, rang: dict[str, int]
    ) -> None:
        geldig = Indicatie.objects.valid_on(datum).filter(kind=plaatsing.kind, soort=Indicatie.Soort.VVE)
        if not geldig.exists():
            return
        record_resultaat(
            plaatsing=plaatsing,
            datum=datum,
            moment=moment,
            schaal=shipped()[code],
            waarden={domein: UITKOMSTEN[code][n] for domein, n in rang.items()},
            door=self.inrichting.medewerker(plaatsing.locatie.houder),
            op=datum,
        )
