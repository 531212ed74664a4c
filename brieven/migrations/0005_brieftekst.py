import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# A letter keeps the words that it was made with, and who read it first; a version of the words is never changed.
FORWARD = """
CREATE OR REPLACE FUNCTION refuse_change_brief() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.vernietigd_op IS NOT NULL AND OLD.vernietigd_op IS NULL AND length(NEW.pdf) = 0 THEN
        RETURN NEW;
    END IF;
    IF ROW(NEW.gemeente_id, NEW.organisatie_id, NEW.soort, NEW.jaar, NEW.volgnummer, NEW.pseudoniem, NEW.object_type,
           NEW.object_id, NEW.aan_naam, NEW.aan_adres, NEW.adres_geheim, NEW.aan_organisatie_id, NEW.context,
           NEW.sjabloonversie, NEW.tekstversie_id, NEW.pdf, NEW.sha256, NEW.opgemaakt_op, NEW.opgemaakt_door_id, NEW.vervangt_id,
           NEW.vernietigd_op)
       IS DISTINCT FROM
       ROW(OLD.gemeente_id, OLD.organisatie_id, OLD.soort, OLD.jaar, OLD.volgnummer, OLD.pseudoniem, OLD.object_type,
           OLD.object_id, OLD.aan_naam, OLD.aan_adres, OLD.adres_geheim, OLD.aan_organisatie_id, OLD.context,
           OLD.sjabloonversie, OLD.tekstversie_id, OLD.pdf, OLD.sha256, OLD.opgemaakt_op, OLD.opgemaakt_door_id, OLD.vervangt_id,
           OLD.vernietigd_op) THEN
        RAISE EXCEPTION 'Een brief wordt niet gewijzigd maar vervangen.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF OLD.gelezen_op IS NOT NULL
       AND ROW(NEW.gelezen_op, NEW.gelezen_door_id) IS DISTINCT FROM ROW(OLD.gelezen_op, OLD.gelezen_door_id) THEN
        RAISE EXCEPTION 'Wie een brief het eerst las, verandert niet.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER brieftekst_alleen_toevoegen BEFORE UPDATE OR DELETE ON brieven_brieftekst
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""
BACKWARD = """
DROP TRIGGER brieftekst_alleen_toevoegen ON brieven_brieftekst;
CREATE OR REPLACE FUNCTION refuse_change_brief() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.vernietigd_op IS NOT NULL AND OLD.vernietigd_op IS NULL AND length(NEW.pdf) = 0 THEN
        RETURN NEW;
    END IF;
    IF ROW(NEW.gemeente_id, NEW.organisatie_id, NEW.soort, NEW.jaar, NEW.volgnummer, NEW.pseudoniem, NEW.object_type,
           NEW.object_id, NEW.aan_naam, NEW.aan_adres, NEW.adres_geheim, NEW.aan_organisatie_id, NEW.context,
           NEW.sjabloonversie, NEW.pdf, NEW.sha256, NEW.opgemaakt_op, NEW.opgemaakt_door_id, NEW.vervangt_id,
           NEW.vernietigd_op)
       IS DISTINCT FROM
       ROW(OLD.gemeente_id, OLD.organisatie_id, OLD.soort, OLD.jaar, OLD.volgnummer, OLD.pseudoniem, OLD.object_type,
           OLD.object_id, OLD.aan_naam, OLD.aan_adres, OLD.adres_geheim, OLD.aan_organisatie_id, OLD.context,
           OLD.sjabloonversie, OLD.pdf, OLD.sha256, OLD.opgemaakt_op, OLD.opgemaakt_door_id, OLD.vervangt_id,
           OLD.vernietigd_op) THEN
        RAISE EXCEPTION 'Een brief wordt niet gewijzigd maar vervangen.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("brieven", "0004_verklaring"),
        ("organisaties", "0018_gemeenten_en_instellingen"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="brief",
            name="gelezen_door",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="brief",
            name="gelezen_op",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.CreateModel(
            name="Brieftekst",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("soort", models.CharField(max_length=40)),
                ("versie", models.PositiveSmallIntegerField()),
                ("blokken", models.JSONField(blank=True, default=dict)),
                ("opgeslagen_op", models.DateTimeField()),
                (
                    "gemeente",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisaties.gemeente",
                    ),
                ),
                (
                    "opgeslagen_door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("soort", "-versie"),
            },
        ),
        migrations.AddField(
            model_name="brief",
            name="tekstversie",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="brieven.brieftekst",
            ),
        ),
        migrations.AddConstraint(
            model_name="brief",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("gelezen_door", None), ("gelezen_op", None)),
                    models.Q(("gelezen_door__isnull", False), ("gelezen_op__isnull", False)),
                    _connector="OR",
                ),
                name="brief_gelezen_door_iemand",
                violation_error_message="Een brief is gelezen op een moment en door iemand.",
            ),
        ),
        migrations.AddConstraint(
            model_name="brieftekst",
            constraint=models.UniqueConstraint(
                fields=("gemeente", "soort", "versie"),
                name="brieftekst_versie_uniek",
                violation_error_message="Iemand anders bewaarde net een versie. Open de pagina opnieuw.",
            ),
        ),
        migrations.AddConstraint(
            model_name="brieftekst",
            constraint=models.CheckConstraint(
                condition=models.Q(("versie__gte", 1)),
                name="brieftekst_versie_vanaf_een",
                violation_error_message="De eerste versie heeft nummer 1.",
            ),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
