"""One settings file. What differs per installation comes from the environment; see .env.example."""

import base64
from pathlib import Path
from typing import Any

import environ
from celery.schedules import crontab
from django.core.exceptions import ImproperlyConfigured
from kombu import Queue

from vve_admin.embedded import servers

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

DEBUG: bool = env.bool("DEBUG", default=False)
DATA_DIR = Path(env.str("VVE_DATA_DIR", default=str(BASE_DIR / ".data")))

_DEVELOPMENT_KEY = "alleen-voor-ontwikkeling-en-demo"
_DEVELOPMENT_AUDIT_KEY = "b250d2lra2VsaW5nLWVuLWRlbW8taWprcHVudC0zMmI="


def _read(name: str) -> str:
    """NAME from the environment, or what is in the file NAME_FILE, the way containers get their secrets."""
    if (path := env.str(f"{name}_FILE", default="")) != "":
        return Path(path).read_text().strip()
    waarde: str = env.str(name, default="")
    return waarde


def _secret(name: str, development: str) -> str:
    """A secret; outside DEBUG it must be set and be our own."""
    value = _read(name) or (development if DEBUG or EMBEDDED else "")
    if not value:
        raise ImproperlyConfigured(f"Omgevingsvariabele {name} ontbreekt; zie .env.example.")
    if value == development and not (DEBUG or EMBEDDED):
        raise ImproperlyConfigured(
            f"{name} heeft nog de ontwikkelwaarde; kies een eigen geheim, zie .env.example."
        )
    return value


def _key(name: str, development: str) -> str:
    """A secret that is the base64 of exactly 32 bytes."""
    value = _secret(name, development)
    try:
        length = len(base64.b64decode(value, validate=True))
    except ValueError:
        length = 0
    if length != 32:
        raise ImproperlyConfigured(
            f"{name} is geen base64 van 32 bytes. Maak er een met: openssl rand -base64 32"
        )
    return value


def _origin(url: str) -> str:
    return "/".join(url.split("/", 3)[:3])


DATABASE_URL = _read("DATABASE_URL")
# The servers of the demo and the tests, with secrets that everybody knows: only for who asks for them.
EMBEDDED: bool = not DATABASE_URL and env.bool("EMBEDDED", default=DEBUG)
# The demo as visitors see it: without DEBUG, and as easy to enter. Never on a database of one's own.
DEMO: bool = EMBEDDED and env.bool("DEMO", default=False)
if not (DATABASE_URL or EMBEDDED):
    raise ImproperlyConfigured(
        "Omgevingsvariabele DATABASE_URL ontbreekt. Zonder eigen database starten alleen de demo (make demo) "
        "en opdrachten van een ontwikkelaar (DEBUG=1); zie .env.example."
    )

SECRET_KEY = _secret("SECRET_KEY", _DEVELOPMENT_KEY)
# Base64 of 32 bytes; encrypts the BSN in the database. The development value is not a secret.
BSN_KEY = _key("BSN_KEY", "b250d2lra2VsaW5nLWVuLWRlbW8tc2xldXRlbC0zMmI=")

# Only while the key is being renewed (manage.py rotate_bsn_key): the key that was used until now.
BSN_KEY_VORIGE = _key("BSN_KEY_VORIGE", "") if env.str("BSN_KEY_VORIGE", default="") else ""

# Base64 of 32 bytes; signs the checkpoints of the log. Only the workers and the operator need it: the site has none.
AUDIT_KEY = _key("AUDIT_KEY", _DEVELOPMENT_AUDIT_KEY) if _read("AUDIT_KEY") or DEBUG or EMBEDDED else ""
# The public keys of earlier checkpoints, and of those who only check.
AUDIT_PUBLIC_KEYS: list[str] = env.list("AUDIT_PUBLIC_KEYS", default=[])
# Where the checkpoints stand: on another disk than the database, append-only, in the back-up.
IJKPUNTEN = Path(env.str("IJKPUNTEN", default=str(DATA_DIR / "ijkpunten.jsonl")))

ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "organisaties",
    "brieven",
    "indicaties",
    "opvang",
    "subsidies",
    "privacy",
    "rapportage",
    "demo",
    "vve_admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "crispy_forms",
    "csp",
    "django_htmx",
]

