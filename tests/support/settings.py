"""The product's settings under test: a home of its own for each process, and nothing slow that no test is about."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from copy import deepcopy
from pathlib import Path

# Before the product reads it: no test may ever see or touch a real installation. Each process of pytest-xdist has its
# own; programs that tests start inherit it.
_HOME = Path(tempfile.mkdtemp(prefix="gongkai-test-"))
_OWNER = os.getpid()
os.environ["GONGKAI_HOME"] = str(_HOME)
for _name in ("GONGKAI_HOSTS", "GONGKAI_HTTPS", "GONGKAI_DEBUG", "GONGKAI_PROXIES"):
    os.environ.pop(_name, None)
for _name in [name for name in os.environ if name.startswith("GONGKAI_OIDC_")]:
    os.environ.pop(_name)
os.environ["GONGKAI_SECOND_FACTOR"] = "optional"  # tests of the second factor ask for it

from gongkai.web.settings import *  # noqa: E402, F403 — Django takes every name; the home had to come first
from gongkai.web.settings import DATABASES, STATIC_ROOT, STORAGES  # noqa: E402 — as above


def _clear() -> None:
    if os.getpid() == _OWNER:  # not a process forked off
        shutil.rmtree(_HOME, ignore_errors=True)


atexit.register(_clear)

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # scrypt is slow on purpose
# Names of files without their hash: nothing has to be collected before a page can be made.
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
STATIC_ROOT.mkdir(exist_ok=True)  # WhiteNoise warns of a folder that is not there

DATABASES = deepcopy(DATABASES)
if "sqlite3" in str(DATABASES["default"]["ENGINE"]):
    # A file, as in an installation: several threads share it by locks, which a database in memory does differently.
    DATABASES["default"]["TEST"] = {"NAME": str(_HOME / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] += "; PRAGMA synchronous=OFF"
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 0  # a connection left open keeps the database from being dropped
