"""The government's single sign-on that an installation trusts, and what it says about a person, checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import jwt

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""Signatures by a private key that only the provider has; never a shared secret, never none."""
LEEWAY = 60
"""Seconds that two clocks may differ."""
REQUIRED = ("iss", "aud", "exp", "iat", "sub")


class IdentityRefused(Exception):
    """What a provider says can't be believed; tells why in one English clause, for the log."""


@dataclass(frozen=True, slots=True)
class Provider:
    """An OpenID Connect provider; `claim` is the one that holds our sign-in name, `name` stands on the button."""

    issuer: str
    client_id: str
    secret: str
    name: str
    claim: str


def verified(token: str, keys: dict[str, Any], provider: Provider) -> dict[str, Any]:
    """Return the claims of an ID token signed by a provider for us and not expired; `keys` is its key set (JWKS).

    `IdentityRefused` for anything else (OpenID Connect Core 3.1.3.7).
    """
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            _key(token, keys),
            algorithms=list(ALGORITHMS),
            issuer=provider.issuer,
            audience=provider.client_id,
            leeway=LEEWAY,
            options={"require": list(REQUIRED)},
        )
    except jwt.PyJWTError as error:
        raise IdentityRefused(f"the ID token does not hold: {type(error).__name__}") from error
    if claims.get("azp", provider.client_id) != provider.client_id:
        raise IdentityRefused("the ID token was issued to another client")
    return claims


def same_person(claims: dict[str, Any], userinfo: dict[str, Any]) -> dict[str, Any]:
    """Return claims with what the provider's userinfo adds; it must be about the same person (Core 5.3.2)."""
    if userinfo.get("sub") != claims["sub"]:
        raise IdentityRefused("the userinfo is about another person")
    return {**userinfo, **claims}


def _key(token: str, keys: dict[str, Any]) -> jwt.PyJWK:
    wanted = jwt.get_unverified_header(token).get("kid")
    found = [key for key in jwt.PyJWKSet.from_dict(keys).keys if wanted is None or key.key_id == wanted]
    if len(found) != 1:
        raise IdentityRefused("no key of the provider's has the name that the ID token tells")
    return found[0]
