"""What must always be true of the ledger, its journal and its invoices."""

from collections.abc import Iterator

from django.db.models import F, Q, QuerySet
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from lib.geld import euro
from organisaties.models import Gemeente
from subsidies.grootboek.afsluiten.bevriezen import freeze, hash_of
from subsidies.grootboek.cijfers import balans
from subsidies.grootboek.journaal import saldo_van
from subsidies.invarianten import ask, invariant, of_gemeente
from subsidies.models import Boeking, Factuur, Jaarafsluiting


@invariant("Een storno is het tegendeel van de boeking die zij terugneemt.")
def een_storno_is_het_tegendeel_van_haar_boeking(gemeente: Gemeente | None) -> Iterator[str]:
    gelijk: dict[str, Combinable] = {
        naam: F(f"storneert__{naam}") for naam in ("gemeente", "soort", "bron", "indicator", "categorie")
    }
    eigen = Boeking.objects.filter(**of_gemeente("gemeente", gemeente))
    gelijk["over"] = Coalesce("storneert__betreft_jaar", "storneert__jaar")
    stornos = eigen.exclude(storneert=None).annotate(over=Coalesce("betreft_jaar", "jaar"))
    for boeking in stornos.exclude(bedrag_centen=-F("storneert__bedrag_centen"), **gelijk):
        yield f"Boeking {boeking.pk}: is niet het tegendeel van boeking {boeking.storneert_id}."


@invariant("Een besteding uit GOAB noemt haar SiSa-indicator.")
def een_besteding_uit_goab_noemt_haar_indicator(gemeente: Gemeente | None) -> Iterator[str]:
    eigen = Boeking.objects.filter(**of_gemeente("gemeente", gemeente))
    for boeking in eigen.filter(soort="besteed", bron="goab", indicator=""):
        yield f"Boeking {boeking.pk}: {euro(boeking.bedrag_centen)} uit GOAB zonder SiSa-indicator."


@invariant("In elke journaalpost zijn debet en credit gelijk.")
def elke_journaalpost_is_in_evenwicht(gemeente: Gemeente | None) -> Iterator[str]:
    scheef = ask(
        """SELECT p.id, sum(r.debet_centen), sum(r.credit_centen)
             FROM subsidies_journaalpost p JOIN subsidies_journaalregel r ON r.post_id = p.id
            WHERE %(gemeente)s IS NULL OR p.gemeente_id = %(gemeente)s
            GROUP BY p.id HAVING sum(r.debet_centen) <> sum(r.credit_centen) ORDER BY p.id""",
        gemeente,
    )
    for pk, debet, credit in scheef:
        yield f"Journaalpost {pk}: debet is {euro(int(debet))} en credit {euro(int(credit))}."


@invariant("Elke boeking heeft een journaalpost met hetzelfde bedrag, jaar en dezelfde gemeente.")
def elke_boeking_staat_in_het_journaal(gemeente: Gemeente | None) -> Iterator[str]:
    anders = ask(
        """SELECT b.id, b.bedrag_centen, coalesce(min(r.debet_centen + r.credit_centen), 0)
             FROM subsidies_boeking b
             LEFT JOIN subsidies_journaalpost p
                    ON p.boeking_id = b.id AND p.jaar = b.jaar AND p.gemeente_id = b.gemeente_id
             LEFT JOIN subsidies_journaalregel r ON r.post_id = p.id
            WHERE %(gemeente)s IS NULL OR b.gemeente_id = %(gemeente)s
            GROUP BY b.id, p.id
           HAVING p.id IS NULL OR coalesce(min(r.debet_centen + r.credit_centen), 0) <> abs(b.bedrag_centen)
                  OR coalesce(max(r.debet_centen + r.credit_centen), 0) <> abs(b.bedrag_centen)
            ORDER BY b.id""",
        gemeente,
    )
    for pk, bedrag, journaal in anders:
        yield f"Boeking {pk}: het bedrag is {euro(bedrag)}, in het journaal staat {euro(journaal)}."


@invariant("Wat van de specifieke uitkering over is, is de stand van de rekening vooruitontvangen.")
def vooruitontvangen_is_de_stand_van_de_uitkering(gemeente: Gemeente | None) -> Iterator[str]:
    """The balance by the ledger beside the balance by the journal, at the end of every year."""
    jaren = Boeking.objects.filter(**of_gemeente("gemeente", gemeente), bron="goab")
    paren = jaren.order_by("gemeente", "jaar").values_list("gemeente", "jaar").distinct()
    gemeenten = Gemeente.objects.in_bulk({pk for pk, _ in paren})
    for pk, jaar in paren:
        grootboek = balans(gemeenten[pk], jaar).stand_eind
        journaal = -saldo_van(gemeenten[pk], "vooruitontvangen", "goab", tot_en_met_jaar=jaar)
        if grootboek != journaal:
            yield (
                f"{gemeenten[pk]}, 31 december {jaar}: volgens het grootboek is {euro(grootboek)} over, volgens het"
                f" journaal {euro(journaal)}."
            )