MIDDLEWARE = [
    "organisaties.middleware.VerzoeknummerMiddleware",
    "organisaties.storing.StoringMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "organisaties.compressie.CompressieMiddleware",
    "organisaties.middleware.TijdslimietMiddleware",
    "csp.middleware.CSPMiddleware",
    "organisaties.invoer.InvoerMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "organisaties.aanmelden.apparaat.BekendApparaatMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "organisaties.middleware.ToegangMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "vve_admin.urls"
WSGI_APPLICATION = "vve_admin.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "organisaties.menu.menu",
            ],
            "loaders": [
                ("django.template.loaders.cached.Loader", ["django.template.loaders.filesystem.Loader"]),
            ]
            if not DEBUG
            else ["django.template.loaders.filesystem.Loader"],
            "builtins": [
                "organisaties.templatetags.tabel",
                "organisaties.templatetags.weergave",
                "organisaties.templatetags.personen",
                "indicaties.templatetags.kindnaam",
                "vve_admin.templatetags.hulp",
            ],
        },
    },
]

CRISPY_ALLOWED_TEMPLATE_PACKS = "nlds"
CRISPY_TEMPLATE_PACK = "nlds"

# Three roles: the site is bound to the rows of its scope, the operator sees all rows, the owner makes the tables.
DATABASES: dict[str, dict[str, Any]]
if EMBEDDED:
    DATABASES = {
        "default": {
            "ENGINE": "vve_admin.embedded",
            "NAME": servers.DATABASE,
            "OPTIONS": {"embedded_data_dir": DATA_DIR},
        }
    }
    DATABASE_SITE, DATABASE_BEHEER, DATABASE_OWNER = (
        {"USER": rol, "PASSWORD": ""} for rol in (servers.APP_ROLE, servers.BEHEER_ROLE, servers.OWNER_ROLE)
    )
else:
    DATABASES = {"default": env.db_url_config(DATABASE_URL) | {"ENGINE": "lib.verbinding"}}
    DATABASE_SITE, DATABASE_BEHEER, DATABASE_OWNER = (
        {sleutel: env.db_url_config(url)[sleutel] for sleutel in ("USER", "PASSWORD")}
        for url in (
            DATABASE_URL,
            _read("DATABASE_BEHEER_URL") or DATABASE_URL,
            _read("DATABASE_OWNER_URL") or DATABASE_URL,
        )
    )
# Commands work for the whole installation: manage.py asks for it. The site and the workers never do.
ALLE_RIJEN: bool = env.str("RIJEN_STANDAARD", default="") == "alles"
DATABASES["default"] |= DATABASE_BEHEER if ALLE_RIJEN else DATABASE_SITE
DATABASES["default"]["CONN_MAX_AGE"] = 600
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

