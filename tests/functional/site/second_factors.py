"""What proves in a second way who someone is: a one-time code worked out here, and a passkey."""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct
import time

from playwright.sync_api import Page

SECONDS_A_CODE = 30
SECONDS_TO_TYPE = 20


def code_now(secret: str) -> str:
    """Give the one-time code of a secret, waiting for the next when this one is nearly over."""
    left = SECONDS_A_CODE - time.time() % SECONDS_A_CODE
    if left < SECONDS_TO_TYPE:
        time.sleep(left)
    return code_at(secret, time.time())


def code_at(secret: str, moment: float) -> str:
    """Give the one-time code of a secret at a moment (RFC 6238, six digits, SHA-1)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8), casefold=True)
    counter = struct.pack(">Q", int(moment) // SECONDS_A_CODE)
    digest = hmac.new(key, counter, hashlib.sha1).digest()
    place = digest[-1] & 15
    number = struct.unpack(">I", digest[place : place + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def plug_in_a_passkey(page: Page) -> None:
    """Give the browser an authenticator that answers as if its owner touched it."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
