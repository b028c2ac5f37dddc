#!/usr/bin/env python3
"""Envelopes and signed statements, apart from the Rust code: opens and verifies the vectors, and makes them.

  envelope.py check vectors/envelope.txt vectors/statement.txt   exit status 1 where one is not as it says
  envelope.py make envelope > vectors/envelope.txt
  envelope.py make statement > vectors/statement.txt

Written from the description of the formats and from RFC 8949 (CBOR), RFC 9180 (HPKE), draft-connolly-cfrg-xwing-kem
(X-Wing) and FIPS 203 (ML-KEM); it shares nothing with the program. What it takes from others: Ed25519, X25519,
ChaCha20-Poly1305 and opening ML-KEM from `cryptography`, sealing ML-KEM with given chance from `kyber-py`.
"""
import hashlib
import hmac
import struct
import sys
import unicodedata

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from kyber_py.ml_kem import ML_KEM_768

NOW_MS = 1_800_000_000_000
DAY_MS = 24 * 3600 * 1000


class Refused(Exception):
    """Carries the code that the other node is told."""


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def hmac256(key, *parts):
    return hmac.new(key, b"".join(parts), hashlib.sha256).digest()


# CBOR in its one form -----------------------------------------------------------------------------------------------

def head(kind, value):
    if value < 24:
        return bytes([kind << 5 | value])
    for short, width in ((24, 1), (25, 2), (26, 4), (27, 8)):
        if value < 1 << 8 * width:
            return bytes([kind << 5 | short]) + value.to_bytes(width, "big")
    raise ValueError("too great for CBOR")


def cbor(value):
    if isinstance(value, bool):
        return b"\xf5" if value else b"\xf4"
    if isinstance(value, int):
        return head(0, value) if value >= 0 else head(1, -1 - value)
    if isinstance(value, bytes):
        return head(2, len(value)) + value
    if isinstance(value, str):
        text = value.encode()
        return head(3, len(text)) + text
    if isinstance(value, list):
        return head(4, len(value)) + b"".join(map(cbor, value))
    if isinstance(value, dict):
        return head(5, len(value)) + b"".join(cbor(k) + cbor(v) for k, v in sorted(value.items()))
    if isinstance(value, Raw):
        return value.bytes
    raise TypeError(type(value))


class Raw:
    """Bytes that stand for themselves, to write what must not be read."""

    def __init__(self, data):
        self.bytes = data


class Reader:
    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, count):
        if self.at + count > len(self.data):
            raise Refused("E_MALFORMED")
        self.at += count
        return self.data[self.at - count:self.at]

    def number(self, short):
        if short < 24:
            return short
        if short == 31:
            raise Refused("E_NONCANON")
        if short > 27:
            raise Refused("E_MALFORMED")
        width = 1 << short - 24
        value = int.from_bytes(self.take(width), "big")
        if value < (24 if width == 1 else 1 << 4 * width):
            raise Refused("E_NONCANON")
        return value

    def item(self, depth=1):
        if depth > 8:
            raise Refused("E_MALFORMED")
        first = self.take(1)[0]
        kind, short = first >> 5, first & 31
        if kind == 7:
            if short in (20, 21):
                return short == 21
            raise Refused("E_NONCANON")
        if kind == 6:
            raise Refused("E_NONCANON")
        value = self.number(short)
        if kind == 0:
            return value
        if kind == 1:
            return -1 - value
        if kind == 2:
            return self.take(value)
        if kind == 3:
            return self.text(value)
        if kind == 4:
            return [self.item(depth + 1) for _ in range(value)]
        return self.map(value, depth)

    def text(self, length):
        try:
            text = self.take(length).decode()
        except UnicodeDecodeError:
            raise Refused("E_MALFORMED") from None
        if not unicodedata.is_normalized("NFC", text):
            raise Refused("E_NONCANON")
        return text

    def map(self, pairs, depth):
        found, last = {}, -1
        for _ in range(pairs):
            first = self.take(1)[0]
            key = self.number(first & 31)
            if first >> 5 != 0 or key <= last:
                raise Refused("E_NONCANON")
            last = key
            found[key] = self.item(depth + 1)
        return found


def read(data):
    reader = Reader(data)
    value = reader.item()
    if reader.at != len(data):
        raise Refused("E_MALFORMED")
    return value


# Keys ---------------------------------------------------------------------------------------------------------------

class Signer:
    def __init__(self, number):
        self.key = Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32)
        self.public = self.key.public_key().public_bytes_raw()
        self.id = sha256(self.public)[:8]

    def sign(self, context, message):
        return self.key.sign(context + message)


def verify(public, signature, message):
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except InvalidSignature:
        raise Refused("E_SIG") from None