_redis_socket = servers.redis_socket(DATA_DIR)
REDIS_URL = _read("REDIS_URL")
CELERY_BROKER_URL = REDIS_URL or f"redis+socket://{_redis_socket}"
CACHES = {"default": {"BACKEND": "organisaties.kortgeheugen.DatabaseCache"}}
# A page that puts work in the queue tries once and waits no longer than this, in seconds; the work is kept all the same.
WACHTRIJ_TIJDSLIMIET = {"socket_connect_timeout": 1, "socket_timeout": 2, "max_retries": 0}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_RESULT_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_RESULT_ACCEPT_CONTENT = ["json"]
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "Europe/Amsterdam"
# What people wait for goes before the rest (docs/adr/0090): the names of organisaties/opdracht.py, in this order.
CELERY_TASK_DEFAULT_QUEUE = "mensen"
CELERY_TASK_QUEUES = [Queue(naam, routing_key=naam) for naam in ("mensen", "nacht")]
CELERY_BROKER_TRANSPORT_OPTIONS = {"queue_order_strategy": "priority"}
CELERY_BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    "herstel onderbroken verantwoordingen": {
        "task": "rapportage.tasks.rescue_verantwoordingen",
        "schedule": 60,
        # A round that no worker could take is of no use any more when the next one comes.
        "options": {"expires": 60},
    },
    "stand van de installatie": {
        "task": "vve_admin.tasks.note_stand",
        "schedule": 60,
        "options": {"expires": 60},
    },
    "opdrachten versturen": {
        "task": "organisaties.tasks.send_opdrachten",
        "schedule": 60,
        "options": {"expires": 60},
    },
    "rondes langs de gemeenten": {
        "task": "organisaties.landelijk.tasks.keep_rondes",
        "schedule": 60,
        "options": {"expires": 60},
    },
    "kennisgevingen van berichten": {
        "task": "brieven.tasks.send_kennisgevingen",
        "schedule": 5 * 60,
        "options": {"expires": 5 * 60},
    },
    "ijkpunten van het logboek": {
        "task": "organisaties.tasks.write_ijkpunten",
        "schedule": 15 * 60,
        "options": {"expires": 15 * 60},
    },
    "herzieningen": {
        "task": "subsidies.herzieningen.tasks.check_alle_gemeenten",
        "schedule": crontab(hour=2, minute=15),
    },
    "vijf kolommen": {
        "task": "subsidies.kolommen.tasks.check_alle_kolommen",
        "schedule": crontab(hour=3, minute=45),
    },
    "controle van de boeken": {
        "task": "subsidies.controles.tasks.check_alle_boeken",
        "schedule": crontab(hour=4, minute=45),
    },
    "standen van kinderen": {
        "task": "indicaties.tasks.renew_standen",
        "schedule": crontab(hour=0, minute=2),
    },
    "verslagen": {
        "task": "rapportage.periodiek.klok.plan_alle_gemeenten",
        "schedule": crontab(hour=6, minute=15),
    },
    "herinneringen": {
        "task": "opvang.tasks.remind_gemeenten",
        "schedule": crontab(hour=7, minute=30),
    },
    "stille kinderen": {
        "task": "indicaties.tasks.return_stille_kinderen",
        "schedule": crontab(hour=4, minute=15),
    },
    "dubbele dossiers": {
        "task": "indicaties.tasks.find_dubbele_dossiers",
        "schedule": crontab(hour=1, minute=15),
    },
    "bewaartermijnen": {
        "task": "privacy.tasks.end_bewaartermijnen",
        "schedule": crontab(hour=3, minute=15),
    },
    "bewaartermijn van overdrachten": {
        "task": "opvang.overdracht.tasks.expire_overdrachten_nightly",
        "schedule": crontab(hour=3, minute=30),
    },
    "bewaartermijn van resultaten": {
        "task": "opvang.resultaten.tasks.expire_resultaten_nightly",
        "schedule": crontab(hour=3, minute=35),
    },
    "werkmappen van overnames": {
        "task": "opvang.overname.tasks.expire_overnames_nightly",
        "schedule": crontab(hour=3, minute=40),
    },
}
CELERY_BEAT_SCHEDULER = "vve_admin.klok:Klok"
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "celerybeat-schedule")

AUTH_USER_MODEL = "organisaties.Gebruiker"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"
PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600  # also of the link in an invitation

# Outside the demo nobody works without a second factor or the sign-in page of their own organisation.
TWEEDE_FACTOR_VERPLICHT = not (DEBUG or DEMO)
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ACCOUNT_ADAPTER = "organisaties.aanmelden.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts exist by invitation to the address
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "http" if DEBUG or EMBEDDED else "https"
ACCOUNT_LOGOUT_REDIRECT_URL = "login"
ACCOUNT_PREVENT_ENUMERATION = True
# Failed attempts per address of the client and per account; the shared cache counts for all workers. A browser in
# which the owner signed in before counts for itself (organisaties/aanmelden/apparaat.py).
ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip,5/5m/key"}
ACCOUNT_FORMS = {
    "login": "organisaties.aanmelden.forms.LoginForm",
    "change_password": "organisaties.aanmelden.forms.ChangePasswordForm",
    "set_password": "organisaties.aanmelden.forms.SetPasswordForm",
    "reauthenticate": "organisaties.aanmelden.forms.ReauthenticateForm",
    "reset_password": "organisaties.aanmelden.forms.ResetPasswordForm",
    "reset_password_from_key": "organisaties.aanmelden.forms.ResetPasswordKeyForm",
}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if env.bool("BEHIND_PROXY", default=False) else 0
MFA_ADAPTER = "organisaties.aanmelden.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG or DEMO
MFA_TOTP_ISSUER = "VVE-administratie"
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "organisaties.aanmelden.forms.AuthenticateForm",
    "reauthenticate": "organisaties.aanmelden.forms.MFAReauthenticateForm",
    "activate_totp": "organisaties.aanmelden.forms.ActivateTOTPForm",
    "add_webauthn": "organisaties.aanmelden.forms.AddWebAuthnForm",
    "edit_webauthn": "organisaties.aanmelden.forms.EditWebAuthnForm",
    "authenticate_webauthn": "organisaties.aanmelden.forms.AuthenticateWebAuthnForm",
    "login_webauthn": "organisaties.aanmelden.forms.LoginWebAuthnForm",
    "reauthenticate_webauthn": "organisaties.aanmelden.forms.ReauthenticateWebAuthnForm",
}