@invariant("Van een factuur is geboekt waarmee iemand akkoord ging, en anders niets.")
def een_factuur_is_geboekt_zoals_akkoord(gemeente: Gemeente | None) -> Iterator[str]:
    anders = ask(
        """SELECT f.id, f.nummer, CASE f.status WHEN 'akkoord' THEN f.bedrag_centen ELSE 0 END,
                  coalesce(sum(b.bedrag_centen), 0)
             FROM subsidies_factuur f LEFT JOIN subsidies_boeking b ON b.factuur_id = f.id
            WHERE %(gemeente)s IS NULL OR f.gemeente_id = %(gemeente)s
            GROUP BY f.id
           HAVING CASE f.status WHEN 'akkoord' THEN f.bedrag_centen ELSE 0 END <> coalesce(sum(b.bedrag_centen), 0)
            ORDER BY f.id""",
        gemeente,
    )
    for pk, nummer, hoort, geboekt in anders:
        yield f"Factuur {pk} ({nummer}): geboekt is {euro(int(geboekt))}, dat hoort {euro(hoort)} te zijn."


@invariant("Wie akkoord gaat met een factuur, bereidde haar niet zelf voor.")
def een_ander_gaat_akkoord_met_de_factuur(gemeente: Gemeente | None) -> Iterator[str]:
    zelf = Factuur.objects.filter(besloten_door=F("voorbereid_door"), **of_gemeente("gemeente", gemeente))
    for factuur in zelf.select_related("besloten_door"):
        yield f"Factuur {factuur.pk} ({factuur.nummer}): {factuur.besloten_door} bereidde haar zelf voor."


@invariant("De cijfers van een afgesloten jaar zijn nog de cijfers die zijn vastgelegd.")
def een_afgesloten_jaar_is_nog_wat_is_vastgelegd(gemeente: Gemeente | None) -> Iterator[str]:
    for afsluiting in _closed(gemeente):
        if hash_of(afsluiting.cijfers) != afsluiting.sha256:
            yield f"{afsluiting.gemeente}, {afsluiting.jaar}: de vastgelegde cijfers zijn veranderd."
        nu = freeze(afsluiting.gemeente, afsluiting.jaar)
        anders = [naam for naam, waarde in nu.items() if afsluiting.cijfers.get(naam) != waarde]
        if anders:
            yield (
                f"{afsluiting.gemeente}, {afsluiting.jaar}: wat nu in de boeken staat, wijkt af bij {', '.join(anders)}."
            )


@invariant("Een ander sluit een jaar af dan wie het voorstelde, en een ander heropent het dan wie het vroeg.")
def een_ander_sluit_het_jaar_af(gemeente: Gemeente | None) -> Iterator[str]:
    zelf = Q(gesloten_door=F("voorgesteld_door")) | Q(heropend_door=F("heropening_gevraagd_door"))
    for afsluiting in Jaarafsluiting.objects.filter(zelf, **of_gemeente("gemeente", gemeente)):
        yield f"De {afsluiting} van gemeente {afsluiting.gemeente_id}: een persoon deed allebei."


@invariant("Een boeking die over een eerder jaar gaat, gaat over een jaar dat toen was afgesloten.")
def een_correctie_gaat_over_een_afgesloten_jaar(gemeente: Gemeente | None) -> Iterator[str]:
    zonder = ask(
        """SELECT b.id, b.betreft_jaar FROM subsidies_boeking b
            WHERE b.betreft_jaar IS NOT NULL AND (%(gemeente)s IS NULL OR b.gemeente_id = %(gemeente)s)
              AND NOT EXISTS (SELECT 1 FROM subsidies_jaarafsluiting a
                               WHERE a.gemeente_id = b.gemeente_id AND a.jaar >= b.betreft_jaar
                                 AND a.gesloten_op <= b.geboekt_op)
            ORDER BY b.id""",
        gemeente,
    )
    for pk, jaar in zonder:
        yield f"Boeking {pk}: gaat over {jaar}, maar dat jaar was niet afgesloten."


def _closed(gemeente: Gemeente | None) -> QuerySet[Jaarafsluiting]:
    dicht = Jaarafsluiting.objects.closed().filter(**of_gemeente("gemeente", gemeente))
    return dicht.select_related("gemeente").order_by("gemeente", "jaar")
