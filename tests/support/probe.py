"""Addresses that only the tests of the browser's fixtures know: pages with one fault each, and one without."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.http import Http404, HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import path

PAGE = (
    "<!doctype html><html lang='zh-CN'><head><meta charset='utf-8'><title>试验</title><link rel='icon' href='data:,'>"
    "<meta name='viewport' content='width=device-width, initial-scale=1'>{head}</head>"
    "<body><main><h1>试验页</h1>{body}</main></body></html>"
)
SCRIPT = (
    '<meta name="htmx-config" content=\'{{"includeIndicatorStyles": false, "allowEval": false}}\'>'
    '<script src="{}"></script>'
)
BODIES = {
    "good": "<p id='said'>一切正常</p>",
    "inline": "<script>document.title = '改了'</script>",
    "style": "<p style='color: red'>红字</p>",
    "stranger": "<img src='https://example.org/a.png' alt='外面的图'>",
    "missing": "<img src='/no-such-picture.png' alt='没有的图'>",
    "unnamed": "<form><input type='text'></form><button></button>",
    "noscript": "<noscript><p id='without'>没有脚本</p></noscript>",
}


def show(request: HttpRequest, name: str) -> HttpResponse:
    """Answer a page of `BODIES`."""
    del request
    if name not in BODIES:
        raise Http404
    head = SCRIPT.format(static("vendor/htmx.min.js")) if name == "good" else ""
    return HttpResponse(PAGE.format(head=head, body=BODIES[name]))


def people(request: HttpRequest) -> HttpResponse:
    """Answer who asks, and how many accounts there are; a POST makes one more."""
    users = get_user_model().objects
    if request.method == "POST":
        from gongkai.apps import clock

        users.create(username=f"user{users.count()}", name="新来的", joined_at=clock.now())
    who = request.user.username or "无人"
    return HttpResponse(PAGE.format(head="", body=f"<p id='who'>{who}</p><p id='count'>{users.count()}</p>"))


urlpatterns = [path("people/", people), path("<name>/", show)]
