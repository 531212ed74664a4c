from django.db import migrations

# Django knows no foreign key over more than one column.
FORWARD = """
ALTER TABLE organisaties_locatie
    ADD CONSTRAINT locatie_van_houder_in_gemeente UNIQUE (id, houder_id, gemeente_id);
ALTER TABLE organisaties_toekenning
    ADD CONSTRAINT toekenning_locatie_van_organisatie FOREIGN KEY (locatie_id, organisatie_id, gemeente_id)
    REFERENCES organisaties_locatie (id, houder_id, gemeente_id);
"""

BACKWARD = """
ALTER TABLE organisaties_toekenning DROP CONSTRAINT toekenning_locatie_van_organisatie;
ALTER TABLE organisaties_locatie DROP CONSTRAINT locatie_van_houder_in_gemeente;
"""


class Migration(migrations.Migration):
    """The location of a role is one of its organisation, in its municipality; the database refuses another."""

    dependencies = [("organisaties", "0002_logboek_alleen_toevoegen")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
