from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from indicaties.handelingen import Handeling
from indicaties.herkomst import remove_herkomst
from indicaties.models import Kind
from lib.weergave import datum
from organisaties.audit import record
from organisaties.models import Gebruiker
from organisaties.opslaan import save_checked


@transaction.atomic
def record_herkomstbezwaar(*, kind: Kind, dag: date, door: Gebruiker, op: date) -> Kind:
    """The parents objected in writing to the use of their country of origin (UAVG 25): it leaves the file.

    Also of indicaties that were withdrawn or have ended. The record does not say whether it stood there.
    """
    kind = Kind.objects.select_for_update().get(pk=kind.pk)
    if kind.herkomst_bezwaar_op is not None:
        raise ValidationError(f"Het bezwaar van {datum(kind.herkomst_bezwaar_op)} is al vastgelegd.")
    if not kind.geboortedatum <= dag <= op:
        raise ValidationError(
            f"Een bezwaar van {datum(dag)} kan niet: vul een dag in van na de geboorte tot en met vandaag."
        )
    kind.herkomst_bezwaar_op, kind.herkomst_bezwaar_door = dag, door
    save_checked(kind)
    remove_herkomst(kind)
    record(handeling=Handeling.HERKOMST_OBJECT, door=door, object=kind, kind=kind.pseudoniem, dag=dag)
    return kind
