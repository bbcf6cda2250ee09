"""Signing in by the government's single sign-on: opens accounts that exist and are active, makes none."""

from __future__ import annotations

import hashlib
import logging
import secrets
from typing import Any, NoReturn

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.base.constants import AuthError
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse

from gongkai.apps.accounts.identity import IdentityRefused, Provider, same_person, verified
from gongkai.apps.accounts.models import User
from gongkai.apps.accounts.names import spelling
from gongkai.apps.accounts.selectors import account
from gongkai.apps.audit.services import record

logger = logging.getLogger(__name__)
ID = "single-sign-on"
FAILED = "单点登录没有成功，请重新登录；多次出现请联系管理员。"
CANCELLED = "已经取消单点登录。"
NOBODY = "单点登录没有成功：没有与您的统一身份对应、可以使用的账号，请联系本单位管理员。"


def configured() -> Provider | None:
    """Return the provider that this installation trusts."""
    provider: Provider | None = settings.SINGLE_SIGN_ON
    return provider


class IdentityAdapter(OpenIDConnectOAuth2Adapter):
    """Believe nothing but a signed ID token, although it came from the provider itself."""

    def complete_login(
        self,
        request: HttpRequest,  # noqa: ARG002 — the library's signature
        app: SocialApp,  # noqa: ARG002 — the library's signature
        token: SocialToken,
        *,
        response: dict[str, Any],
    ) -> SocialLogin:
        """Return who the provider says has signed in; personal data is not kept."""
        provider = configured()
        if provider is None or self.openid_config.get("issuer") != provider.issuer:
            raise IdentityRefused("the provider calls itself otherwise than configured")
        claims = verified(str(response.get("id_token", "")), self._document(self.openid_config["jwks_uri"]), provider)
        if not claims.get(provider.claim) and "userinfo_endpoint" in self.openid_config:
            claims = same_person(claims, self._document(self.profile_url, token.token))
        login = SocialLogin(
            user=User(),
            account=SocialAccount(provider=ID, uid=_uid(provider, str(claims["sub"])), extra_data={}),
            provider=self.get_provider(),
        )
        login.claims = claims
        return login

    def _document(self, address: str, token: str = "") -> dict[str, Any]:
        with SingleSignOnAdapter().get_requests_session() as session:
            answer = session.get(address, headers={"Authorization": f"Bearer {token}"} if token else {})
            answer.raise_for_status()
            document = answer.json()
        if not isinstance(document, dict):
            raise IdentityRefused("the provider answers no object")
        return document


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    """A government's single sign-on opens accounts that exist, it makes none."""

    def list_apps(
        self, request: HttpRequest | None, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """Return the one provider of the configuration; the database is never asked."""
        del request
        one = configured()
        if one is None or provider not in {None, ID, "openid_connect"} or client_id not in {None, one.client_id}:
            return []
        told = {"server_url": one.issuer, "oauth_pkce_enabled": True, "scope": ["openid", "profile"]}
        return [
            SocialApp(
                provider="openid_connect",
                provider_id=ID,
                name=one.name,
                client_id=one.client_id,
                secret=one.secret,
                settings=told,
            )
        ]

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:  # noqa: ARG002 — the library's signature
        """Refuse signing up."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find the account of whom the provider names: by the stored link, else by the claim; link it."""
        expected = sociallogin.state.get("nonce", "")
        if not expected or not secrets.compare_digest(str(sociallogin.claims.get("nonce", "")), expected):
            refuse(request, FAILED, "the nonce is not the one sent")
        user = sociallogin.user if sociallogin.is_existing else self._matched(request, sociallogin)
        if user is None or not user.is_active:
            record("单点登录被拒绝", "account", user.username if user else "")
            refuse(request, NOBODY, "no active account")
        sociallogin.user = user

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,  # noqa: ARG002 — the library's signature
        error: str | None = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,  # noqa: ARG002 — the library's signature
    ) -> None:
        """Lead back to where one signs in, with what happened."""
        cancelled = error == AuthError.CANCELLED
        refuse(request, CANCELLED if cancelled else FAILED, f"{error} {type(exception).__name__}")

    def _matched(self, request: HttpRequest, sociallogin: SocialLogin) -> User | None:
        """Return the account of the name that the claim tells, linked for ever to this person of the provider.

        A name that the provider gives to another person later does not open the first one's account.
        """
        provider = configured()
        name = str(sociallogin.claims.get(provider.claim) or "") if provider else ""
        user = account(name) if name.lower() == spelling(name) else None
        if user is None or not user.is_active:
            return user
        try:
            linked = _link(user, sociallogin.account)
        except IntegrityError:
            refuse(request, FAILED, "linked by another process")
        if not linked:
            record("单点登录被拒绝", "account", user.username, linked=True)
            refuse(request, NOBODY, "the account is linked to another person")
        return user


def refuse(request: HttpRequest, sentence: str, why: str) -> NoReturn:
    """Lead back to where one signs in, with a sentence; `why` goes to the log."""
    logger.warning("single sign-on refused: %s", why)
    messages.error(request, sentence)
    raise ImmediateHttpResponse(HttpResponseRedirect(reverse("account_login")))


@transaction.atomic
def _link(user: User, person: SocialAccount) -> bool:
    """Link an account to a person of the provider; return False where it is another one's."""
    User.objects.select_for_update().get(pk=user.pk)
    if SocialAccount.objects.filter(user=user, provider=ID).exists():
        return False
    person.user = user
    person.save()
    return True


def _uid(provider: Provider, subject: str) -> str:
    """Return the name of a person of a provider: one way, and another one for the same number at another provider."""
    return hashlib.sha256(f"{provider.issuer}\n{subject}".encode()).hexdigest()
