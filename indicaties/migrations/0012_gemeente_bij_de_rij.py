from django.db import migrations

# For the policies on the rows (organisaties/rijbeveiliging.py): the database writes the municipality of the child beside
# what is known of it, and holds it there. No code reads or writes this column, so it is of no model.
_BEGIN = """
CREATE FUNCTION vve_gemeente_van_kind() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT gemeente_id INTO NEW.gemeente_id FROM indicaties_kind WHERE id = NEW.kind_id;
    RETURN NEW;
END $$;
ALTER TABLE indicaties_kind ADD CONSTRAINT kind_in_gemeente UNIQUE (id, gemeente_id);
"""
_EINDE = """
ALTER TABLE indicaties_kind DROP CONSTRAINT kind_in_gemeente;
DROP FUNCTION vve_gemeente_van_kind();
"""
# What is written down already does not change by this: no trigger of its own hears of it.
_BIJ = """
ALTER TABLE {tabel} ADD COLUMN gemeente_id bigint;
ALTER TABLE {tabel} DISABLE TRIGGER USER;
UPDATE {tabel} SET gemeente_id = kind.gemeente_id FROM indicaties_kind kind WHERE kind.id = kind_id;
ALTER TABLE {tabel} ENABLE TRIGGER USER;
ALTER TABLE {tabel} ALTER COLUMN gemeente_id SET NOT NULL;
ALTER TABLE {tabel} ADD CONSTRAINT {tabel}_in_gemeente FOREIGN KEY (kind_id, gemeente_id)
    REFERENCES indicaties_kind (id, gemeente_id) ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX {tabel}_van_gemeente ON {tabel} (gemeente_id, kind_id);
CREATE TRIGGER gemeente_van_kind BEFORE INSERT OR UPDATE OF kind_id, gemeente_id ON {tabel}
    FOR EACH ROW EXECUTE FUNCTION vve_gemeente_van_kind();
"""
_WEG = """
DROP TRIGGER gemeente_van_kind ON {tabel};
ALTER TABLE {tabel} DROP COLUMN gemeente_id CASCADE;
"""
TABELLEN = (
    "indicaties_indicatie",
    "indicaties_toeleiding",
    "indicaties_traject",
    "indicaties_adres",
    "indicaties_ouderschap",
)


class Migration(migrations.Migration):
    dependencies = [("indicaties", "0011_kindstand_einde")]

    operations = [
        migrations.RunSQL(_BEGIN, _EINDE),
        *(migrations.RunSQL(_BIJ.format(tabel=tabel), _WEG.format(tabel=tabel)) for tabel in TABELLEN),
    ]
