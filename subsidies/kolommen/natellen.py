"""The columns counted a second time, by the database alone and from other tables than the pages read.

Besloten follows from the parts of the advance and not from the policy, betaald from payments and not from claims,
geboekt from the journal and not from the ledger. Verschuldigd is what is approved plus what the reviews found.
"""

from organisaties.models import Gemeente
from subsidies.invarianten import ask
from subsidies.kolommen.beeld import Beeld
from subsidies.kolommen.lijnen import Lijn

# Cents of approved calculations per line; each line of a receipt belongs to the last scheme that began before it.
_GOEDGEKEURD = """
    SELECT houder_id, naam, jaar, sum(centen) AS centen FROM (
      SELECT u.houder_id, r.naam, u.jaar, g.subsidie_centen AS centen
        FROM subsidies_berekening b
        JOIN opvang_urendeclaratie u ON u.id = b.declaratie_id
        JOIN subsidies_berekeningsregel g ON g.berekening_id = b.id
        JOIN LATERAL (SELECT d.regeling_id FROM subsidies_berekeningsdeel d
                       WHERE d.berekening_id = b.id AND d.eerste <= g.volgorde
                       ORDER BY d.eerste DESC, d.id DESC LIMIT 1) deel ON true
        JOIN subsidies_subsidieregeling r ON r.id = deel.regeling_id
       WHERE b.status = 'goedgekeurd' AND u.gemeente_id = %(gemeente)s
      UNION ALL
      SELECT l.houder_id, r.naam, l.jaar, l.totaal_centen
        FROM subsidies_locatieberekening l JOIN subsidies_subsidieregeling r ON r.id = l.regeling_id
       WHERE l.status = 'goedgekeurd' AND l.gemeente_id = %(gemeente)s) regels
     GROUP BY 1, 2, 3
"""
# What was decided as a whole: NULL where nothing was, or where a grant without advance leaves it to the calculations.
_BESLUITEN = """
    SELECT d.houder_id, d.regelingnaam, d.jaar,
           coalesce(max(b.bedrag_centen) FILTER (WHERE b.soort IN ('vaststelling', 'ambtshalve')),
                    max(b.bedrag_centen) FILTER (
                      WHERE b.soort IN ('verlening', 'wijziging', 'intrekking')
                        AND (b.bedrag_centen = 0 OR EXISTS (
                               SELECT 1 FROM subsidies_voorschottermijn t
                                 JOIN subsidies_beschikking v ON v.id = t.beschikking_id
                                WHERE v.dossier_id = d.id))))
      FROM subsidies_subsidiedossier d JOIN subsidies_beschikking b ON b.dossier_id = d.id
     WHERE b.status = 'genomen' AND d.gemeente_id = %(gemeente)s GROUP BY d.id
"""
_BETAALD = """
    SELECT v.organisatie_id, r.naam, v.jaar, sum(g.bedrag_centen)
      FROM subsidies_betaling p
      JOIN subsidies_betaalregel g ON g.betaling_id = p.id
      JOIN subsidies_betaalverplichting v ON v.id = g.verplichting_id
      JOIN subsidies_subsidieregeling r ON r.id = v.regeling_id
     WHERE p.status IN ('betaald', 'verrekend') AND p.gemeente_id = %(gemeente)s
     GROUP BY 1, 2, 3
"""
_GEBOEKT = """
    SELECT b.houder_id, r.naam, coalesce(b.betreft_jaar, b.jaar), sum(j.debet_centen - j.credit_centen)
      FROM subsidies_journaalregel j
      JOIN subsidies_grootboekrekening k ON k.id = j.rekening_id AND k.rol = 'lasten'
      JOIN subsidies_journaalpost p ON p.id = j.post_id
      JOIN subsidies_boeking b ON b.id = p.boeking_id
      JOIN subsidies_subsidieregeling r ON r.id = b.regeling_id
     WHERE b.gemeente_id = %(gemeente)s AND b.houder_id IS NOT NULL
     GROUP BY 1, 2, 3
"""
# Today beside what is approved, over all schemes of a provider and year: a review does not tell them apart.
_HERZIEN = """
    SELECT u.houder_id, u.jaar, sum(h.wordt_centen - h.was_centen)
      FROM subsidies_herzieningsregel h
      JOIN subsidies_herziening z ON z.id = h.herziening_id
      JOIN subsidies_berekening b ON b.id = z.berekening_id
      JOIN opvang_urendeclaratie u ON u.id = b.declaratie_id
     WHERE u.gemeente_id = %(gemeente)s GROUP BY 1, 2
    UNION ALL
    SELECT l.houder_id, l.jaar, sum(h.wordt_centen - l.totaal_centen)
      FROM subsidies_locatieherziening h JOIN subsidies_locatieberekening l ON l.id = h.locatieberekening_id
     WHERE l.gemeente_id = %(gemeente)s GROUP BY 1, 2
"""
Telling = dict[Lijn, int]


def _tel(vraag: str, gemeente: Gemeente) -> Telling:
    rijen = ask(vraag, gemeente)
    return {
        Lijn(houder, naam, jaar): int(centen) for houder, naam, jaar, centen in rijen if centen is not None
    }


class Natelling:
    """What the database counts for a municipality, per column."""

    def __init__(self, gemeente: Gemeente) -> None:
        self.besloten = _tel(_GOEDGEKEURD, gemeente) | _tel(_BESLUITEN, gemeente)
        self.betaald = _tel(_BETAALD, gemeente)
        self.geboekt = _tel(_GEBOEKT, gemeente)

    def differs(self, beeld: Beeld) -> list[tuple[str, int, int]]:
        """(column, the page, the database) of each column that the two count otherwise."""
        paren = (
            ("besloten", beeld.besloten, self.besloten),
            ("betaald", beeld.betaald, self.betaald),
            ("geboekt", beeld.geboekt, self.geboekt),
        )
        return [
            (naam, pagina, telling.get(beeld.lijn, 0))
            for naam, pagina, telling in paren
            if pagina != telling.get(beeld.lijn, 0)
        ]


def count_vandaag(gemeente: Gemeente) -> dict[tuple[int, int], int]:
    """(provider, year) -> cents by the hour and by the location: approved, and what the reviews add to it."""
    som: dict[tuple[int, int], int] = {}
    for lijn, centen in _tel(_GOEDGEKEURD, gemeente).items():
        som[lijn.houder, lijn.jaar] = som.get((lijn.houder, lijn.jaar), 0) + centen
    for houder, jaar, centen in ask(_HERZIEN, gemeente):
        som[houder, jaar] = som.get((houder, jaar), 0) + int(centen or 0)
    return som