class Sealing:
    """X-Wing: 32 bytes from which ML-KEM-768 and X25519 are drawn."""

    def __init__(self, number):
        drawn = hashlib.shake_256(bytes([number]) * 32).digest(96)
        self.m, self.x = MLKEM768PrivateKey.from_seed_bytes(drawn[:64]), X25519PrivateKey.from_private_bytes(drawn[64:])
        self.public_x = self.x.public_key().public_bytes_raw()
        self.public = self.m.public_key().public_bytes_raw() + self.public_x
        self.id = sha256(self.public)[:8]

    def decapsulate(self, enc):
        shared_m = self.m.decapsulate(enc[:1088])
        shared_x = self.x.exchange(X25519PublicKey.from_public_bytes(enc[1088:]))
        return combine(shared_m, shared_x, enc[1088:], self.public_x)


def encapsulate(public, chance):
    shared_m, enc_m = ML_KEM_768._encaps_internal(public[:1184], chance[:32])
    ephemeral = X25519PrivateKey.from_private_bytes(chance[32:])
    enc_x = ephemeral.public_key().public_bytes_raw()
    shared_x = ephemeral.exchange(X25519PublicKey.from_public_bytes(public[1184:]))
    return combine(shared_m, shared_x, enc_x, public[1184:]), enc_m + enc_x


def combine(shared_m, shared_x, enc_x, public_x):
    return hashlib.sha3_256(shared_m + shared_x + enc_x + public_x + rb"\.//^" b"\\").digest()


def hpke(shared, info):
    """Key and nonce of the first message: RFC 9180 section 5.1, base mode."""
    suite = b"HPKE" + struct.pack(">HHH", 0x647A, 0x0001, 0x0003)

    def extract(salt, label, material):
        return hmac256(salt or bytes(32), b"HPKE-v1", suite, label, material)

    def expand(secret, label, context, length):
        return hmac256(secret, struct.pack(">H", length), b"HPKE-v1", suite, label, context, b"\x01")[:length]

    context = b"\x00" + extract(b"", b"psk_id_hash", b"") + extract(b"", b"info_hash", info)
    secret = extract(shared, b"secret", b"")
    return expand(secret, b"key", context, 32), expand(secret, b"base_nonce", context, 12)


# Envelopes ----------------------------------------------------------------------------------------------------------

def padded(length):
    length = max(length, 1024)
    exponent = length.bit_length() - 1
    mask = (1 << exponent - exponent.bit_length()) - 1
    return length + mask & ~mask


def frame_digest(header):
    return sha256(b"liaison/1/pre", cbor({key: header[key] for key in range(1, 10)}))


def commitment(key, frame):
    return sha256(b"liaison/1/commit", key, frame)


def chance(seed, frame, content):
    """What the program draws for an envelope: a counter under HMAC."""
    seed, number = hmac256(seed, b"liaison/1/envelope", frame, sha256(content)), 0
    while True:
        yield hmac256(seed, number.to_bytes(8, "big"))
        number += 1


def closed(key, frame, text, nonce=bytes(12)):
    return ChaCha20Poly1305(key).encrypt(nonce, text, frame)


def opened(key, frame, text, nonce=bytes(12)):
    try:
        return ChaCha20Poly1305(key).decrypt(nonce, text, frame)
    except InvalidTag:
        raise Refused("E_SEAL") from None


def wrap(public, frame, key, drawn):
    kid = sha256(public)[:8]
    shared, enc = encapsulate(public, drawn)
    sealing_key, nonce = hpke(shared, b"liaison/1/seal" + kid)
    return [kid, enc, closed(sealing_key, frame, key, nonce)]


def seal(frame, content, to, signer, seed, change=lambda part, value: value):
    """An envelope; `change` may spoil any part on the way."""
    header, content = dict(frame), cbor(content)
    digest = frame_digest(header)
    drawn = chance(seed, digest, content)
    key = next(drawn)
    commit = change("commit", commitment(key, digest))
    plain = change("digest", digest) + len(content).to_bytes(4, "big") + content
    plain = change("plain", plain.ljust(padded(len(plain)), b"\0"))
    body = closed(key, digest, plain)
    if isinstance(to, Group):
        rcpt = [to.id, to.epoch, closed(to.wrapping(digest, commit), digest, key)]
    else:
        rcpt = sorted(wrap(node.public, digest, key, next(drawn) + next(drawn)) for node in to)
    header |= {10: change("rcpt", rcpt), 11: sha256(body), 12: len(body), 13: commit}
    header = change("bytes", cbor(change("header", header)))
    signature = signer.sign(b"liaison/1/sig\0", b"\x01" + sha256(header))
    sigs = change("sigs", [[signer.id, signature]])
    return change("envelope", cbor([1, 1, header, sigs, change("body", body)]))


