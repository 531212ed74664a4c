"""The columns counted a second time, by the database alone and from other tables than the pages read.

Besloten follows from the parts of the advance and not from the policy, betaald from payments and not from claims,
geboekt from the journal and not from the ledger. Verschuldigd is what is approved plus what the reviews found.
"""

from collections import Counter

from organisaties.models import Gemeente
from subsidies.invarianten import ask
from subsidies.kolommen.beeld import Beeld
from subsidies.kolommen.lijnen import Lijn

# Who gets what is approved for a provider: the parents of a child that applied, or an organisation in between.
_ANDEREN = """
    WITH aanvraag AS (
      SELECT a.id, d.kind_id, d.intermediair_id, d.regelingnaam, d.jaar
        FROM subsidies_subsidiedossier d JOIN subsidies_aanvraag a ON a.dossier_id = d.id
       WHERE d.gemeente_id = %(gemeente)s AND d.houder_id IS NULL AND a.soort = 'verlening'
         AND a.ingediend_op IS NOT NULL AND a.status <> 'ingetrokken'),
    ouders AS (SELECT DISTINCT kind_id, regelingnaam, jaar FROM aanvraag WHERE kind_id IS NOT NULL),
    tussen AS (
      SELECT DISTINCT l.houder_id, a.intermediair_id, a.regelingnaam, a.jaar
        FROM aanvraag a JOIN subsidies_aanvraagregel r ON r.aanvraag_id = a.id
        JOIN organisaties_locatie l ON l.id = r.locatie_id
       WHERE a.intermediair_id IS NOT NULL),
"""
# Each line of a receipt belongs to the last scheme that began before it.
_REGELS = """
    regels AS (
      SELECT b.id AS berekening_id, b.status, u.houder_id, r.naam, u.jaar, p.kind_id, g.subsidie_centen AS centen
        FROM subsidies_berekening b
        JOIN opvang_urendeclaratie u ON u.id = b.declaratie_id
        JOIN subsidies_berekeningsregel g ON g.berekening_id = b.id
        JOIN opvang_declaratieregel o ON o.id = g.declaratieregel_id
        JOIN opvang_plaatsing p ON p.id = o.plaatsing_id
        JOIN LATERAL (SELECT d.regeling_id FROM subsidies_berekeningsdeel d
                       WHERE d.berekening_id = b.id AND d.eerste <= g.volgorde
                       ORDER BY d.eerste DESC, d.id DESC LIMIT 1) deel ON true
        JOIN subsidies_subsidieregeling r ON r.id = deel.regeling_id
       WHERE u.gemeente_id = %(gemeente)s),
"""
# `delen` (provider, scheme, year, child or NULL, cents) to who gets them.
_PER_ONTVANGER = """
    SELECT CASE WHEN o.kind_id IS NULL THEN coalesce(t.intermediair_id, e.houder_id) END, e.naam, e.jaar, o.kind_id,
           sum(e.centen)
      FROM delen e
      LEFT JOIN ouders o ON o.kind_id = e.kind_id AND o.regelingnaam = e.naam AND o.jaar = e.jaar
      LEFT JOIN tussen t ON t.houder_id = e.houder_id AND t.regelingnaam = e.naam AND t.jaar = e.jaar
     GROUP BY 1, 2, 3, 4
"""
_LOCATIES = """
      SELECT l.houder_id, r.naam, l.jaar, NULL::bigint, l.totaal_centen
        FROM subsidies_locatieberekening l JOIN subsidies_subsidieregeling r ON r.id = l.regeling_id
       WHERE l.status = 'goedgekeurd' AND l.gemeente_id = %(gemeente)s
"""
_GOEDGEKEURD = f"""{_ANDEREN}{_REGELS}
    delen AS (
      SELECT houder_id, naam, jaar, kind_id, centen FROM regels WHERE status = 'goedgekeurd'
      UNION ALL {_LOCATIES})
    {_PER_ONTVANGER}
"""  # noqa: S608 - our own names
# What was decided as a whole: NULL where nothing was, or where a grant without advance leaves it to the calculations.
_BESLUITEN = """
    SELECT coalesce(d.houder_id, d.intermediair_id), d.regelingnaam, d.jaar, d.kind_id,
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
    SELECT v.organisatie_id, r.naam, v.jaar, v.kind_id, sum(d.centen)
      FROM (SELECT g.verplichting_id, g.bedrag_centen AS centen
              FROM subsidies_betaling p JOIN subsidies_betaalregel g ON g.betaling_id = p.id
             WHERE p.status IN ('betaald', 'verrekend')
            UNION ALL SELECT verplichting_id, -bedrag_centen FROM subsidies_terugbetaling) d
      JOIN subsidies_betaalverplichting v ON v.id = d.verplichting_id
      JOIN subsidies_subsidieregeling r ON r.id = v.regeling_id
     WHERE v.gemeente_id = %(gemeente)s
     GROUP BY 1, 2, 3, 4
"""
# The books know no children: of a calculation that stands in them, the parents have the lines of their child.
_GEBOEKT = f"""{_ANDEREN}{_REGELS}
    geboekt AS (
      SELECT b.houder_id, r.naam, coalesce(b.betreft_jaar, b.jaar) AS jaar, b.berekening_id, d.kind_id,
             sum(j.debet_centen - j.credit_centen) AS centen
        FROM subsidies_journaalregel j
        JOIN subsidies_grootboekrekening k ON k.id = j.rekening_id AND k.rol = 'lasten'
        JOIN subsidies_journaalpost p ON p.id = j.post_id
        JOIN subsidies_boeking b ON b.id = p.boeking_id
        JOIN subsidies_subsidieregeling r ON r.id = b.regeling_id
        LEFT JOIN subsidies_beschikking s ON s.id = b.beschikking_id
        LEFT JOIN subsidies_subsidiedossier d ON d.id = s.dossier_id
       WHERE b.gemeente_id = %(gemeente)s AND b.houder_id IS NOT NULL
       GROUP BY 1, 2, 3, 4, 5),
    van_ouders AS (
      SELECT g.houder_id, g.naam, g.jaar, g.kind_id, g.centen
        FROM regels g JOIN ouders o ON o.kind_id = g.kind_id AND o.regelingnaam = g.naam AND o.jaar = g.jaar
       WHERE g.berekening_id IN (SELECT berekening_id FROM geboekt GROUP BY 1 HAVING sum(centen) <> 0)),
    delen AS (
      SELECT houder_id, naam, jaar, kind_id, centen FROM geboekt
      UNION ALL SELECT houder_id, naam, jaar, kind_id, centen FROM van_ouders
      UNION ALL SELECT houder_id, naam, jaar, NULL, -centen FROM van_ouders)
    {_PER_ONTVANGER}
"""  # noqa: S608 - our own names
_PER_HOUDER = f"""{_ANDEREN}{_REGELS}
    delen AS (
      SELECT houder_id, naam, jaar, kind_id, centen FROM regels WHERE status = 'goedgekeurd'
      UNION ALL {_LOCATIES})
    SELECT houder_id, jaar, sum(centen) FROM delen GROUP BY 1, 2
"""  # noqa: S608 - our own names
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
        Lijn(organisatie, naam, jaar, kind): int(centen)
        for organisatie, naam, jaar, kind, centen in rijen
        if centen is not None
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
    som: Counter[tuple[int, int]] = Counter()
    for vraag in (_PER_HOUDER, _HERZIEN):
        for houder, jaar, centen in ask(vraag, gemeente):
            som[houder, jaar] += int(centen or 0)
    return som
