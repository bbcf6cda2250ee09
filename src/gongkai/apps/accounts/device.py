"""A browser by what it says of itself, in words that its owner recognises."""

from __future__ import annotations

SYSTEMS = (
    ("HarmonyOS", "鸿蒙"),
    ("OpenHarmony", "鸿蒙"),
    ("Android", "安卓"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Kylin", "麒麟"),
    ("UOS", "统信UOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)
BROWSERS = (
    ("MicroMessenger", "微信"),
    ("DingTalk", "钉钉"),
    ("QQBrowser", "QQ浏览器"),
    ("Edg", "Edge"),
    ("Firefox", "火狐"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
UNKNOWN = "没有说明的设备"


def device(told: str) -> str:
    """Return the system and the browser that a `User-Agent` names.

    >>> device("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36")
    'Windows，Chrome'
    >>> device("curl/8.5")
    '没有说明的设备'
    """
    known = [next((name for mark, name in names if mark in told), "") for names in (SYSTEMS, BROWSERS)]
    return "，".join(filter(None, known)) or UNKNOWN
