import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vve_admin.settings")

application = get_wsgi_application()

from organisaties.opstarten import require_safe_start  # noqa: E402 - only now are the settings loaded

require_safe_start()
