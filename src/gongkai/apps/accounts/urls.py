"""Signing in and one's own account.

Exactly these: signing up, e-mail addresses, forgotten passwords by mail and the like have no address. The names are those
that the sign-in library leads to.
"""

from __future__ import annotations

from allauth.account.views import LogoutView, ReauthenticateView
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkey
from django.urls import path
from django.views.decorators.cache import never_cache

from gongkai.apps.accounts import views
from gongkai.apps.accounts.access import public, signed_in
from gongkai.apps.accounts.single_sign_on import ID

urlpatterns = [
    path("login/", public(views.SignIn.as_view()), name="account_login"),
    path("login/second-step/", public(never_cache(second_factor.AuthenticateView.as_view())), name="mfa_authenticate"),
    path("login/passkey/", public(passkey.LoginWebAuthnView.as_view()), name="mfa_login_webauthn"),
    path(
        "login/single-sign-on/",
        public(views.single_sign_on),
        {"provider_id": ID},
        name="openid_connect_login",
    ),
    path(
        "login/single-sign-on/answer/",
        public(views.single_sign_on_answer),
        {"provider_id": ID},
        name="openid_connect_callback",
    ),
    path("logout/", public(LogoutView.as_view()), name="account_logout"),
    path("", signed_in(views.home), name="account_home"),
    path("password/", signed_in(never_cache(views.ChangePassword.as_view())), name="account_change_password"),
    path("sessions/", signed_in(never_cache(views.Sessions.as_view())), name="usersessions_list"),
    path("confirm/", signed_in(never_cache(ReauthenticateView.as_view())), name="account_reauthenticate"),
    path(
        "confirm/code/", signed_in(never_cache(second_factor.ReauthenticateView.as_view())), name="mfa_reauthenticate"
    ),
    path(
        "confirm/passkey/",
        signed_in(never_cache(passkey.ReauthenticateWebAuthnView.as_view())),
        name="mfa_reauthenticate_webauthn",
    ),
    path("second-factor/", signed_in(never_cache(views.SecondFactor.as_view())), name="mfa_index"),
    path("second-factor/app/", signed_in(never_cache(views.ActivateApp.as_view())), name="mfa_activate_totp"),
    path(
        "second-factor/app/stop/", signed_in(never_cache(app.DeactivateTOTPView.as_view())), name="mfa_deactivate_totp"
    ),
    path(
        "second-factor/codes/",
        signed_in(never_cache(recovery.ViewRecoveryCodesView.as_view())),
        name="mfa_view_recovery_codes",
    ),
    path(
        "second-factor/codes/new/",
        signed_in(never_cache(recovery.GenerateRecoveryCodesView.as_view())),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "second-factor/codes/file/",
        signed_in(recovery.DownloadRecoveryCodesView.as_view()),
        name="mfa_download_recovery_codes",
    ),
    path(
        "second-factor/passkeys/", signed_in(never_cache(passkey.ListWebAuthnView.as_view())), name="mfa_list_webauthn"
    ),
    path(
        "second-factor/passkeys/new/",
        signed_in(never_cache(passkey.AddWebAuthnView.as_view())),
        name="mfa_add_webauthn",
    ),
    path(
        "second-factor/passkeys/<int:pk>/",
        signed_in(never_cache(passkey.EditWebAuthnView.as_view())),
        name="mfa_edit_webauthn",
    ),
    path(
        "second-factor/passkeys/<int:pk>/stop/",
        signed_in(never_cache(passkey.RemoveWebAuthnView.as_view())),
        name="mfa_remove_webauthn",
    ),
]
