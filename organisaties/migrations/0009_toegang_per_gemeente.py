from django.db import migrations

# Who was off stays out of every municipality in which there was a role; the account itself is of the person.
# When somebody signed in last is no business of a second municipality.
FORWARD = """
INSERT INTO organisaties_gemeentegebruiker (gemeente_id, gebruiker_id, naam, laatst_ingelogd, uitgezet_op)
SELECT t.gemeente_id, g.id, g.naam,
       CASE WHEN count(*) OVER (PARTITION BY g.id) = 1 THEN g.last_login END,
       CASE WHEN NOT g.is_active THEN now() END
  FROM organisaties_gebruiker g
  JOIN (SELECT DISTINCT gebruiker_id, gemeente_id FROM organisaties_toekenning) t ON t.gebruiker_id = g.id;
UPDATE organisaties_gebruiker SET is_active = true WHERE NOT is_active;

CREATE FUNCTION know_gebruiker_by_role() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO organisaties_gemeentegebruiker (gemeente_id, gebruiker_id, naam)
    SELECT NEW.gemeente_id, g.id, left(g.email, 120) FROM organisaties_gebruiker g WHERE g.id = NEW.gebruiker_id
    ON CONFLICT DO NOTHING;
    RETURN NEW;
END $$;
CREATE TRIGGER toekenning_maakt_gebruiker_bekend AFTER INSERT OR UPDATE OF gebruiker_id, gemeente_id
    ON organisaties_toekenning FOR EACH ROW EXECUTE FUNCTION know_gebruiker_by_role();
"""

# The earlier release knows one switch for all municipalities: who is out of one of them, is out.
BACKWARD = """
DROP TRIGGER toekenning_maakt_gebruiker_bekend ON organisaties_toekenning;
DROP FUNCTION know_gebruiker_by_role();
UPDATE organisaties_gebruiker SET is_active = false WHERE id IN (
    SELECT gebruiker_id FROM organisaties_gemeentegebruiker WHERE uitgezet_op IS NOT NULL);
DELETE FROM organisaties_gemeentegebruiker;
"""


class Migration(migrations.Migration):
    """Switching off is per municipality, and each gives its own name; nobody gains access by it."""

    dependencies = [("organisaties", "0008_gemeentegebruiker")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
