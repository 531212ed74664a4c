"""What must always be true of what goes to the Rijk."""

from collections.abc import Iterator

from lib.geld import euro
from organisaties.models import Gemeente
from rapportage.cijfers import fill_sisa
from rapportage.sisa import GeenFormulier
from subsidies.invarianten import ask, invariant, of_gemeente
from subsidies.models import Boeking

# Every cent that was spent of the grant stands under one of the indicators, or went to another municipality.
_LASTEN = """
    SELECT p.gemeente_id, p.jaar, sum(r.debet_centen - r.credit_centen)
      FROM subsidies_journaalregel r
      JOIN subsidies_journaalpost p ON p.id = r.post_id
      JOIN subsidies_grootboekrekening g ON g.id = r.rekening_id AND g.rol = 'lasten' AND g.bron = 'goab'
     WHERE %(gemeente)s IS NULL OR p.gemeente_id = %(gemeente)s
     GROUP BY 1, 2
"""


@invariant("De SiSa-opgave van een jaar telt op tot de lasten die in het journaal uit GOAB zijn betaald.")
def de_sisa_opgave_is_gelijk_aan_het_journaal(gemeente: Gemeente | None) -> Iterator[str]:
    lasten = {(pk, jaar): int(centen) for pk, jaar, centen in ask(_LASTEN, gemeente)}
    geboekt = Boeking.objects.filter(soort="besteed", bron="goab", **of_gemeente("gemeente", gemeente))
    paren = {*lasten, *geboekt.order_by().values_list("gemeente", "jaar").distinct()}
    gemeenten = Gemeente.objects.in_bulk({pk for pk, _ in paren})
    for pk, jaar in sorted(paren):
        try:
            opgave = fill_sisa(gemeenten[pk], jaar)
        except GeenFormulier:
            continue
        aan_anderen = sum(regel.bedrag for regel in opgave.aan_gemeenten)
        opgegeven = sum(regel.bedrag for regel in opgave.bestedingen) + aan_anderen
        if opgegeven != lasten.get((pk, jaar), 0):
            yield (
                f"{gemeenten[pk]}, {jaar}: de opgave is {euro(opgegeven)}, de lasten in het journaal zijn"
                f" {euro(lasten.get((pk, jaar), 0))}."
            )


@invariant("Een verantwoording is nog precies zoals zij is gemaakt (SHA-256).")
def een_verantwoording_is_nog_wat_is_gemaakt(gemeente: Gemeente | None) -> Iterator[str]:
    """Reckoned by the database over the bytes that it keeps."""
    anders = ask(
        """SELECT id, jaar FROM rapportage_verantwoording
            WHERE pdf IS NOT NULL AND encode(sha256(pdf), 'hex') <> sha256
              AND (%(gemeente)s IS NULL OR gemeente_id = %(gemeente)s)
            ORDER BY id""",
        gemeente,
    )
    for pk, jaar in anders:
        yield f"Verantwoording {pk} over {jaar}: het document is niet meer het document dat is gemaakt."


@invariant("Een definitieve verantwoording noemt per aanbieder samen wat haar cijfers aan subsidie noemen.")
def een_definitieve_verantwoording_telt_op(gemeente: Gemeente | None) -> Iterator[str]:
    """The lines of calculations of hours beside the figures that were frozen with the document."""
    anders = ask(
        """SELECT v.id, v.jaar, coalesce(sum(r.bedrag_centen), 0),
                  (SELECT coalesce(sum((h ->> 'bedrag')::bigint), 0)
                     FROM jsonb_array_elements(v.cijfers -> 'houders') h)
             FROM rapportage_verantwoording v
             LEFT JOIN rapportage_verantwoordingsregel r
                    ON r.verantwoording_id = v.id AND r.berekening_id IS NOT NULL
            WHERE v.definitief_op IS NOT NULL AND (%(gemeente)s IS NULL OR v.gemeente_id = %(gemeente)s)
            GROUP BY v.id
           HAVING coalesce(sum(r.bedrag_centen), 0) <>
                  (SELECT coalesce(sum((h ->> 'bedrag')::bigint), 0)
                     FROM jsonb_array_elements(v.cijfers -> 'houders') h)
            ORDER BY v.id""",
        gemeente,
    )
    for pk, jaar, regels, cijfers in anders:
        yield (
            f"Verantwoording {pk} over {jaar}: de regels per aanbieder zijn {euro(int(regels))}, de cijfers"
            f" {euro(int(cijfers))}."
        )
