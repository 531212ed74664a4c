from django.db import migrations

# What the municipality or a next sheet says of it may still be written; what the provider told may not.
FORWARD = """
CREATE FUNCTION refuse_change_of_sent_kwaliteitsblad() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    oordeel text[] := '{status,beoordeeld_op,beoordeeld_door_id,reden_terugsturen}';
BEGIN
    IF OLD.status = 'concept' THEN
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'DELETE' OR NEW.status = 'concept' OR to_jsonb(NEW) - oordeel <> to_jsonb(OLD) - oordeel THEN
        RAISE EXCEPTION 'Een ingediend kwaliteitsblad kan niet worden gewijzigd; dien een nieuw blad in.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER kwaliteitsblad_bevroren BEFORE UPDATE OR DELETE ON opvang_kwaliteitsblad
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_sent_kwaliteitsblad();

CREATE FUNCTION refuse_change_of_sent_kwaliteitsgroep() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    blad bigint := CASE WHEN TG_OP = 'INSERT' THEN NEW.blad_id ELSE OLD.blad_id END;
BEGIN
    -- Locks the sheet, so that sending it and changing a group exclude each other.
    PERFORM 1 FROM opvang_kwaliteitsblad WHERE id = blad AND status <> 'concept' FOR SHARE;
    IF FOUND THEN
        RAISE EXCEPTION 'Een ingediend kwaliteitsblad kan niet worden gewijzigd; dien een nieuw blad in.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER kwaliteitsgroep_bevroren BEFORE INSERT OR UPDATE OR DELETE ON opvang_kwaliteitsgroep
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_sent_kwaliteitsgroep();
"""

BACKWARD = """
DROP TRIGGER kwaliteitsgroep_bevroren ON opvang_kwaliteitsgroep;
DROP FUNCTION refuse_change_of_sent_kwaliteitsgroep();
DROP TRIGGER kwaliteitsblad_bevroren ON opvang_kwaliteitsblad;
DROP FUNCTION refuse_change_of_sent_kwaliteitsblad();
"""


class Migration(migrations.Migration):
    dependencies = [("opvang", "0025_kwaliteit")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