# Single sign-on with OpenID Connect. The provider speaks only for the mail domains named here.
OIDC_SERVER_URL: str = env.str("OIDC_SERVER_URL", default="")
OIDC_DOMEINEN: list[str] = [domein.lower() for domein in env.list("OIDC_DOMEINEN", default=[])]
SOCIALACCOUNT_ADAPTER = "organisaties.aanmelden.adapters.SocialAccountAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS: dict[str, dict[str, Any]] = {"openid_connect": {"OAUTH_PKCE_ENABLED": True}}
if OIDC_SERVER_URL:
    if not OIDC_DOMEINEN:
        raise ImproperlyConfigured("OIDC_DOMEINEN ontbreekt: noem de e-maildomeinen van uw organisatie.")
    SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"] = [
        {
            "provider_id": "organisatie",
            "name": env.str("OIDC_NAAM", default="uw organisatie"),
            "client_id": env.str("OIDC_CLIENT_ID"),
            "secret": _secret("OIDC_CLIENT_SECRET", ""),
            "settings": {"server_url": OIDC_SERVER_URL, "verified_email": OIDC_DOMEINEN},
        }
    ]

vars().update(env.email("EMAIL_URL", default="consolemail://" if DEBUG or DEMO else "smtp://localhost:25"))
EMAIL_TIMEOUT = 10  # seconds; a mail server that hangs holds up one worker for no longer, and no page at all
DEFAULT_FROM_EMAIL: str = env.str("DEFAULT_FROM_EMAIL", default="vve-administratie@localhost")
# Whom the makers of planning software can ask; it stands in the description of the API.
API_CONTACT = {
    "name": "Beheer VVE-administratie",
    "url": env.str("API_CONTACT_URL", default="https://vve-administratie.example"),
    "email": env.str("API_CONTACT_EMAIL", default="beheer@vve-administratie.example"),
}

# The address of the site, for a mail that no request asks for; empty: such a mail names none.
SITE_URL: str = env.str("SITE_URL", default="http://127.0.0.1:8000" if DEBUG or DEMO else "").rstrip("/")

# Who may read what is wrong and the metrics: Authorization: Bearer …; empty: nobody.
MONITOR_TOKEN = _read("MONITOR_TOKEN")

SESSION_COOKIE_AGE = 30 * 60
SESSION_SAVE_EVERY_REQUEST = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = not DEBUG and not EMBEDDED
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE
CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE and env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if SESSION_COOKIE_SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SESSION_COOKIE_SECURE
SECURE_HSTS_PRELOAD = SESSION_COOKIE_SECURE
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", default=False) else None
)
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        # A browser also checks where the answer to a form leads: to the organisation's own sign-in page.
        "form-action": ["'self'", *([_origin(OIDC_SERVER_URL)] if OIDC_SERVER_URL else [])],
        "frame-ancestors": ["'none'"],
    }
}

LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(DATA_DIR / "static")))
WHITENOISE_USE_FINDERS = DEBUG or DEMO
STORAGES = {
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or EMBEDDED
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_AUTOREFRESH = DEBUG

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = (
    5_000  # a chapter of a policy: a toeslag table of two years has over a thousand
)
# Where somebody who finds a hole reports it (security.txt); empty: no such file.
SECURITY_CONTACT: str = env.str("SECURITY_CONTACT", default="")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "regel": {"()": "lib.logregel.Logregel"},
        # A checkpoint as it stands in its file: codes, numbers and hashes, which the mask would harm.
        "ijkpunt": {"format": "ijkpunt {message}", "style": "{"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "regel"},
        "ijkpunt": {"class": "logging.StreamHandler", "formatter": "ijkpunt"},
    },
    # With DEBUG on, Django has a handler of its own; without this every line would come twice.
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        # A line per job, and for each job that a page asked for; the terminal of the demo shows the logins.
        "vve": {"level": "WARNING" if DEMO else "INFO"},
        "vve.ijkpunten": {"handlers": ["ijkpunt"], "level": "INFO", "propagate": False},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
}
