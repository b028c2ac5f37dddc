# What schemathesis does not bring along: how lines of JSON are sent, and a check of our own.
import json

import schemathesis

FOR_EVERYBODY = ("/healthz", "/readyz", "/metrics", "/api/v1/openapi.json")


@schemathesis.serializer("application/x-ndjson")
def lines(ctx, value):
    if isinstance(value, bytes):
        return {"data": value}
    rows = value if isinstance(value, list) else [value]
    return {"data": b"".join(json.dumps(row).encode() + b"\n" for row in rows)}


@schemathesis.check
def only_what_is_for_everybody(ctx, response, case):
    """Without a token, only what is for everybody answers with anything."""
    if response.status_code < 300:
        assert case.path in FOR_EVERYBODY, f"{case.method} {case.path} answers {response.status_code} to nobody"
