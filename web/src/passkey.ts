// Making and using a passkey. The node sends its options with bytes in base64url and takes the credential back the same
// way, as webauthn-rs writes both.
import { said } from "./part";

type Json = Record<string, unknown>;
interface Offer {
  id: string;
  options: { publicKey: Json; mediation?: CredentialMediationRequirement };
}

export function bytes(text: string): ArrayBuffer {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (c) => c.charCodeAt(0)).buffer;
}

export function text(buffer: ArrayBuffer): string {
  const plain = Array.from(new Uint8Array(buffer), (b) => String.fromCharCode(b)).join("");
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function withIds(list: unknown): Json[] | undefined {
  return (list as Json[] | undefined)?.map((one) => ({ ...one, id: bytes(one["id"] as string) }));
}

async function get({ publicKey }: Offer["options"]): Promise<Json> {
  const options = {
    ...publicKey,
    challenge: bytes(publicKey["challenge"] as string),
    allowCredentials: withIds(publicKey["allowCredentials"]),
  };
  const credential = (await navigator.credentials.get({ publicKey: options as PublicKeyCredentialRequestOptions })) as PublicKeyCredential;
  const response = credential.response as AuthenticatorAssertionResponse;
  return whole(credential, {
    authenticatorData: text(response.authenticatorData),
    clientDataJSON: text(response.clientDataJSON),
    signature: text(response.signature),
    userHandle: response.userHandle ? text(response.userHandle) : null,
  });
}

async function create({ publicKey }: Offer["options"]): Promise<Json> {
  const user = publicKey["user"] as Json;
  const options = {
    ...publicKey,
    challenge: bytes(publicKey["challenge"] as string),
    user: { ...user, id: bytes(user["id"] as string) },
    excludeCredentials: withIds(publicKey["excludeCredentials"]),
  };
  const credential = (await navigator.credentials.create({ publicKey: options as unknown as PublicKeyCredentialCreationOptions })) as PublicKeyCredential;
  const response = credential.response as AuthenticatorAttestationResponse;
  return whole(credential, {
    attestationObject: text(response.attestationObject),
    clientDataJSON: text(response.clientDataJSON),
    transports: response.getTransports?.() ?? [],
  });
}

function whole(credential: PublicKeyCredential, response: Json): Json {
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response,
    extensions: credential.getClientExtensionResults(),
  };
}

function post(url: string, body: unknown): Promise<Response> {
  const headers = { "Content-Type": "application/json" };
  return fetch(url, { method: "POST", headers, body: JSON.stringify(body), credentials: "same-origin" });
}

/** What became of it: nothing to say when it went well. */
async function run(button: HTMLElement): Promise<string> {
  const { start = "", finish = "", passkey: way } = button.dataset;
  const started = await post(start, {});
  if (!started.ok) return said(button, "Refused");
  const offer = (await started.json()) as Offer;
  let credential: Json;
  try {
    credential = way === "create" ? await create(offer.options) : await get(offer.options);
  } catch {
    return said(button, "Stopped");
  }
  const finished = await post(finish, { id: offer.id, credential });
  return finished.ok ? "" : said(button, "Refused");
}

export function passkey(): void {
  const button = document.querySelector<HTMLButtonElement>("button[data-passkey]");
  const says = document.getElementById("passkey-says");
  if (!button || !says) return;
  if (!("credentials" in navigator) || !("PublicKeyCredential" in window)) {
    button.disabled = true;
    says.textContent = said(button, "None");
    return;
  }
  button.addEventListener("click", async () => {
    button.disabled = true;
    says.textContent = said(button, "Busy");
    const trouble = await run(button).catch(() => said(document.body, "Offline"));
    says.textContent = trouble;
    button.disabled = false;
    if (trouble === "") location.assign(next(button));
  });
}

/** Only a path of this node. */
function next(button: HTMLElement): string {
  const path = button.dataset["next"] ?? "/";
  return path.startsWith("/") && !path.startsWith("//") && !path.includes("\\") ? path : "/";
}
