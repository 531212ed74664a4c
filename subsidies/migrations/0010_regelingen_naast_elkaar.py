from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import migrations
from django.db.models import Q

import lib.bereik

DAGEN = [
    (lib.bereik.SameRow("gemeente"), "&&"),
    (lib.bereik.DateRange("geldig_van", "geldig_tot_en_met"), "&&"),
]
KINDEREN = {
    "doelgroep": "kinderen met een VVE-indicatie",
    "regulier": "kinderen zonder indicatie",
    "smi": "kinderen met een sociaal-medische indicatie",
}


class Migration(migrations.Migration):
    """Schemes may stand beside each other, each for its own children: one at a time per category."""

    dependencies = [("subsidies", "0009_bon_in_delen")]

    operations = [
        migrations.RemoveConstraint("subsidieregeling", "regeling_een_tegelijk"),
        *(
            migrations.AddConstraint(
                "subsidieregeling",
                ExclusionConstraint(
                    name=f"regeling_een_tegelijk_{categorie}",
                    expressions=DAGEN,
                    condition=Q(document__contains={categorie: {"vergoed": True}}, status="vastgesteld"),
                    violation_error_message=f"In deze periode geldt al een vastgestelde regeling voor {kinderen}.",
                ),
            )
            for categorie, kinderen in KINDEREN.items()
        ),
    ]
