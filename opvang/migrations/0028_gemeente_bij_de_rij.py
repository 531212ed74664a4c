from django.db import migrations

# As 0012_gemeente_bij_de_rij of indicaties.
_BIJ = """
ALTER TABLE opvang_plaatsing ADD COLUMN gemeente_id bigint;
ALTER TABLE opvang_plaatsing DISABLE TRIGGER USER;
UPDATE opvang_plaatsing SET gemeente_id = kind.gemeente_id FROM indicaties_kind kind WHERE kind.id = kind_id;
ALTER TABLE opvang_plaatsing ENABLE TRIGGER USER;
ALTER TABLE opvang_plaatsing ALTER COLUMN gemeente_id SET NOT NULL;
ALTER TABLE opvang_plaatsing ADD CONSTRAINT opvang_plaatsing_in_gemeente FOREIGN KEY (kind_id, gemeente_id)
    REFERENCES indicaties_kind (id, gemeente_id) ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX opvang_plaatsing_van_gemeente ON opvang_plaatsing (gemeente_id, kind_id);
CREATE TRIGGER gemeente_van_kind BEFORE INSERT OR UPDATE OF kind_id, gemeente_id ON opvang_plaatsing
    FOR EACH ROW EXECUTE FUNCTION vve_gemeente_van_kind();
"""
_WEG = """
DROP TRIGGER gemeente_van_kind ON opvang_plaatsing;
ALTER TABLE opvang_plaatsing DROP COLUMN gemeente_id CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("indicaties", "0012_gemeente_bij_de_rij"),
        ("opvang", "0027_huishouden"),
    ]

    operations = [migrations.RunSQL(_BIJ, _WEG)]
