# The municipality sees no score of a child, and counts them all the same: the database counts, and gives only that.
# The scope is read as organisaties/rijbeveiliging.py keeps it; its own functions are laid after the first migrate.

from django.db import migrations

_TELLEN = """
CREATE FUNCTION vve_resultaten() RETURNS TABLE
    (locatie_id bigint, jaar integer, domein varchar, niveau_start varchar, niveau_eind varchar, kinderen bigint)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    -- Of each child its last measurement at the end, beside its first at a start.
    WITH meting AS (
        SELECT m.* FROM opvang_resultaatmeting m JOIN indicaties_kind k ON k.id = m.kind_id
         WHERE k.gemeente_id = nullif(current_setting('vve.gemeente', true), '')::bigint AND m.vervallen_op IS NULL
           AND coalesce(current_setting('vve.houder', true), '') = ''
           AND coalesce(current_setting('vve.school', true), '') = ''
           AND coalesce(current_setting('vve.jgz', true), '') = ''
    ), eind AS (
        SELECT DISTINCT ON (kind_id) * FROM meting WHERE moment = 'eind' ORDER BY kind_id, datum DESC, id DESC
    ), start AS (
        SELECT DISTINCT ON (m.kind_id, s.domein) m.kind_id, s.domein, s.niveau
          FROM meting m JOIN opvang_resultaatscore s ON s.meting_id = m.id
         WHERE m.moment = 'start' ORDER BY m.kind_id, s.domein, m.datum, m.id
    )
    SELECT eind.locatie_id, extract(year FROM eind.datum)::integer, score.domein, coalesce(start.niveau, ''),
           score.niveau, count(*)
      FROM eind JOIN opvang_resultaatscore score ON score.meting_id = eind.id
      LEFT JOIN start ON start.kind_id = eind.kind_id AND start.domein = score.domein
     GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5
$$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("indicaties", "0009_kindstand"),
        ("opvang", "0023_resultaten"),
    ]

    operations = [migrations.RunSQL(_TELLEN, "DROP FUNCTION vve_resultaten()")]
