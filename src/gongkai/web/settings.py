"""Django's settings. What differs between installations comes from `configuration`; nothing of the law stands here."""

from __future__ import annotations

from csp.constants import NONCE, NONE, SELF

from gongkai.installation.home import ROOT
from gongkai.web.configuration import configuration, secret
from gongkai.web.sign_in import second_factor, single_sign_on

CONFIGURATION = configuration()
HOME = CONFIGURATION.home
HOME.mkdir(mode=0o700, parents=True, exist_ok=True)
DEMONSTRATION = CONFIGURATION.demonstration
DEBUG = CONFIGURATION.debug
SECRET_KEY = secret(HOME, "secret")
ALLOWED_HOSTS = [*CONFIGURATION.hosts, "127.0.0.1", "localhost", "[::1]"]
ROOT_URLCONF = "gongkai.web.urls"
WSGI_APPLICATION = "gongkai.web.wsgi.application"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "gongkai.apps.accounts",  # before allauth, whose templates it replaces
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "axes",
    "csp",
    "django_prose_editor",
    "gongkai.apps.audit",
    "gongkai.apps.files",
    "gongkai.apps.agencies",
    "gongkai.apps.search",
    "gongkai.apps.publishing",
    "gongkai.apps.portal",
    "gongkai.apps.desk",
    "gongkai.apps.demonstration",
    "gongkai.web",
]

MIDDLEWARE = [
    "gongkai.apps.portal.page_cache.PageCacheMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "gongkai.web.errors.ErrorPages",
    "gongkai.web.sound_input.SoundInput",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "gongkai.apps.audit.middleware.ActorMiddleware",
    "gongkai.apps.accounts.middleware.FirstThings",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "src" / "gongkai" / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "gongkai.web.surroundings.surroundings",
            ],
        },
    },
]

DATABASES = {"default": CONFIGURATION.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    # Counters that every process must share: rate limits of signing in.
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "web_cache"},
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "gongkai.apps.accounts.passwords.NotAboutOneself"},
    {"NAME": "gongkai.apps.accounts.passwords.LongEnough"},
    {"NAME": "gongkai.apps.accounts.passwords.NotCommon"},
    {"NAME": "gongkai.apps.accounts.passwords.NotOnlyDigits"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:home"

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True
DATE_FORMAT = "Y-m-d"

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": HOME / "files"}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ("map", "png", "svgz", "woff", "woff2")
"""Source maps are for who looks into a script, and take longer to compress than everything else."""
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 30
FILE_UPLOAD_PERMISSIONS = 0o600

SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CONFIGURATION.https
CSRF_COOKIE_SECURE = CONFIGURATION.https
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "gongkai.web.errors.csrf_failure"
SECURE_SSL_REDIRECT = CONFIGURATION.https
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # who watches the service asks it, not the proxy before it
SECURE_HSTS_SECONDS = 31_536_000 if CONFIGURATION.https else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if CONFIGURATION.trusted_proxies else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
        "manifest-src": [SELF],
        "media-src": [SELF],
    },
}
EDITOR_SCRIPTS = [SELF, NONCE]
"""What a page with the editor may run: its import map carries a nonce."""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # Anybody may send a wrong name of a host, as often as they like: it is answered, not told with a traceback each.
    "loggers": {"django.security.DisallowedHost": {"level": "CRITICAL"}},
}
SILENCED_SYSTEM_CHECKS: list[str] = []

# Who may sign in, and how often a wrong password may be tried: for each name from each address, then for each address
# and for each name at all, coarser, so that nobody far away can lock a person out.
SECOND_FACTOR = second_factor(demonstration=DEMONSTRATION)
SECOND_FACTOR_KEY = secret(HOME, "second-factor")
SINGLE_SIGN_ON = single_sign_on()
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
AXES_FAILURE_LIMIT = 6
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "gongkai.apps.accounts.adapter.client_address"
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
AXES_DISABLE_ACCESS_LOG = True  # the audit trail tells it
AXES_SENSITIVE_PARAMETERS = ["username", "login", "next", "csrfmiddlewaretoken"]
AXES_VERBOSE = False
ACCOUNT_ADAPTER = "gongkai.apps.accounts.adapter.StaffAdapter"
ACCOUNT_FORMS = {
    "login": "gongkai.apps.accounts.forms.SignIn",
    "change_password": "gongkai.apps.accounts.forms.ChangePassword",
    "reauthenticate": "gongkai.apps.accounts.forms.Reauthenticate",
}
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "password": "60/15m/ip,300/15m/key",
    "login_failed": "6/15m/key",  # codes of a second factor, for each person
    "change_password": "20/15m/user",
    "reauthenticate": "20/15m/user",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
SOCIALACCOUNT_ADAPTER = "gongkai.apps.accounts.single_sign_on.SingleSignOnAdapter"
MFA_ADAPTER = "gongkai.apps.accounts.second_factor.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "gongkai.apps.accounts.forms.SecondStep",
    "reauthenticate": "gongkai.apps.accounts.forms.ReauthenticateCode",
    "activate_totp": "gongkai.apps.accounts.forms.ActivateApp",
    "add_webauthn": "gongkai.apps.accounts.forms.AddPasskey",
    "edit_webauthn": "gongkai.apps.accounts.forms.RenamePasskey",
    "login_webauthn": "gongkai.apps.accounts.forms.PasskeySignIn",
    "authenticate_webauthn": "gongkai.apps.accounts.forms.PasskeyStep",
    "reauthenticate_webauthn": "gongkai.apps.accounts.forms.PasskeyConfirm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "公开"
MFA_TOTP_TOLERANCE = 1