class Group:
    def __init__(self, number, epoch, secret):
        self.id, self.epoch, self.secret = bytes([number]) * 16, epoch, bytes([secret]) * 32

    def wrapping(self, frame, commit):
        return hmac256(self.secret, b"liaison/1/wrap", frame, commit)


def bstr(value, length):
    if not isinstance(value, bytes) or len(value) != length:
        raise Refused("E_MALFORMED")
    return value


def uint(value):
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise Refused("E_MALFORMED")
    return value


def inspect(data):
    """Form alone: the header, its hash, signatures, body."""
    parts = read(data)
    if not isinstance(parts, list) or len(parts) < 2:
        raise Refused("E_MALFORMED")
    if parts[0] != 1:
        raise Refused("E_VERSION")
    if parts[1] != 1:
        raise Refused("E_SUITE")
    if len(parts) != 5:
        raise Refused("E_MALFORMED")
    if any(len(signed) != 2 for signed in parts[3]):
        raise Refused("E_MALFORMED")
    if not 1 <= len(parts[3]) <= 3:
        raise Refused("E_SIG")
    header = read(parts[2])
    examine(header)
    return header, sha256(parts[2]), parts[3], parts[4]


def examine(header):
    if not set(range(1, 14)) <= set(header) <= set(range(1, 16)):
        raise Refused("E_MALFORMED")
    for key, length in ((1, 32), (3, 16), (5, 32), (9, 16), (11, 32), (13, 32)):
        bstr(header[key], length)
    for key in (2, 4, 6, 7, 8, 12):
        uint(header[key])
    if header[7] > 3:
        raise Refused("E_MALFORMED")
    rcpt = header[10]
    grouped = len(rcpt) == 3 and isinstance(rcpt[0], bytes)
    for wrapped in () if grouped else rcpt:
        if len(wrapped) != 3:
            raise Refused("E_MALFORMED")
        for value, length in zip(wrapped, (8, 1120, 48)):
            bstr(value, length)
    if header[2] < 1 or header[4] < 1:
        raise Refused("E_RULE")
    names = [] if grouped else [wrapped[0] for wrapped in rcpt]
    if not grouped and (not names or names != sorted(set(names))):
        raise Refused("E_RULE")
    if header.get(14) == [] or header.get(15) == {}:
        raise Refused("E_NONCANON")
    critical = header.get(14, [])
    if critical != sorted(set(critical)) or not set(critical) <= set(header.get(15, {})):
        raise Refused("E_RULE")
    if critical:
        raise Refused("E_CRIT")


def open_envelope(data, me):
    """Content and header hash, for a reader with these keys."""
    header, hashed, sigs, body = inspect(data)
    if header[1] != me["owner"]:
        raise Refused("E_OWNER")
    for kid, signature in sigs:
        key = next((key for key in me["signers"] if key.id == kid), None)
        if key is None:
            raise Refused("E_KEY")
        verify(key.public, signature, b"liaison/1/sig\0\x01" + hashed)
    if len(body) != header[12] or sha256(body) != header[11]:
        raise Refused("E_SIG")
    digest = frame_digest(header)
    key = unwrapped(header, digest, me)
    if commitment(key, digest) != header[13]:
        raise Refused("E_SEAL")
    plain = opened(key, digest, body)
    length = int.from_bytes(plain[32:36], "big")
    content, zeros = plain[36:36 + length], plain[36 + length:]
    if plain[:32] != digest or any(zeros) or len(plain) != padded(36 + length) or len(content) != length:
        raise Refused("E_SEAL")
    read(content)
    return content, hashed, digest


def unwrapped(header, digest, me):
    rcpt = header[10]
    if len(rcpt) == 3 and isinstance(rcpt[0], bytes):
        group = next((g for g in me["groups"] if (g.id, g.epoch) == (rcpt[0], rcpt[1])), None)
        if group is None:
            raise Refused("E_NOKEY")
        return opened(group.wrapping(digest, header[13]), digest, rcpt[2])
    for kid, enc, wrapped in rcpt:
        for mine in me["sealing"]:
            if mine.id == kid:
                key, nonce = hpke(mine.decapsulate(enc), b"liaison/1/seal" + kid)
                return opened(key, digest, wrapped, nonce)
    gone = {key.id for key in me["gone"]}
    raise Refused("E_STALEKEY" if any(wrapped[0] in gone for wrapped in rcpt) else "E_NOT_RCPT")


# The vectors --------------------------------------------------------------------------------------------------------
# Keys are 32 times one byte: the owner's identity 64, its signing keys 01 and 02 (03 is not its), the reader's sealing key
# 01 (02 and 03 are others', 04 the reader had and destroyed), the group 05 with epoch 7 and key 06.

