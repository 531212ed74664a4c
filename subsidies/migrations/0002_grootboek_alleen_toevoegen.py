from django.db import migrations

FORWARD = """
CREATE TRIGGER boeking_alleen_toevoegen BEFORE UPDATE OR DELETE ON subsidies_boeking
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER berekeningsregel_alleen_toevoegen BEFORE UPDATE OR DELETE ON subsidies_berekeningsregel
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""

BACKWARD = """
DROP TRIGGER boeking_alleen_toevoegen ON subsidies_boeking;
DROP TRIGGER berekeningsregel_alleen_toevoegen ON subsidies_berekeningsregel;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("subsidies", "0001_initial"),
        ("organisaties", "0002_logboek_alleen_toevoegen"),
    ]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
