// What others answer to a check is added as it comes: when the node says that something has, and where that is not heard,
// by looking a few times.
import { fetchPart, refresh } from "./part";

/** Others have tenths of a second; the last look is for a node that lets them take their time. */
const LOOKS_MS = [700, 2000, 5000, 11000];

function waiting(): HTMLElement | null {
  return document.querySelector<HTMLElement>("#elsewhere[data-waits]");
}

let reading = false;
let moved = false;

async function look(): Promise<void> {
  moved = true;
  if (reading) return;
  reading = true;
  while (moved) {
    moved = false;
    const url = waiting()?.dataset["elsewhere"];
    if (!url) break;
    try {
      const answer = await fetchPart(url, "elsewhere", { headers: { "X-By-Itself": "1" } });
      if (answer.ok && !answer.redirected) await refresh("elsewhere", answer);
    } catch {
      // The line is gone; the next look or the link on the page tells.
    }
  }
  reading = false;
}

/** To be called when an answer stands on the page. */
export function others(): void {
  for (const after of LOOKS_MS) setTimeout(() => void (waiting() && look()), after);
}

export function elsewhere(stream: EventSource | null): void {
  if (waiting()) others();
  stream?.addEventListener("elsewhere", () => void look());
}
