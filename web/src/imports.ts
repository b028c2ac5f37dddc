// The progress of a running import: asked for each second until it has ended; then the page is read once more, with its
// refused rows.
import { fetchPart, refresh } from "./part";

const EVERY_MS = 1000;
const AFTER_TROUBLE_MS = 5000;

export function imports(): void {
  const progress = document.querySelector<HTMLElement>("#progress[data-poll]");
  const url = progress?.dataset["poll"];
  if (url) setTimeout(() => void look(url), EVERY_MS);
}

async function look(url: string): Promise<void> {
  let wait = EVERY_MS;
  try {
    const response = await fetchPart(url, "progress");
    // Signed out meanwhile: the page itself says so.
    if (response.redirected) return location.reload();
    if (response.ok) {
      const part = await refresh("progress", response);
      if (part?.dataset["poll"] === undefined) return location.reload();
    } else if (response.status < 500) return;
    else wait = AFTER_TROUBLE_MS;
  } catch {
    wait = AFTER_TROUBLE_MS;
  }
  setTimeout(() => void look(url), wait);
}
