import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisaties", "0018_gemeenten_en_instellingen"),
        ("subsidies", "0025_vijf_kolommen"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="boeking",
            name="boeking_storno_is_negatief",
        ),
        migrations.AddField(
            model_name="boeking",
            name="beschikking",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="boekingen",
                to="subsidies.beschikking",
            ),
        ),
        migrations.AddConstraint(
            model_name="boeking",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("bedrag_centen__gte", 0), ("storneert", None)),
                    models.Q(("bedrag_centen__lte", 0), ("storneert__isnull", False)),
                    ("factuur__isnull", False),
                    ("beschikking__isnull", False),
                    _connector="OR",
                ),
                name="boeking_storno_is_negatief",
                violation_error_message="Een boeking is positief; alleen een storno, een creditnota of een lagere vaststelling is negatief.",
            ),
        ),
        migrations.AddConstraint(
            model_name="boeking",
            constraint=models.UniqueConstraint(
                condition=models.Q(("beschikking__isnull", False), ("storneert", None)),
                fields=("beschikking", "categorie", "bron", "indicator", "begunstigde"),
                name="boeking_een_per_vaststelling",
                violation_error_message="Deze vaststelling staat al in het grootboek.",
            ),
        ),
    ]
