from django.db import migrations

# The functions run as owner: whoever decides need not see every row that counts, and can't hide one.
FORWARD = """
INSERT INTO subsidies_regelingbewerking (regeling_id, gebruiker_id, stap)
SELECT DISTINCT r.id, g.id, CASE a.handeling WHEN 'regeling.propose' THEN 'aangeboden' ELSE 'geschreven' END
  FROM organisaties_auditregel a
  JOIN subsidies_subsidieregeling r ON a.object_id = r.id::text
  JOIN organisaties_gebruiker g ON g.id = a.gebruiker_id
 WHERE a.object_type = 'subsidieregeling'
   AND a.handeling IN ('regeling.import', 'regeling.update', 'regeling.propose')
ON CONFLICT DO NOTHING;
SET CONSTRAINTS ALL IMMEDIATE;

CREATE FUNCTION vve_handen_aan_declaratie(declaratie bigint) RETURNS TABLE (gebruiker bigint, stap text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH RECURSIVE keten AS (
        SELECT d.id, d.corrigeert_id, d.opgesteld_door_id, d.ingediend_door_id, d.beoordeeld_door_id
          FROM opvang_urendeclaratie d WHERE d.id = declaratie
        UNION
        SELECT d.id, d.corrigeert_id, d.opgesteld_door_id, d.ingediend_door_id, d.beoordeeld_door_id
          FROM opvang_urendeclaratie d JOIN keten k ON d.id = k.corrigeert_id
    )
    SELECT opgesteld_door_id, 'ingevuld' FROM keten
    UNION SELECT b.gebruiker_id, 'ingevuld' FROM opvang_declaratiebewerking b JOIN keten k ON k.id = b.declaratie_id
    UNION SELECT ingediend_door_id, 'ingediend' FROM keten WHERE ingediend_door_id IS NOT NULL
    UNION SELECT beoordeeld_door_id, 'beoordeeld' FROM keten WHERE beoordeeld_door_id IS NOT NULL
    UNION SELECT b.berekend_door_id, 'berekend' FROM subsidies_berekening b JOIN keten k ON k.id = b.declaratie_id $$;

CREATE FUNCTION vve_handen_aan_regeling(regeling bigint) RETURNS TABLE (gebruiker bigint, stap text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT r.opgesteld_door_id, 'geschreven' FROM subsidies_subsidieregeling r
     WHERE r.id = regeling AND r.opgesteld_door_id IS NOT NULL
    UNION SELECT b.gebruiker_id, b.stap FROM subsidies_regelingbewerking b WHERE b.regeling_id = regeling $$;

CREATE FUNCTION refuse_approval_by_own_hand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM vve_handen_aan_declaratie(NEW.declaratie_id) h WHERE h.gebruiker = NEW.besloten_door_id)
    THEN
        RAISE EXCEPTION 'Wie aan de uren, het oordeel of de berekening werkte, keurt haar niet goed.'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'berekening_vier_ogen';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER berekening_vier_ogen_nieuw BEFORE INSERT ON subsidies_berekening
    FOR EACH ROW WHEN (NEW.status = 'goedgekeurd') EXECUTE FUNCTION refuse_approval_by_own_hand();
CREATE TRIGGER berekening_vier_ogen BEFORE UPDATE ON subsidies_berekening
    FOR EACH ROW WHEN (NEW.status = 'goedgekeurd' AND OLD.status <> 'goedgekeurd')
    EXECUTE FUNCTION refuse_approval_by_own_hand();

CREATE FUNCTION refuse_adoption_by_own_hand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM vve_handen_aan_regeling(NEW.id) h WHERE h.gebruiker = NEW.vastgesteld_door_id) THEN
        RAISE EXCEPTION 'Wie aan de tekst schreef of haar aanbood, stelt de regeling niet vast.'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'regeling_vier_ogen';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER regeling_vier_ogen BEFORE UPDATE ON subsidies_subsidieregeling
    FOR EACH ROW WHEN (NEW.vastgesteld_door_id IS NOT NULL AND OLD.vastgesteld_door_id IS NULL)
    EXECUTE FUNCTION refuse_adoption_by_own_hand();

CREATE FUNCTION refuse_forgetting_a_hand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' OR EXISTS (
        SELECT 1 FROM subsidies_subsidieregeling WHERE id = OLD.regeling_id AND status <> 'concept'
    ) THEN
        RAISE EXCEPTION 'Wie aan een aangeboden regeling werkte, blijft bij haar staan.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER regelingbewerking_blijft BEFORE UPDATE OR DELETE ON subsidies_regelingbewerking
    FOR EACH ROW EXECUTE FUNCTION refuse_forgetting_a_hand();
"""

BACKWARD = """
DROP TRIGGER regelingbewerking_blijft ON subsidies_regelingbewerking;
DROP TRIGGER regeling_vier_ogen ON subsidies_subsidieregeling;
DROP TRIGGER berekening_vier_ogen ON subsidies_berekening;
DROP TRIGGER berekening_vier_ogen_nieuw ON subsidies_berekening;
DROP FUNCTION refuse_forgetting_a_hand();
DROP FUNCTION refuse_adoption_by_own_hand();
DROP FUNCTION refuse_approval_by_own_hand();
DROP FUNCTION vve_handen_aan_regeling(bigint);
DROP FUNCTION vve_handen_aan_declaratie(bigint);
"""


class Migration(migrations.Migration):
    """Four eyes over the whole chain: the database refuses a decision by whoever had a hand in what is decided on."""

    dependencies = [
        ("subsidies", "0006_regelingbewerking"),
        ("opvang", "0005_bewerkers_uit_logboek"),
        ("organisaties", "0002_logboek_alleen_toevoegen"),
    ]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