OWNER = sha256(cbor([1, Signer(100).public]))
READER = {
    "owner": OWNER,
    "signers": [Signer(1), Signer(2)],
    "sealing": [Sealing(1)],
    "gone": [Sealing(4)],
    "groups": [Group(5, 7, 6)],
}


def frame(**changes):
    fields = {1: OWNER, 2: 1, 3: b"\3" * 16, 4: 1, 5: bytes(32), 6: NOW_MS << 16, 7: 1, 8: NOW_MS + DAY_MS, 9: b"\4" * 16}
    return fields | {int(key[1:]): value for key, value in changes.items()}


def content(**changes):
    fields = {2: "record-filed", 7: [], 9: [], 10: b"a phone", 11: []}
    return fields | {int(key[1:]): value for key, value in changes.items()}


def full_content():
    handling = {1: "restricted", 2: ["FR", "TG"], 3: ["X-OTHER"], 4: ["investigation"], 5: ["H1", "H2"],
                6: "2027-06", 7: 1_900_000_000_000_000, 8: "B2"}
    attached = {1: b"\x11" * 32, 2: 70_000, 3: "image/jpeg", 4: b"\x12" * 32}
    return content(_3="TG/0b9e", _4=24, _5=handling, _6="قانون رقم ٧", _7=[b"\x21" * 16], _8="liaison officer",
                   _9=[b"\x31" * 70], _10=bytes(range(256)) * 20, _11=[attached])


def spoil(part, how):
    return lambda at, value: how(value) if at == part else value


def without(spaces, old, new):
    return lambda data: data.replace(old, new, 1) if old in data else sys.exit(f"{spaces} not found")


