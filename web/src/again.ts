// Parts of a page that are read again when what they show has changed: `data-again="hits"`. They are asked for as the page
// itself is, under the officer's own rights and reason. Whoever stands on a button there stands on it afterwards, and what was
// chosen there stays chosen.
import { fetchPart, partOf } from "./part";

const AFTER_TROUBLE_MS = 5000;

export function again(stream: EventSource | null): void {
  for (const name of ["hits", "receipts", "peers", "threads", "notices"]) {
    const wanted = `[data-again~=${name}]`;
    if (!stream || !document.querySelector(wanted)) continue;
    let reading = false;
    let moved = false;
    const look = async (): Promise<void> => {
      moved = true;
      if (reading) return;
      reading = true;
      while (moved) {
        moved = false;
        if (await read(wanted)) continue;
        await new Promise((after) => setTimeout(after, AFTER_TROUBLE_MS));
        moved = true;
      }
      reading = false;
    };
    stream.addEventListener(name, () => void look());
    stream.addEventListener("resync", () => void look());
  }
}

/** Reads the parts anew; false where the node could not be reached. */
async function read(wanted: string): Promise<boolean> {
  try {
    const answer = await fetchPart(location.href, "again", { headers: { "X-By-Itself": "1" } });
    // Signed out, refused or gone meanwhile: the page itself says so.
    if (answer.redirected || [401, 403, 404].includes(answer.status)) {
      location.reload();
      return true;
    }
    if (!answer.ok) return false;
    put(wanted, await answer.text());
    return true;
  } catch {
    return false;
  }
}

function put(wanted: string, html: string): void {
  for (const old of document.querySelectorAll<HTMLElement>(wanted)) {
    const part = partOf(html, old.id);
    if (!part) continue;
    const at = place(old);
    choose(old, part);
    old.replaceWith(part);
    at?.(part);
  }
}

/** Lists in the new part stand where the officer had put them in the old one. */
function choose(old: HTMLElement, part: HTMLElement): void {
  for (const list of part.querySelectorAll<HTMLSelectElement>("select[id]")) {
    const was = old.querySelector<HTMLSelectElement>(`#${CSS.escape(list.id)}`)?.value;
    if (was && [...list.options].some((option) => option.value === was)) list.value = was;
  }
}

/** How to find again, in the new part, what has the focus in the old one. */
function place(old: HTMLElement): ((part: HTMLElement) => void) | null {
  const held = document.activeElement;
  if (!(held instanceof HTMLElement) || !old.contains(held)) return null;
  const all = (part: HTMLElement): HTMLElement[] => [...part.querySelectorAll<HTMLElement>("a, button, summary, select")];
  const alike = (other: HTMLElement): boolean =>
    other.tagName === held.tagName && other.getAttribute("href") === held.getAttribute("href") && other.getAttribute("value") === held.getAttribute("value") && other.id === held.id;
  return (part) => all(part).find(alike)?.focus();
}
