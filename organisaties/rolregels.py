"""What the database itself keeps about who gets which role: four eyes, and roles that may not meet in one person."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.contrib.postgres.fields import RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F, Q

from lib.bereik import DateRange, SameRow, SameRowOrNone, SameText
from organisaties.opslaan import Exclusion
from organisaties.rechten import BEHEER_ROLLEN, INSTEMMING_ROLLEN, SCHEIDINGEN

# Taken from the table of rights: a change there asks for a migration, and `makemigrations --check` says so.
PAREN = sorted(sorted(map(str, paar)) for scheiding in SCHEIDINGEN for paar in scheiding.paren())
UITZONDERBAAR = sorted(
    sorted(map(str, paar))
    for scheiding in SCHEIDINGEN
    if scheiding.met_uitzondering
    for paar in scheiding.paren()
)
NIET_SAMEN = "toekenning_niet_samen"
NIET_SAMEN_ZIN = "Deze rol mag niet samengaan met een andere rol die deze persoon heeft."

_FORWARD = """
CREATE FUNCTION {naam}() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    nieuw daterange := daterange(NEW.geldig_van, NEW.geldig_tot_en_met, '[]');
BEGIN
    IF NEW.status = 'geweigerd' THEN
        RETURN NEW;
    END IF;
    -- Shortening or ending a role makes no new combination: one that was there may always be undone.
    IF TG_OP = 'UPDATE' THEN
        IF (OLD.gebruiker_id, OLD.gemeente_id, OLD.rol, OLD.status)
           = (NEW.gebruiker_id, NEW.gemeente_id, NEW.rol, NEW.status)
           AND nieuw <@ daterange(OLD.geldig_van, OLD.geldig_tot_en_met, '[]') THEN
            RETURN NEW;
        END IF;
    END IF;
    -- Who gives the same person a role at the same moment waits here, and then sees the other one.
    PERFORM 1 FROM organisaties_gebruiker WHERE id = NEW.gebruiker_id FOR NO KEY UPDATE;
    IF EXISTS (
        SELECT 1 FROM organisaties_toekenning ander
         WHERE ander.gebruiker_id = NEW.gebruiker_id
           -- A role of the installation has no municipality, and meets those of all of them.
           AND coalesce(ander.gemeente_id = NEW.gemeente_id, true)
           AND ander.id <> NEW.id AND ander.status <> 'geweigerd'
           AND daterange(ander.geldig_van, ander.geldig_tot_en_met, '[]') && nieuw
           AND (ander.rol, NEW.rol) IN (VALUES {paren})
           AND NOT ((ander.rol, NEW.rol) IN (VALUES {uitzonderbaar}) AND EXISTS (
               SELECT 1 FROM organisaties_roluitzondering u
                WHERE u.gebruiker_id = NEW.gebruiker_id AND u.gemeente_id = NEW.gemeente_id
                  AND u.rol IN (ander.rol, NEW.rol)
                  AND daterange(ander.geldig_van, ander.geldig_tot_en_met, '[]') * nieuw
                      <@ daterange(u.geldig_van, u.geldig_tot_en_met, '[]')))
    ) THEN
        RAISE EXCEPTION '{zin}' USING ERRCODE = 'exclusion_violation', CONSTRAINT = '{naam}';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER {naam} BEFORE INSERT OR UPDATE ON organisaties_toekenning
    FOR EACH ROW EXECUTE FUNCTION {naam}()
