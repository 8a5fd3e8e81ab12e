"""The phone mode: this computer's addresses in its network, a certificate for them, and what is printed."""

import datetime
import io
import ipaddress
import os
import socket
from contextlib import suppress
from pathlib import Path

import segno
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from data.files import replacing

_VALID = datetime.timedelta(days=365)  # phones refuse certificates that are valid for over 825 days
_RENEWED = datetime.timedelta(days=30)  # before its end
_LOCAL = ("localhost", "127.0.0.1")


class PhoneError(Exception):
    """The phone mode cannot start; the message says why."""


def network_addresses() -> list[str]:
    """IPv4 addresses under which other devices may reach this computer, the likeliest first."""
    found: list[str] = []
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as outward:
        outward.connect(("192.0.2.1", 9))  # sends nothing: it only chooses the address that packets would leave from
        found.append(outward.getsockname()[0])
    with suppress(OSError):
        found += [
            str(information[4][0]) for information in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
        ]
    return [address for address in dict.fromkeys(found) if not ipaddress.ip_address(address).is_loopback]


def certificate_for(addresses: list[str], folder: Path) -> Path:
    """The file of a self-signed certificate for these addresses and of its private key, made if it is not there.

    It is used again as long as it fits, since a phone asks about every new certificate.

    Raises:
        OSError: it cannot be written.
    """
    file = folder / "certificate.pem"
    if not _fits(file, addresses):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        key = ec.generate_private_key(ec.SECP256R1())
        secret = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        with replacing(file) as path:
            path.touch(mode=0o600)
            path.write_bytes(secret + _signed(addresses, key).public_bytes(serialization.Encoding.PEM))
    return file


def _signed(addresses: list[str], key: ec.EllipticCurvePrivateKey) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "The self-sorting wardrobe")])
    now = datetime.datetime.now(datetime.UTC)
    numbers = [x509.IPAddress(ipaddress.ip_address(address)) for address in ["127.0.0.1", *addresses]]
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))  # a phone's clock may be late
        .not_valid_after(now + _VALID)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost"), *numbers]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(key, hashes.SHA256())
    )


def _fits(file: Path, addresses: list[str]) -> bool:
    try:
        certificate = x509.load_pem_x509_certificate(file.read_bytes())
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (OSError, ValueError, x509.ExtensionNotFound):
        return False
    left = certificate.not_valid_after_utc - datetime.datetime.now(datetime.UTC)
    known = {str(address) for address in names.get_values_for_type(x509.IPAddress)}
    return left > _RENEWED and set(addresses) <= known


def settings(folder: Path) -> dict[str, object]:
    """Streamlit's settings for the phone mode, with a certificate in ``folder``. Raises PhoneError."""
    addresses = network_addresses()
    if not addresses:
        raise PhoneError("This computer has no address in a network. Connect it to the phone's network and try again.")
    try:
        certificate = certificate_for(addresses, folder)
    except OSError as error:
        raise PhoneError(f"The certificate cannot be written to {folder}: {error.strerror}.") from error
    return {
        "server.address": "0.0.0.0",
        "server.allowedHosts": [*_LOCAL, *addresses],
        "server.sslCertFile": os.fspath(certificate),
        "server.sslKeyFile": os.fspath(certificate),
        "server.headless": True,
        "browser.serverAddress": addresses[0],
        "logger.hideWelcomeMessage": True,  # it would print an address without the key
    }


def invitation(address: str, port: int, key: str) -> str:
    """What is printed: the address with the key, as text and as a QR code, and what the mode means."""
    link = f"https://{address}:{port}/?key={key}"
    code = io.StringIO()
    segno.make(link, error="l").terminal(code, compact=True, border=2)
    return f"""{code.getvalue()}
On the phone, in the same network, scan the code or open {link}

The phone will warn that it does not know the certificate: this computer has signed it itself. The connection is
encrypted, and the camera needs that. Whoever has this address can see, download and delete the wardrobe as long as this
program runs; do not pass it on. The next start makes a new one.
"""