def envelopes():
    """Name, expectation, envelope, and what it was sealed to where the program can be asked to seal the same."""
    me, others, signer = Sealing(1), [Sealing(2), Sealing(3)], Signer(1)
    seeds = iter(range(1, 255))

    def made(name, expect, to="1", change=None, signer=signer, frame=frame(), content=content()):
        # What is spoiled was "to one": mended by chance it is that again, and nothing else that would be taken.
        number = next(seeds)
        seed = bytes([number if change is None else 1]) * 32
        nodes = Group(5, int(to[6:]), 6) if to.startswith("group") else [Sealing(int(n)) for n in to.split()]
        data = seal(frame, content, nodes, signer, seed, change or (lambda part, value: value))
        fields = {"name": name, "to": to, "seed": seed.hex()} if change is None and signer.id == Signer(1).id else {"name": name}
        return fields | {"expect": expect, "envelope": data.hex()}

    yield made("to one", "success")
    yield made("to three, of whom one is the reader", "success", to="1 2 3")
    yield made("to a group", "success", to="group 7")
    yield made("every field, Arabic text, an attachment", "success", content=full_content())
    yield made("nothing to say", "success", content={2: "", 7: [], 9: [], 10: b"", 11: []})
    yield made("greatest numbers", "success", frame=frame(_2=2**64 - 1, _4=2**64 - 2, _7=3, _8=2**64 - 1))
    yield made("signed by the owner's second key", "success", signer=Signer(2))
    yield made("an extension that need not be understood", "success", change=spoil("header", lambda h: h | {15: {7: [1, "x"]}}))
    yield made("to others", "E_NOT_RCPT", to="2 3")
    yield made("to a key that is gone", "E_STALEKEY", to="4")
    yield made("to a later epoch of the group", "E_NOKEY", to="group 8")
    yield made("signed by a key of which nothing was heard", "E_KEY", signer=Signer(3))
    yield made("another signature", "E_SIG", change=spoil("sigs", lambda s: [[s[0][0], s[0][1][:-1] + b"\0"]]))
    yield made("no signature", "E_SIG", change=spoil("sigs", lambda s: []))
    yield made("four signatures", "E_SIG", change=spoil("sigs", lambda s: s * 4))
    yield made("another body", "E_SIG", change=spoil("body", lambda b: bytes(len(b))))
    yield made("a shorter body", "E_SIG", change=spoil("body", lambda b: b[:-1]))
    yield made("a length that is not the body's", "E_SIG", change=spoil("header", lambda h: h | {12: h[12] + 1}))
    yield made("a signature of three parts", "E_MALFORMED", change=spoil("sigs", lambda s: [s[0] + [0]]))
    yield made("of another owner", "E_OWNER", frame=frame(_1=b"\x09" * 32))
    yield made("commits to another key", "E_SEAL", change=spoil("commit", lambda c: sha256(c)))
    yield made("another frame inside", "E_SEAL", change=spoil("digest", lambda d: sha256(d)))
    yield made("padded with other than zeros", "E_SEAL", change=spoil("plain", lambda p: p[:-1] + b"\1"))
    yield made("not padded", "E_SEAL", change=spoil("plain", lambda p: p.rstrip(b"\0")))
    yield made("a wrap that does not open", "E_SEAL", change=spoil("rcpt", lambda r: [[r[0][0], r[0][1], bytes(48)]]))
    yield made("no recipient", "E_RULE", change=spoil("rcpt", lambda r: []))
    yield made("a recipient twice", "E_RULE", change=spoil("rcpt", lambda r: r * 2))
    yield made("recipients out of order", "E_RULE", to="1 2", change=spoil("rcpt", lambda r: r[::-1]))
    yield made("number 0", "E_RULE", frame=frame(_4=0))
    yield made("epoch 0", "E_RULE", frame=frame(_2=0))
    yield made("no class of urgency", "E_MALFORMED", frame=frame(_7=4))
    yield made("a field that nobody knows", "E_MALFORMED", change=spoil("header", lambda h: h | {16: 0}))
    yield made("a field left out", "E_MALFORMED", change=spoil("header", lambda h: {k: v for k, v in h.items() if k != 12}))
    yield made("an owner of 31 bytes", "E_MALFORMED", change=spoil("header", lambda h: h | {1: h[1][:31]}))
    yield made("an extension that must be understood", "E_CRIT", change=spoil("header", lambda h: h | {14: [7], 15: {7: 0}}))
    yield made("critical and not there", "E_RULE", change=spoil("header", lambda h: h | {14: [7], 15: {8: 0}}))
    yield made("no extensions, spelled out", "E_NONCANON", change=spoil("header", lambda h: h | {15: {}}))
    yield made("a floating point number in an extension", "E_NONCANON",
               change=spoil("header", lambda h: h | {15: {7: Raw(b"\xf9\x3c\x00")}}))
    yield made("a number longer than needed", "E_NONCANON", change=spoil("bytes", without("epoch", b"\x02\x01\x03", b"\x02\x18\x01\x03")))
    yield made("fields out of order", "E_NONCANON", change=spoil("bytes", without("class", b"\x07\x01\x08", b"\x08\x01\x07")))
    yield made("text that is not composed", "E_NONCANON", content=content(_6="re\u0301gle"))
    yield made("nested nine deep", "E_MALFORMED",
               change=spoil("header", lambda h: h | {15: {7: [[[[[[[[]]]]]]]]}}))
    yield made("a byte behind the end", "E_MALFORMED", change=spoil("envelope", lambda e: e + b"\0"))
    yield made("cut off", "E_MALFORMED", change=spoil("envelope", lambda e: e[:-1]))
    yield made("of six parts", "E_MALFORMED", change=spoil("envelope", lambda e: b"\x86" + e[1:] + b"\0"))
    yield made("version 2", "E_VERSION", change=spoil("envelope", lambda e: e[:1] + b"\2" + e[2:]))
    yield made("suite 2", "E_SUITE", change=spoil("envelope", lambda e: e[:2] + b"\2" + e[3:]))


def statement(context, signers, body):
    body = cbor(body)
    sigs = sorted([signer.id, signer.sign(context, body)] for signer in signers)
    return cbor([1, body, sigs])


def aloud(hashed):
    spread = sha256(b"liaison/1/aloud\0", hashed)
    return " ".join("%05d" % (int.from_bytes(spread[at:at + 4], "big") % 100_000) for at in range(0, 32, 4))


def manifest(**changes):
    fields = {1: 1, 2: [1, Signer(100).public], 3: 5, 4: NOW_MS, 5: NOW_MS + 14 * DAY_MS,
              6: [[Signer(1).public, NOW_MS, NOW_MS + 90 * DAY_MS]], 7: [[Sealing(1).public, NOW_MS, NOW_MS + 7 * DAY_MS]],
              8: [b"\x41" * 32], 9: ["https://node.example:8443"], 10: "liaison 0.1.0", 11: [1],
              12: [[Signer(2).id, NOW_MS - DAY_MS]]}
    return fields | {int(key[1:]): value for key, value in changes.items()}


def quorum(numbers, least):
    return [sorted((Signer(n).public for n in numbers), key=lambda public: sha256(public)[:8]), least]


def receipt(**changes):
    fields = {1: OWNER, 2: b"\x09" * 32, 3: b"\3" * 16, 4: 1, 5: 7, 6: b"\7" * 32, 7: 1,
              8: [[4, "E_STALEKEY", "sealed to a key of March"]], 9: NOW_MS, 10: 12}
    return fields | {int(key[1:]): value for key, value in changes.items()}


