"""A provider of OpenID Connect for tests: whoever names a user is that user.

Discovery, authorization code, tokens and keys as OpenID Connect Core 1.0 and Discovery 1.0 have them.
"""

import contextlib
import html
import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT = "wardrobe"


@contextlib.contextmanager
def oidc_provider():
    """Runs a provider until the end of the block; gives its address."""
    key = RSAKey.generate_key(2048, {"kid": "test", "use": "sig", "alg": "RS256"})
    codes = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            address, asked = urlsplit(self.path), parse_qs(urlsplit(self.path).query)
            match address.path:
                case "/.well-known/openid-configuration":
                    self._json(_discovery(issuer))
                case "/jwks":
                    self._json({"keys": [key.as_dict(private=False)]})
                case "/authorize" if "user" not in asked:
                    self._form({name: values[0] for name, values in asked.items()})
                case "/authorize":
                    code = secrets.token_urlsafe()
                    codes[code] = asked["user"][0], asked.get("nonce", [""])[0]
                    back = urlencode({"code": code, "state": asked["state"][0]})
                    self.send_response(302)
                    self.send_header("Location", f"{asked['redirect_uri'][0]}?{back}")
                    self.end_headers()
                case _:
                    self.send_error(404)

        def do_POST(self):
            sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            user, nonce = codes.pop(sent["code"][0])  # a code is good for once
            now = int(time.time())
            claims = {"iss": issuer, "sub": user, "aud": CLIENT, "iat": now, "exp": now + 600, "nonce": nonce}
            claims |= {"name": f"User {user}", "email": f"{user}@example.com", "email_verified": True}
            token = jwt.encode({"alg": "RS256", "kid": "test"}, claims, key)
            self._json({"access_token": secrets.token_urlsafe(), "token_type": "Bearer", "id_token": token})

        def _json(self, value):
            self._send(json.dumps(value), "application/json")

        def _form(self, asked):
            hidden = "".join(f'<input type=hidden name="{n}" value="{html.escape(v)}">' for n, v in asked.items())
            self._send(f"<h1>Who are you?</h1><form>{hidden}<input name=user><button>Go</button></form>", "text/html")

        def _send(self, body, kind):
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *arguments):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    issuer = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield issuer
    finally:
        server.shutdown()
        server.server_close()


def _discovery(issuer):
    return {
        "issuer": issuer,
        "authorization_endpoint": f"{issuer}/authorize",
        "token_endpoint": f"{issuer}/token",
        "jwks_uri": f"{issuer}/jwks",
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "code_challenge_methods_supported": ["S256"],
    }


def secrets_file(folder, issuer, app):
    """Writes the settings with which the app at an address uses the provider; returns the file."""
    file = folder / "secrets.toml"
    file.write_text(
        f'[auth]\nredirect_uri = "{app}/oauth2callback"\ncookie_secret = "{"x" * 32}"\n'
        f'client_id = "{CLIENT}"\nclient_secret = "not used"\n'
        f'server_metadata_url = "{issuer}/.well-known/openid-configuration"\n'
    )
    return file
