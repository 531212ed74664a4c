from django.db import migrations

FORWARD = """
CREATE FUNCTION refuse_change_after_submit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    declaratie bigint := CASE WHEN TG_OP = 'INSERT' THEN NEW.declaratie_id ELSE OLD.declaratie_id END;
BEGIN
    -- Locks the declaration, so that submitting it and changing a line exclude each other.
    PERFORM 1 FROM opvang_urendeclaratie WHERE id = declaratie AND status <> 'concept' FOR SHARE;
    IF FOUND THEN
        RAISE EXCEPTION 'Een ingediende declaratie kan niet worden gewijzigd; maak een correctie.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER declaratieregel_bevroren BEFORE INSERT OR UPDATE OR DELETE ON opvang_declaratieregel
    FOR EACH ROW EXECUTE FUNCTION refuse_change_after_submit();
"""

BACKWARD = """
DROP TRIGGER declaratieregel_bevroren ON opvang_declaratieregel;
DROP FUNCTION refuse_change_after_submit();
"""


class Migration(migrations.Migration):
    dependencies = [("opvang", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