def consignment(**changes):
    fields = {1: OWNER, 2: b"\x09" * 32, 3: b"\x0a" * 32, 4: sha256(b"\7" * 32, b"\x08" * 32), 5: NOW_MS}
    return fields | {int(key[1:]): value for key, value in changes.items()}


# The label of a capsule: a secret closed once for each lease, under one half that is sealed to a device and a code read aloud.

def digits(code):
    return "".join(code.split()).encode()


def lease_code(secret, number):
    return aloud(hmac256(secret, b"liaison/1/capsule/code", number.to_bytes(8, "big")))


def lease_place(capsule, number, until):
    return sha256(b"liaison/1/capsule/lease\0", capsule, number.to_bytes(8, "big"), until.to_bytes(8, "big"))


def half_frame(capsule):
    return sha256(b"liaison/1/capsule/half\0", capsule)


def label(capsule, secret, device, signer, leases, seed, **changes):
    drawn = (hmac256(seed, number.to_bytes(8, "big")) for number in range(8))
    half = next(drawn)
    closings = []
    for number, until in enumerate(leases, 1):
        place = lease_place(capsule, number, until)
        closings.append([until, closed(hmac256(half, place, digits(lease_code(secret, number))), place, secret)])
    wrapped = wrap(device.public, half_frame(capsule), half, next(drawn) + next(drawn))
    fields = {1: 2, 2: capsule, 3: "TG", 4: "Aflao", 5: "border-control", 6: NOW_MS, 7: wrapped, 8: closings,
              9: b"\x0b" * 32, 10: 4096, 11: [1, signer.public]}
    return fields | {int(key[1:]): value for key, value in changes.items()}


def open_lease(fields, device, code):
    """Number and secret of the lease that this code opens on this device."""
    kid, enc, wrapped = fields[7]
    if kid != device.id:
        raise Refused("E_RULE")
    key, nonce = hpke(device.decapsulate(enc), b"liaison/1/seal" + kid)
    half = opened(key, half_frame(fields[2]), wrapped, nonce)
    for number, (until, closing) in enumerate(fields[8], 1):
        place = lease_place(fields[2], number, until)
        try:
            return number, opened(hmac256(half, place, digits(code)), place, closing)
        except Refused:
            continue
    raise Refused("E_RULE")


WORDS = (b"manifest", b"charter", b"receipt", b"epoch", b"consignment", b"capsule", b"handover")
MANIFEST, CHARTER, RECEIPT, EPOCH, CONSIGNMENT, CAPSULE, HANDOVER = (b"liaison/1/" + word + b"\0" for word in WORDS)


