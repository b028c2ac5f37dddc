// What is written in a form is kept as it is written: `data-draft` names where. A page that is closed or a node that stops loses
// no more than the last moment.
import { said } from "./part";

const AFTER_MS = 700;

export function draft(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-draft]")) keeps(form);
}

function keeps(form: HTMLFormElement): void {
  const url = form.dataset["draft"] ?? "";
  let timer: number | undefined;
  let sent = false;
  let kept = body(form);
  const keep = async (): Promise<void> => {
    const now = body(form);
    if (sent || now === kept) return;
    const headers = { "X-Fragment": "draft", "Content-Type": "application/x-www-form-urlencoded" };
    try {
      const answer = await fetch(url, { method: "POST", body: now, headers, credentials: "same-origin", keepalive: true });
      if (!answer.ok) return;
      kept = now;
      for (const place of form.querySelectorAll<HTMLElement>("[data-kept]")) place.textContent = said(place, "Kept");
    } catch {
      // The next keystroke tries again.
    }
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void keep(), AFTER_MS);
  });
  form.addEventListener("submit", () => {
    sent = true;
    clearTimeout(timer);
  });
  addEventListener("pagehide", () => void keep());
}

function body(form: HTMLFormElement): string {
  const pairs = [...new FormData(form)].filter((pair): pair is [string, string] => typeof pair[1] === "string");
  return new URLSearchParams(pairs).toString();
}
