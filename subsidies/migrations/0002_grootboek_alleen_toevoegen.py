from django.db import migrations

FORWARD = """
CREATE TRIGGER boeking_alleen_toevoegen BEFORE UPDATE OR DELETE ON subsidies_boeking
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER berekeningsregel_alleen_toevoegen BEFORE UPDATE OR DELETE ON subsidies_berekeningsregel
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE FUNCTION refuse_change_of_receipt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'Een berekening wordt nooit verwijderd.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF (NEW.declaratie_id, NEW.regeling_id, NEW.regeling_sha256, NEW.engine_versie, NEW.invoer,
        NEW.totaal_centen, NEW.berekend_op, NEW.berekend_door_id, NEW.vervangt_id)
       IS DISTINCT FROM
       (OLD.declaratie_id, OLD.regeling_id, OLD.regeling_sha256, OLD.engine_versie, OLD.invoer,
        OLD.totaal_centen, OLD.berekend_op, OLD.berekend_door_id, OLD.vervangt_id)
       OR NOT (OLD.status IN ('berekend', NEW.status) OR (OLD.status = 'goedgekeurd' AND NEW.status = 'vervangen'))
       OR (OLD.status <> 'berekend' AND (NEW.besloten_op, NEW.besloten_door_id, NEW.reden_afwijzing)
           IS DISTINCT FROM (OLD.besloten_op, OLD.besloten_door_id, OLD.reden_afwijzing)) THEN
        RAISE EXCEPTION 'Een berekening wordt niet gewijzigd; maak een nieuwe die haar vervangt.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER berekening_bevroren BEFORE UPDATE OR DELETE ON subsidies_berekening
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_receipt();

CREATE FUNCTION refuse_change_of_adopted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.vastgesteld_op IS NULL THEN
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'DELETE' OR (to_jsonb(NEW) - 'status') IS DISTINCT FROM (to_jsonb(OLD) - 'status')
       OR NOT (OLD.status = NEW.status OR (OLD.status = 'vastgesteld' AND NEW.status = 'vervangen')) THEN
        RAISE EXCEPTION 'Een vastgestelde regeling wordt niet gewijzigd; stel een nieuwe versie vast.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER regeling_bevroren BEFORE UPDATE OR DELETE ON subsidies_subsidieregeling
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_adopted();
"""

BACKWARD = """
DROP TRIGGER boeking_alleen_toevoegen ON subsidies_boeking;
DROP TRIGGER berekeningsregel_alleen_toevoegen ON subsidies_berekeningsregel;
DROP TRIGGER berekening_bevroren ON subsidies_berekening;
DROP TRIGGER regeling_bevroren ON subsidies_subsidieregeling;
DROP FUNCTION refuse_change_of_receipt();
DROP FUNCTION refuse_change_of_adopted();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("subsidies", "0001_initial"),
        ("organisaties", "0002_logboek_alleen_toevoegen"),
    ]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