def statements():
    """Name, kind, expectation, bytes, and the keys that signed."""

    def made(kind, name, expect, context, signers, body, **more):
        keys = [Signer(number) for number in signers]
        return {"name": name, "kind": kind, "expect": expect, "signers": " ".join(map(str, signers)),
                "bytes": statement(context, keys, body).hex()} | more

    node = sha256(cbor([1, Signer(100).public]))
    yield {"name": "an identity", "kind": "identity", "expect": "success", "bytes": cbor([1, Signer(100).public]).hex(),
           "id": node.hex(), "aloud": aloud(node)}
    yield {"name": "an identity of another suite", "kind": "identity", "expect": "E_MALFORMED",
           "bytes": cbor([2, Signer(100).public]).hex()}
    yield made("manifest", "a manifest", "success", MANIFEST, [100], manifest(), id=node.hex())
    yield made("manifest", "a manifest that names the key of the log", "success", MANIFEST, [100],
               manifest(_14=Signer(3).public), id=node.hex())
    yield made("manifest", "signed by another", "E_SIG", MANIFEST, [1], manifest())
    yield made("manifest", "signed for another use", "E_SIG", RECEIPT, [100], manifest())
    for other in (3, 4):  # names below and above that of the identity
        yield made("manifest", f"signed by key {other} as well", "E_SIG", MANIFEST, [100, other], manifest())
    yield made("manifest", "of fifteen days", "E_RULE", MANIFEST, [100], manifest(_5=NOW_MS + 15 * DAY_MS))
    yield made("manifest", "of version 2", "E_VERSION", MANIFEST, [100], manifest(_1=2))
    yield made("manifest", "of tomorrow", "E_FUTURE", MANIFEST, [100], manifest(_4=NOW_MS + DAY_MS))
    yield made("manifest", "a sealing key that is none", "E_MALFORMED", MANIFEST, [100],
               manifest(_7=[[b"\xff" * 1216, NOW_MS, NOW_MS + DAY_MS]]))
    yield made("manifest", "a signing key of small order", "E_MALFORMED", MANIFEST, [100],
               manifest(_6=[[b"\1" + bytes(31), NOW_MS, NOW_MS + DAY_MS]]))
    genesis = {1: 1, 2: 0, 3: bytes(32), 4: NOW_MS, 5: [0, "Network", quorum([1, 2, 3], 2), quorum([4, 5], 2), 1]}
    name = sha256(cbor(genesis))
    yield made("genesis", "a network", "success", CHARTER, [1, 3], genesis, id=name.hex(), aloud=aloud(name))
    yield made("genesis", "a network that one founds", "E_SIG", CHARTER, [1], genesis)
    yield made("genesis", "a network that one founds by signing twice", "E_SIG", CHARTER, [1, 1], genesis)
    yield made("genesis", "a quorum that nobody reaches", "E_RULE", CHARTER, [1, 3],
               genesis | {5: [0, "Network", quorum([1, 2, 3], 4), quorum([4, 5], 2), 1]})
    admit = {1: 1, 2: 1, 3: name, 4: NOW_MS + 1, 5: [1, "TG", "NCB Lomé", "bureau", [1, Signer(100).public], ["exchange"]]}
    yield made("entry", "a member", "success", CHARTER, [1, 2], admit, id=node.hex())
    yield made("entry", "a member by emergency keys", "E_SIG", CHARTER, [4, 5], admit)
    yield made("entry", "a class of members that is none", "E_MALFORMED", CHARTER, [1, 2],
               admit | {5: [1, "TG", "NCB Lomé", "king", [1, Signer(100).public], ["exchange"]]})
    yield made("receipt", "a receipt", "success", RECEIPT, [1], receipt())
    yield made("receipt", "of another", "E_OWNER", RECEIPT, [1], receipt(_1=b"\x08" * 32))
    yield made("receipt", "signed by a key of which nothing was heard", "E_KEY", RECEIPT, [3], receipt())
    yield made("receipt", "signed by a revoked key", "E_REVOKED", RECEIPT, [2], receipt())
    yield made("receipt", "a verdict beyond its number", "E_RULE", RECEIPT, [1], receipt(_8=[[8, "E_SEAL", ""]]))
    yield made("receipt", "of no kind", "E_MALFORMED", RECEIPT, [1], receipt(_7=3))
    begun = {1: OWNER, 2: 2, 3: [[b"\3" * 16, 9, b"\x09" * 32]], 4: "restored", 5: NOW_MS}
    yield made("epoch", "an epoch", "success", EPOCH, [1], begun, id=sha256(cbor(begun)).hex())
    yield made("epoch", "the first epoch", "E_RULE", EPOCH, [1], begun | {2: 1})
    yield made("consignment", "a consignment", "success", CONSIGNMENT, [1], consignment())
    yield made("consignment", "of another", "E_OWNER", CONSIGNMENT, [1], consignment(_1=b"\x08" * 32))
    yield made("consignment", "signed for another use", "E_SIG", RECEIPT, [1], consignment())
    yield made("consignment", "of a time when its key was none", "E_SIG", CONSIGNMENT, [1], consignment(_5=NOW_MS - 600_000))
    over = {1: 1, 2: "liaison/TG", 3: 10, 4: Signer(1).public, 5: Signer(2).public}
    yield made("handover", "a log that is handed over", "success", HANDOVER, [1, 2], over)
    yield made("handover", "by the old key alone", "E_SIG", HANDOVER, [1], over)
    yield made("handover", "by the new key alone", "E_SIG", HANDOVER, [2], over)
    yield made("handover", "by a third as well", "E_SIG", HANDOVER, [1, 2, 3], over)
    yield made("handover", "signed for another use", "E_SIG", MANIFEST, [1, 2], over)
    yield made("handover", "to itself", "E_SIG", HANDOVER, [1], over | {5: Signer(1).public})
    yield made("handover", "of version 2", "E_VERSION", HANDOVER, [1, 2], over | {1: 2})
    yield made("handover", "to a key of small order", "E_MALFORMED", HANDOVER, [1, 2], over | {5: b"\1" + bytes(31)})
    secret, capsule, leases = b"\x0c" * 32, b"\x0d" * 16, [NOW_MS + DAY_MS, NOW_MS + 2 * DAY_MS]

    def labelled(name, expect, lease, code=None, device=1, signer=100, context=CAPSULE, **changes):
        said = label(capsule, secret, Sealing(1), Signer(100), leases, b"\x0e" * 32, **changes)
        code = lease_code(secret, lease) if code is None else code
        return made("label", name, expect, context, [signer], said, device=device, lease=lease, code=code, secret=secret.hex())

    yield labelled("a label, by the code of its first lease", "success", 1)
    yield labelled("a label, by the code of its second lease", "success", 2)
    yield labelled("by a code that opens none", "E_RULE", 1, code=lease_code(secret, 3))
    yield labelled("on another device", "E_RULE", 1, device=2)
    yield labelled("signed by another than it names", "E_SIG", 1, signer=2)
    yield labelled("signed for another use", "E_SIG", 1, context=RECEIPT)
    yield labelled("of version 1", "E_VERSION", 1, _1=1)
    yield labelled("a lease that was made longer", "E_RULE", 1,
                   _8=[[NOW_MS + 9 * DAY_MS, closing] for _, closing in
                       label(capsule, secret, Sealing(1), Signer(100), leases, b"\x0e" * 32)[8]])


