from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("rapportage", "0010_definitief_was_na_afsluiting")]

    operations = [
        migrations.AddConstraint(
            model_name="verantwoording",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("definitief_door", None), ("definitief_op", None)),
                    models.Q(
                        ("definitief_door__isnull", False),
                        ("definitief_op__isnull", False),
                        ("na_afsluiting", True),
                        ("status", "klaar"),
                    ),
                    _connector="OR",
                ),
                name="verantwoording_definitief_door_iemand",
                violation_error_message="Alleen een verantwoording die klaar is en na het afsluiten van de boeken is gemaakt, kan definitief worden.",
            ),
        ),
        migrations.AddConstraint(
            model_name="verantwoording",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("verzonden_aan", ""), ("verzonden_door", None), ("verzonden_op", None)),
                    models.Q(
                        ("definitief_op__isnull", False),
                        ("verzonden_door__isnull", False),
                        ("verzonden_op__isnull", False),
                        models.Q(("verzonden_aan", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="verantwoording_verzonden_is_definitief",
                violation_error_message="Verzonden is alleen wat definitief is, met de dag en de ontvanger.",
            ),
        ),
    ]
