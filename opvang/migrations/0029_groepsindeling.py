import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# As 0012_gemeente_bij_de_rij of indicaties.
_BIJ = """
ALTER TABLE opvang_groepsindeling ADD COLUMN gemeente_id bigint NOT NULL;
ALTER TABLE opvang_groepsindeling ADD CONSTRAINT opvang_groepsindeling_in_gemeente
    FOREIGN KEY (kind_id, gemeente_id) REFERENCES indicaties_kind (id, gemeente_id)
    ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX opvang_groepsindeling_van_gemeente ON opvang_groepsindeling (gemeente_id, kind_id);
CREATE TRIGGER gemeente_van_kind BEFORE INSERT OR UPDATE OF kind_id, gemeente_id ON opvang_groepsindeling
    FOR EACH ROW EXECUTE FUNCTION vve_gemeente_van_kind();
"""
_WEG = """
DROP TRIGGER gemeente_van_kind ON opvang_groepsindeling;
ALTER TABLE opvang_groepsindeling DROP COLUMN gemeente_id CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("indicaties", "0012_gemeente_bij_de_rij"),
        ("opvang", "0028_gemeente_bij_de_rij"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Groepsindeling",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("vanaf", models.DateField(verbose_name="vanaf welke dag")),
                ("vastgelegd_op", models.DateField()),
                ("vervallen_op", models.DateField(blank=True, null=True)),
                (
                    "groep",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="indelingen",
                        to="opvang.groep",
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="groepsindelingen",
                        to="indicaties.kind",
                    ),
                ),
                (
                    "vastgelegd_door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "vervallen_door",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-vanaf", "-pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("vervallen_door", None), ("vervallen_op", None)),
                            models.Q(("vervallen_door__isnull", False), ("vervallen_op__isnull", False)),
                            _connector="OR",
                        ),
                        name="groepsindeling_verval_volledig",
                        violation_error_message="Leg vast wanneer en door wie de indeling is ingetrokken.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("vervallen_op", None)),
                        fields=("kind", "groep", "vanaf"),
                        name="groepsindeling_een_keer_op_een_dag",
                        violation_error_message="Dit kind is vanaf die dag al in deze groep ingedeeld.",
                    ),
                ],
            },
        ),
        migrations.RunSQL(_BIJ, _WEG),
    ]