def blocks(path):
    with open(path, encoding="utf-8") as file:
        for block in file.read().split("\n\n"):
            lines = [line for line in block.splitlines() if line and not line.startswith("#")]
            if lines:
                yield dict(line.split(": ", 1) if ": " in line else (line.rstrip(":"), "") for line in lines)


def check_envelope(block):
    data = bytes.fromhex(block["envelope"])
    try:
        said, hashed, digest = open_envelope(data, READER)
    except Refused as refused:
        return str(refused)
    if block["expect"] != "success":
        return "success"
    stated = (block["content"], block["hash"], block["frame"])
    return "success" if (said.hex(), hashed.hex(), digest.hex()) == stated else "another content, hash or frame"


CONTEXTS = {"manifest": MANIFEST, "genesis": CHARTER, "entry": CHARTER, "receipt": RECEIPT, "epoch": EPOCH,
            "consignment": CONSIGNMENT, "label": CAPSULE, "handover": HANDOVER}


def check_statement(block):
    """Form and signatures by the keys that are named; what a charter or a term allows is the program's to say."""
    data = bytes.fromhex(block["bytes"])
    if block["kind"] == "identity":
        bundle = read(data)
        if block["expect"] == "success":
            assert bundle[0] == 1 and sha256(data).hex() == block["id"] and aloud(sha256(data)) == block["aloud"]
        return block["expect"]
    form, body, sigs = read(data)
    assert form == 1
    keys = {Signer(int(number)).id: Signer(int(number)).public for number in block["signers"].split()}
    if [kid for kid, _ in sigs] != sorted({kid for kid, _ in sigs}):
        return "E_SIG"
    for kid, signature in sigs:
        try:
            verify(keys[kid], signature, CONTEXTS[block["kind"]] + body)
        except Refused as refused:
            return str(refused)
    fields = read(body)
    if block["kind"] == "label" and fields[1] == 2:
        if not any(fields[11] == [1, key] for key in keys.values()):
            return "E_SIG"
        try:
            number, secret = open_lease(fields, Sealing(int(block["device"])), block["code"])
        except Refused as refused:
            return str(refused)
        assert (number, secret.hex()) == (int(block["lease"]), block["secret"])
    if block["kind"] in ("genesis", "epoch") and "id" in block:
        assert sha256(body).hex() == block["id"]
        assert "aloud" not in block or aloud(sha256(body)) == block["aloud"]
    return block["expect"] if isinstance(fields, dict) else "no statement"


def check(paths):
    counts, wrong = {}, 0
    for path in paths:
        for block in blocks(path):
            found = check_envelope(block) if "envelope" in block else check_statement(block)
            counts[block["expect"]] = counts.get(block["expect"], 0) + 1
            if found != block["expect"]:
                wrong += 1
                print(f"{path}: {block['name']}: expected {block['expect']}, found {found}", file=sys.stderr)
    found = ", ".join(f"{count} {code}" for code, count in sorted(counts.items()))
    print(f"{found}; {wrong} wrong")
    return 1 if wrong or not counts else 0


ABOUT = """# {what}, made by tests/envelope.py, which shares nothing with this crate.
# A block ends at an empty line. Bytes are in hexadecimal. `expect` is success or the code of the refusal.
# Keys are 32 times one byte: the owner's identity 64, its signing keys 01 and 02, a stranger's 03; the reader's sealing key
# 01, others' 02 and 03, 04 one that the reader had and destroyed; the group 05, epoch 7, key 06."""


def make(what):
    made = {"envelope": envelopes, "statement": statements}[what]()
    print(ABOUT.format(what={"envelope": "Envelopes of suite 1", "statement": "Signed statements"}[what]))
    for block in made:
        if what == "envelope" and block["expect"] == "success":
            said, hashed, digest = open_envelope(bytes.fromhex(block["envelope"]), READER)
            block |= {"content": said.hex(), "hash": hashed.hex(), "frame": digest.hex()}
        print()
        for field, value in block.items():
            print(f"{field}: {value}")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["check", *paths] if paths:
            sys.exit(check(paths))
        case ["make", ("envelope" | "statement") as what]:
            make(what)
        case _:
            print(__doc__, file=sys.stderr)
            sys.exit(2)
