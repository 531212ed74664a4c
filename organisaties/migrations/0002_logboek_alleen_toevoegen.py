from django.db import migrations

FORWARD = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Regels van % worden alleen toegevoegd, nooit gewijzigd of verwijderd.', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER auditregel_alleen_toevoegen BEFORE UPDATE OR DELETE ON organisaties_auditregel
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""

BACKWARD = """
DROP TRIGGER auditregel_alleen_toevoegen ON organisaties_auditregel;
DROP FUNCTION refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("organisaties", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
