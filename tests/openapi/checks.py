# A check of our own beside those of schemathesis: without a token, only what is for everybody answers with anything.
import schemathesis

FOR_EVERYBODY = ("/healthz", "/readyz", "/metrics", "/api/v1/openapi.json")


@schemathesis.check
def only_what_is_for_everybody(ctx, response, case):
    if response.status_code < 300:
        assert case.path in FOR_EVERYBODY, f"{case.method} {case.path} answers {response.status_code} to nobody"