"""


class NietSamen(models.BaseConstraint):
    """No person holds two roles of a pair in one municipality at the same time; a trigger, as rows are compared.

    A role without a municipality is one in all of them.

    Rows that were there before stay. `uitzonderbaar` are the pairs that a Roluitzondering over all of their
    common period allows.
    """

    def __init__(
        self,
        *,
        name: str,
        paren: Sequence[Sequence[str]],
        uitzonderbaar: Sequence[Sequence[str]],
        violation_error_message: str | None = None,
    ) -> None:
        super().__init__(name=name, violation_error_message=violation_error_message)
        self.paren, self.uitzonderbaar = paren, uitzonderbaar

    def create_sql(self, model: Any, schema_editor: Any) -> str:
        return _FORWARD.format(
            naam=self.name,
            zin=self.violation_error_message,
            paren=_both_ways(self.paren),
            uitzonderbaar=_both_ways(self.uitzonderbaar),
        )

    def remove_sql(self, model: Any, schema_editor: Any) -> str:
        return f"DROP TRIGGER {self.name} ON organisaties_toekenning; DROP FUNCTION {self.name}()"

    def constraint_sql(self, model: Any, schema_editor: BaseDatabaseSchemaEditor | None) -> str:
        """Not a part of the table: laid when the table is there."""
        if schema_editor is not None:
            schema_editor.deferred_sql.append(self.create_sql(model, schema_editor))
        return ""

    def validate(self, model: Any, instance: Any, exclude: Any = None, using: str = "default") -> None:
        if (botsing := instance.botsing()) is not None:
            raise ValidationError(str(botsing), code="niet_samen")

    def deconstruct(self) -> Any:
        pad, args, kwargs = super().deconstruct()
        return pad, args, kwargs | {"paren": self.paren, "uitzonderbaar": self.uitzonderbaar}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, NietSamen) and self.deconstruct() == other.deconstruct()

    def __hash__(self) -> int:
        return hash(self.name)


def _both_ways(paren: Sequence[Sequence[str]]) -> str:
    return ", ".join(f"('{een}', '{ander}'), ('{ander}', '{een}')" for een, ander in paren)


TOEKENNING_REGELS: tuple[models.BaseConstraint, ...] = (
    models.CheckConstraint(
        name="toekenning_niet_aan_zichzelf",
        condition=Q(gegeven_door=None) | ~Q(gegeven_door=F("gebruiker")),
        violation_error_message="U kunt uzelf geen rol geven. Vraag een andere functioneel beheerder.",
    ),
    models.CheckConstraint(
        name="toekenning_besluit_van_een_ander",
        condition=Q(besloten_door=None)
        | (~Q(besloten_door=F("gebruiker")) & (Q(gegeven_door=None) | ~Q(besloten_door=F("gegeven_door")))),
        violation_error_message=(
            "Wie de rol gaf of krijgt, beslist er niet zelf over. Vraag een andere functioneel beheerder."
        ),
    ),
    # Without a giver: made by the operator, or older than this rule.
    models.CheckConstraint(
        name="toekenning_geldt_na_instemming",
        condition=~Q(status="geldt")
        | Q(gegeven_door=None)
        | Q(besloten_op__isnull=False)
        | ~Q(rol__in=sorted(map(str, INSTEMMING_ROLLEN))),
        violation_error_message="Deze rol gaat pas in als een tweede functioneel beheerder instemt.",
    ),
    models.CheckConstraint(
        name="toekenning_weigering_met_reden",
        condition=Q(status="geweigerd", besloten_op__isnull=False, besloten_door__isnull=False)
        & ~Q(reden_weigering="")
        | ~Q(status="geweigerd") & Q(reden_weigering=""),
        violation_error_message="Geef een reden bij het weigeren van een rol, en alleen daarbij.",
    ),
    models.CheckConstraint(
        name="toekenning_wacht_zonder_besluit",
        condition=~Q(status="wacht") | Q(besloten_op=None, besloten_door=None),
        violation_error_message="Een rol die wacht, heeft nog geen besluit.",
    ),
    Exclusion(
        name="toekenning_niet_dubbel",
        expressions=[
            (SameRow("gebruiker"), RangeOperators.OVERLAPS),
            (SameRow("gemeente"), RangeOperators.OVERLAPS),
            (SameText("rol"), RangeOperators.OVERLAPS),
            (SameRowOrNone("organisatie"), RangeOperators.OVERLAPS),
            (SameRowOrNone("locatie"), RangeOperators.OVERLAPS),
            (DateRange("geldig_van", "geldig_tot_en_met"), RangeOperators.OVERLAPS),
        ],
        condition=~Q(status="geweigerd"),
        violation_error_message="Deze persoon heeft deze rol al in (een deel van) deze periode.",
    ),
    NietSamen(
        name=NIET_SAMEN,
        paren=PAREN,
        uitzonderbaar=UITZONDERBAAR,
        violation_error_message=NIET_SAMEN_ZIN,
    ),
)

UITZONDERING_REGELS: tuple[models.BaseConstraint, ...] = (
    models.CheckConstraint(
        name="roluitzondering_bij_beheer",
        condition=Q(
            rol__in=sorted({rol for paar in UITZONDERBAAR for rol in paar} - set(map(str, BEHEER_ROLLEN)))
        ),
        violation_error_message="Een uitzondering kan alleen bij een rol die niet samengaat met functioneel beheer.",
    ),
    models.CheckConstraint(
        name="roluitzondering_eindigt_na_begin",
        condition=Q(geldig_tot_en_met__gte=F("geldig_van")),
        violation_error_message="De uitzondering eindigt voordat zij begint.",
    ),
    models.CheckConstraint(
        name="roluitzondering_hoogstens_een_jaar",
        condition=Q(geldig_tot_en_met__lte=F("geldig_van") + timedelta(days=366)),
        violation_error_message="Een uitzondering duurt hoogstens een jaar. Daarna besluit de gemeente opnieuw.",
    ),
    models.CheckConstraint(
        name="roluitzondering_met_reden",
        condition=~Q(reden="") & ~Q(besloten_namens=""),
        violation_error_message="Geef bij een uitzondering de reden, en wie haar besloot.",
    ),
)
