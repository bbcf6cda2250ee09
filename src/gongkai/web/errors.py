"""What a person sees when something can't be done: one sentence with the way out, and the right status."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from gongkai.core.errors import GongkaiError, StepRefused

logger = logging.getLogger(__name__)
NOT_FOUND = "没有这个页面：它可能已经移走，或者地址写错了。请从首页或者检索重新查找。"
NO_RIGHT = "您没有办理这件事的权限：如果需要，请联系本机构的信息公开工作机构。"
FAILED = "系统出了问题，您刚才的操作没有保存。请稍后再试；多次出现请告诉管理员。"
UNREADABLE = "提交的内容太大、项目太多或者没有传完，系统没有处理。请精简内容、减少附件后再提交。"
UNKEEPABLE = "提交的内容里有不能保存的字符（空字符），请删去后再提交。"
EXPIRED = "页面停留太久或者不是从本站提交的，请返回刷新后再提交一次。"


class ErrorPages:
    """Turn what is raised under a view into a page of our own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer what was raised on purpose; anything else is Django's to log and `server_error`'s to tell."""
        if isinstance(error, Http404):
            return message_page(request, 404, "没有找到", str(error) or NOT_FOUND)
        if isinstance(error, PermissionDenied):
            return message_page(request, 403, "没有权限", str(error) or NO_RIGHT)
        if isinstance(error, StepRefused):
            return message_page(request, 409, "现在不能办理", str(error))
        if isinstance(error, GongkaiError):
            return message_page(request, 400, "不能办理", str(error))
        return None


def message_page(request: HttpRequest, status: int, title: str, sentence: str) -> HttpResponse:
    """Return a page with one sentence."""
    return render(request, "message.html", {"title": title, "sentence": sentence}, status=status)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 — Django's signature
    """Answer an address that leads nowhere."""
    return message_page(request, 404, "没有找到", NOT_FOUND)


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what can't be read: too large, too many fields, cut off, or for a host that isn't ours."""
    logger.info("bad request: %s", exception)
    return message_page(request, 400, "不能办理", UNREADABLE)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer a fault of ours."""
    return message_page(request, 500, "系统故障", FAILED)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that didn't come from a page of ours."""
    logger.info("csrf: %s", reason)
    return message_page(request, 403, "请重新提交", EXPIRED)
