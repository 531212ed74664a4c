from django.db import migrations

# A role that was given several times over the same days becomes one, over all of those days. The words of a role
# are compared as a range of text: without btree_gist a constraint knows no equality. The triggers rest meanwhile:
# roles that may not meet, from before that rule, stay as they are.
FORWARD = """
ALTER TABLE organisaties_toekenning DISABLE TRIGGER USER;
WITH rijen AS (
    SELECT id, gebruiker_id, gemeente_id, rol, coalesce(organisatie_id, 0) AS organisatie,
           coalesce(locatie_id, 0) AS locatie, geldig_van, coalesce(geldig_tot_en_met, 'infinity') AS tot
      FROM organisaties_toekenning WHERE status = 'geldt'
), begin AS (
    SELECT *, coalesce(geldig_van > max(tot) OVER (
               PARTITION BY gebruiker_id, gemeente_id, rol, organisatie, locatie ORDER BY geldig_van, id
               ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), true) AS is_begin
      FROM rijen
), reeksen AS (
    SELECT *, count(*) FILTER (WHERE is_begin) OVER (
               PARTITION BY gebruiker_id, gemeente_id, rol, organisatie, locatie ORDER BY geldig_van, id) AS reeks
      FROM begin
), samen AS (
    SELECT min(id) AS blijft, array_agg(id) AS ids, min(geldig_van) AS van, max(tot) AS tot
      FROM reeksen
     GROUP BY gebruiker_id, gemeente_id, rol, organisatie, locatie, reeks HAVING count(*) > 1
), weg AS (
    DELETE FROM organisaties_toekenning t USING samen s WHERE t.id = ANY (s.ids) AND t.id <> s.blijft
)
UPDATE organisaties_toekenning t SET geldig_van = s.van, geldig_tot_en_met = nullif(s.tot, 'infinity')
  FROM samen s WHERE t.id = s.blijft;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE organisaties_toekenning ENABLE TRIGGER USER;
CREATE TYPE tekstbereik AS RANGE (subtype = text, collation = "C");
"""

BACKWARD = """
DROP TYPE tekstbereik;
"""


class Migration(migrations.Migration):
    dependencies = [("organisaties", "0009_toegang_per_gemeente")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
