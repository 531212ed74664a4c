import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

GEWIJZIGD = """
CREATE OR REPLACE FUNCTION refuse_change_of_receipt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'Een berekening wordt nooit verwijderd.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF (NEW.declaratie_id, {kolommen}NEW.engine_versie,
        NEW.totaal_centen, NEW.berekend_op, NEW.berekend_door_id, NEW.vervangt_id)
       IS DISTINCT FROM
       (OLD.declaratie_id, {oude_kolommen}OLD.engine_versie,
        OLD.totaal_centen, OLD.berekend_op, OLD.berekend_door_id, OLD.vervangt_id)
       OR NOT (OLD.status IN ('berekend', NEW.status) OR (OLD.status = 'goedgekeurd' AND NEW.status = 'vervangen'))
       OR (OLD.status <> 'berekend' AND (NEW.besloten_op, NEW.besloten_door_id, NEW.reden_afwijzing)
           IS DISTINCT FROM (OLD.besloten_op, OLD.besloten_door_id, OLD.reden_afwijzing)) THEN
        RAISE EXCEPTION 'Een berekening wordt niet gewijzigd; maak een nieuwe die haar vervangt.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""
_KOLOMMEN = ("regeling_id", "regeling_sha256", "invoer")
ZONDER = GEWIJZIGD.format(kolommen="", oude_kolommen="")
MET = GEWIJZIGD.format(
    kolommen="".join(f"NEW.{naam}, " for naam in _KOLOMMEN),
    oude_kolommen="".join(f"OLD.{naam}, " for naam in _KOLOMMEN),
)

VULLEN = """
INSERT INTO subsidies_berekeningsdeel (berekening_id, regeling_id, regeling_sha256, eerste, invoer)
SELECT id, regeling_id, regeling_sha256, 0, invoer FROM subsidies_berekening ORDER BY id;
SET CONSTRAINTS ALL IMMEDIATE;
CREATE TRIGGER berekeningsdeel_alleen_toevoegen BEFORE UPDATE OR DELETE ON subsidies_berekeningsdeel
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""
# A receipt under two policies does not fit in the former table; it is not thrown away half.
LEEGHALEN = """
DROP TRIGGER berekeningsdeel_alleen_toevoegen ON subsidies_berekeningsdeel;
DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM subsidies_berekeningsdeel WHERE eerste > 0) THEN
        RAISE EXCEPTION 'Er zijn berekeningen volgens meer dan een regeling; de vorige versie kent die niet.';
    END IF;
    IF EXISTS (SELECT 1 FROM subsidies_berekening WHERE status IN ('berekend', 'goedgekeurd')
               GROUP BY declaratie_id HAVING count(*) > 1) THEN
        RAISE EXCEPTION 'Er wachten herzieningen op goedkeuring; keur ze eerst goed of af.';
    END IF;
END $$;
UPDATE subsidies_berekening b
   SET regeling_id = d.regeling_id, regeling_sha256 = d.regeling_sha256, invoer = d.invoer
  FROM subsidies_berekeningsdeel d WHERE d.berekening_id = b.id;
SET CONSTRAINTS ALL IMMEDIATE;
"""
KOLOMMEN_WEG = """
ALTER TABLE subsidies_berekening DROP COLUMN regeling_id, DROP COLUMN regeling_sha256, DROP COLUMN invoer;
"""
KOLOMMEN_TERUG = """
ALTER TABLE subsidies_berekening
    ADD COLUMN regeling_id bigint REFERENCES subsidies_subsidieregeling (id) DEFERRABLE INITIALLY DEFERRED,
    ADD COLUMN regeling_sha256 varchar(64), ADD COLUMN invoer jsonb;
CREATE INDEX subsidies_berekening_regeling_id ON subsidies_berekening (regeling_id);
"""
GEVULD = """
ALTER TABLE subsidies_berekening ALTER COLUMN regeling_id SET NOT NULL,
    ALTER COLUMN regeling_sha256 SET NOT NULL, ALTER COLUMN invoer SET NOT NULL;
"""


class Migration(migrations.Migration):
    """What went into a calculation, per policy: a quarter may fall under more than one."""

    dependencies = [("subsidies", "0008_uren_in_honderdsten")]

    operations = [
        migrations.CreateModel(
            name="Berekeningsdeel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("regeling_sha256", models.CharField(max_length=64)),
                ("eerste", models.PositiveIntegerField()),
                ("invoer", models.JSONField()),
                (
                    "berekening",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="delen",
                        to="subsidies.berekening",
                    ),
                ),
                (
                    "regeling",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="subsidies.subsidieregeling",
                    ),
                ),
            ],
            options={
                "ordering": ("berekening", "eerste", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("berekening", "regeling"),
                        name="berekeningsdeel_een_per_regeling",
                        violation_error_message="Deze regeling staat al op de bon.",
                    )
                ],
            },
        ),
        migrations.RunSQL(migrations.RunSQL.noop, MET),
        migrations.RunSQL(migrations.RunSQL.noop, GEVULD),
        migrations.RunSQL(VULLEN, LEEGHALEN),
        migrations.RunSQL(ZONDER, migrations.RunSQL.noop),
        migrations.RunSQL(
            KOLOMMEN_WEG,
            KOLOMMEN_TERUG,
            state_operations=[
                migrations.RemoveField("berekening", "regeling"),
                migrations.RemoveField("berekening", "regeling_sha256"),
                migrations.RemoveField("berekening", "invoer"),
            ],
        ),
        migrations.RemoveConstraint("berekening", "berekening_een_geldig_per_declaratie"),
        migrations.AddConstraint(
            "berekening",
            models.UniqueConstraint(
                fields=("declaratie",),
                condition=Q(status="berekend"),
                name="berekening_een_wachtend_per_declaratie",
                violation_error_message="Van deze declaratie wacht al een berekening op goedkeuring.",
            ),
        ),
        migrations.AddConstraint(
            "berekening",
            models.UniqueConstraint(
                fields=("declaratie",),
                condition=Q(status="goedgekeurd"),
                name="berekening_een_geldig_per_declaratie",
                violation_error_message="Van deze declaratie is al een goedgekeurde berekening.",
            ),
        ),
    ]
