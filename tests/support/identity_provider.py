"""An OpenID Connect provider on this machine: discovery, keys, tokens, userinfo; it can be told to do anything wrong."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, parse_qsl, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET, KEY = "gongkai-qinghe", "a-secret-of-the-client", "key-1"


class IdentityProvider:
    """What it will say stands in its attributes; what it was asked is kept in `asked`."""

    def __init__(self):
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self.issuer = f"http://127.0.0.1:{self._server.server_port}"
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.published = self.key
        self.reset()

    def reset(self):
        self.person = {"sub": "7001", "preferred_username": "zhang"}
        self.userinfo = {}
        self.changes: dict[str, object] = {}
        self.answers: dict[str, tuple[int, object]] = {}
        self.discovery: dict[str, object] = {}
        self.signed_by, self.algorithm = self.key, "RS256"
        self.asked: list[tuple[str, dict]] = []
        self._codes: dict[str, dict] = {}

    def start(self):
        self._thread.start()
        return self

    def stop(self):
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def authorize(self, address: str) -> tuple[str, str]:
        """Do what a browser and a person would at the address they were led to; return the code and the state."""
        query = dict(parse_qsl(urlsplit(address).query))
        code = f"code-{len(self._codes)}"
        self._codes[code] = query
        return code, query["state"]

    def id_token(self, query: dict) -> str:
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": query.get("nonce"),
            **self.person,
            **self.changes,
        }
        claims = {name: value for name, value in claims.items() if value is not None}
        return jwt.encode(claims, self.signed_by, algorithm=self.algorithm, headers={"kid": KEY})

    def _answer(self, path: str, told: dict) -> tuple[int, object]:
        if path in self.answers:
            return self.answers[path]
        match path:
            case "/.well-known/openid-configuration":
                return 200, self._configuration()
            case "/keys":
                key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.published.public_key()))
                return 200, {"keys": [{**key, "kid": KEY, "alg": "RS256", "use": "sig"}]}
            case "/token":
                return self._token(told)
            case "/userinfo":
                return 200, self.userinfo
        return 404, {}

    def _configuration(self) -> dict:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
            **self.discovery,
        }

    def _token(self, told: dict) -> tuple[int, object]:
        query = self._codes.pop(told.get("code", ""), None)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(told.get("code_verifier", "").encode()).digest())
        known = (told.get("client_id"), told.get("client_secret")) == (CLIENT, SECRET)
        if query is None or not known or challenge.rstrip(b"=").decode() != query.get("code_challenge"):
            return 400, {"error": "invalid_grant"}
        return 200, {"access_token": "an-access-token", "token_type": "Bearer", "id_token": self.id_token(query)}

    def _handler(self):
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                self._reply(dict(parse_qsl(urlsplit(self.path).query)))

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                self._reply({name: values[0] for name, values in parse_qs(body).items()})

            def _reply(self, told):
                path = urlsplit(self.path).path
                provider.asked.append((path, {**told, "authorization": self.headers.get("Authorization", "")}))
                status, document = provider._answer(path, told)
                body = document if isinstance(document, bytes) else json.dumps(document).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        return Handler
