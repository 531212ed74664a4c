from django.db import migrations

# Who worked on a declaration before this release is known from the record alone.
FORWARD = """
INSERT INTO opvang_declaratiebewerking (declaratie_id, gebruiker_id)
SELECT DISTINCT d.id, g.id
  FROM organisaties_auditregel a
  JOIN opvang_urendeclaratie d ON a.object_id = d.id::text
  JOIN organisaties_gebruiker g ON g.id = a.gebruiker_id
 WHERE a.object_type = 'urendeclaratie' AND a.handeling IN ('declaratie.save', 'declaratie.refresh')
ON CONFLICT DO NOTHING;
SET CONSTRAINTS ALL IMMEDIATE;
CREATE TRIGGER declaratiebewerking_bevroren BEFORE UPDATE OR DELETE ON opvang_declaratiebewerking
    FOR EACH ROW EXECUTE FUNCTION refuse_change_after_submit();
"""

BACKWARD = """
DROP TRIGGER declaratiebewerking_bevroren ON opvang_declaratiebewerking;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("opvang", "0004_declaratiebewerking"),
        ("organisaties", "0002_logboek_alleen_toevoegen"),
    ]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
