"""What must always be true of claims and of what settles them."""

from collections.abc import Iterator

from lib.geld import euro
from organisaties.models import Gemeente
from subsidies.invarianten import ask, invariant

_MEER = """
    SELECT v.kenmerk, v.bedrag_centen, v.status, d.centen
      FROM subsidies_betaalverplichting v
      JOIN (SELECT verplichting_id, sum(centen) AS centen
              FROM (SELECT verplichting_id, bedrag_centen AS centen FROM subsidies_betaalregel WHERE stand = 'voldaan'
                    UNION ALL SELECT verplichting_id, -bedrag_centen FROM subsidies_terugbetaling) regels
             GROUP BY 1) d ON d.verplichting_id = v.id
     WHERE (%(gemeente)s::bigint IS NULL OR v.gemeente_id = %(gemeente)s)
       AND (d.centen * sign(v.bedrag_centen) NOT BETWEEN 0 AND abs(v.bedrag_centen)
            OR v.status IN ('terugbetaald', 'verrekend') AND d.centen <> v.bedrag_centen)
     ORDER BY v.id
"""


@invariant("Van wat betaald, verrekend of terugbetaald is, is er nooit meer dan de betaalverplichting.")
def niets_is_meer_dan_een_keer_voldaan(gemeente: Gemeente | None) -> Iterator[str]:
    for kenmerk, bedrag, status, voldaan in ask(_MEER, gemeente):
        yield f"{kenmerk} is {euro(bedrag)} en heeft de stand ‘{status}’; voldaan is {euro(int(voldaan))}."
