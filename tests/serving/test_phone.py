import datetime
import ipaddress
import ssl

import pytest
from cryptography import x509

from serving import phone
from serving.phone import PhoneError, certificate_for, invitation, network_addresses, settings


def certificate_in(file):
    return x509.load_pem_x509_certificate(file.read_bytes())


def test_a_certificate_names_the_addresses_and_no_other_may_read_its_key(tmp_path):
    file = certificate_for(["192.0.2.7"], tmp_path / "phone")
    names = certificate_in(file).extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert ipaddress.ip_address("192.0.2.7") in names.get_values_for_type(x509.IPAddress)
    assert file.stat().st_mode & 0o077 == 0
    ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(file)


def test_a_certificate_is_used_again_while_it_fits(tmp_path, monkeypatch):
    first = certificate_for(["192.0.2.7"], tmp_path).read_bytes()
    assert certificate_for(["192.0.2.7"], tmp_path).read_bytes() == first
    assert certificate_for(["192.0.2.8"], tmp_path).read_bytes() != first
    second = certificate_for(["192.0.2.8"], tmp_path).read_bytes()
    monkeypatch.setattr(phone, "_RENEWED", datetime.timedelta(days=366))
    assert certificate_for(["192.0.2.8"], tmp_path).read_bytes() != second


def test_a_damaged_certificate_is_replaced(tmp_path):
    (tmp_path / "certificate.pem").write_text("no certificate")
    assert certificate_in(certificate_for(["192.0.2.7"], tmp_path))


def test_addresses_of_this_computer_alone_are_none_of_the_network():
    assert not [address for address in network_addresses() if address.startswith("127.")]


def test_without_a_network_the_mode_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(phone, "network_addresses", list)
    with pytest.raises(PhoneError, match="Connect it to the phone's network"):
        settings(tmp_path)


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(phone, "network_addresses", lambda: ["192.0.2.7"])
    (tmp_path / "file").write_text("")
    with pytest.raises(PhoneError, match=r"The certificate cannot be written to .*\.$"):
        settings(tmp_path / "file" / "phone")


def test_the_mode_listens_to_the_network_by_https_and_under_its_own_names_only(tmp_path, monkeypatch):
    monkeypatch.setattr(phone, "network_addresses", lambda: ["192.0.2.7"])
    found = settings(tmp_path)
    assert found["server.address"] == "0.0.0.0" and found["server.sslCertFile"] == found["server.sslKeyFile"]
    assert found["server.allowedHosts"] == ["localhost", "127.0.0.1", "192.0.2.7"]


def test_the_invitation_shows_the_address_and_its_code():
    text = invitation("192.0.2.7", 8501, "secret")
    assert "https://192.0.2.7:8501/?key=secret" in text and "█" in text
    assert "delete the wardrobe" in text
