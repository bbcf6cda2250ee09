"""Second factors as a person has them: an authenticator app, and a passkey in software."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import struct
import time

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor
from fido2.cose import ES256

USER_PRESENT, USER_VERIFIED, ATTESTED = 0x01, 0x04, 0x40


def code(secret: str, steps: int = 0) -> str:
    """Return what an authenticator app shows now, or `steps` half minutes from now (RFC 6238)."""
    counter = struct.pack(">Q", int(time.time()) // 30 + steps)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    offset = digest[-1] & 0x0F
    return f"{(struct.unpack('>I', digest[offset : offset + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def web(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Passkey:
    """A device with one passkey, answering as a browser at `origin` would (WebAuthn 6 and 7)."""

    def __init__(self, origin: str = "http://localhost"):
        self.origin = origin
        self.id = hashlib.sha256(origin.encode()).digest()
        self.owner = ""
        self.uses = 0
        self._key = ec.generate_private_key(ec.SECP256R1())

    def registered(self, options: dict) -> str:
        """Return what a browser sends back for options of `navigator.credentials.create`."""
        told = options["publicKey"]
        self.owner = told["user"]["id"]
        public = cbor.encode(ES256.from_cryptography_key(self._key.public_key()))
        credential = b"\0" * 16 + struct.pack(">H", len(self.id)) + self.id + public
        attestation = {"fmt": "none", "attStmt": {}, "authData": self._data(told["rp"]["id"], ATTESTED) + credential}
        return self._answer(
            clientDataJSON=web(self._client("webauthn.create", told["challenge"])),
            attestationObject=web(cbor.encode(attestation)),
        )

    def answered(self, options: dict, *, origin: str | None = None) -> str:
        """Return what a browser sends back for options of `navigator.credentials.get`."""
        told = options["publicKey"]
        self.uses += 1
        data = self._data(told["rpId"])
        client = self._client("webauthn.get", told["challenge"], origin)
        signature = self._key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer(
            clientDataJSON=web(client), authenticatorData=web(data), signature=web(signature), userHandle=self.owner
        )

    def _data(self, site: str, flags: int = 0) -> bytes:
        told = struct.pack(">BI", USER_PRESENT | USER_VERIFIED | flags, self.uses)
        return hashlib.sha256(site.encode()).digest() + told

    def _client(self, kind: str, challenge: str, origin: str | None = None) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": origin or self.origin}).encode()

    def _answer(self, **response: str) -> str:
        return json.dumps(
            {
                "id": web(self.id),
                "rawId": web(self.id),
                "type": "public-key",
                "response": response,
                "clientExtensionResults": {"credProps": {"rk": True}},
            }
        )
