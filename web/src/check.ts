// The check page by keyboard: Enter asks, `/` goes to the box, j and k walk the matches, Escape clears. The answer comes
// in without a reload; where anything is unusual the form is sent as a form.
import { others } from "./elsewhere";
import { fetchPart, refresh, said } from "./part";

/** How many lines a machine-readable zone has whose lines are that long. */
const ZONE_LINES: Record<number, number> = { 30: 3, 36: 2, 44: 2 };

/** A scanner types Enter after each line: the zone is not whole yet. */
export function zoneGoesOn(text: string): boolean {
  const lines = text.trimEnd().split(/\r?\n/).map((line) => line.trim());
  const first = lines[0] ?? "";
  const due = ZONE_LINES[first.length];
  return due !== undefined && lines.length < due && lines.every((line) => /^[A-Za-z0-9<«]+$/.test(line)) && first.includes("<");
}

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable]") !== null;
}

function walk(step: 1 | -1): void {
  const matches = [...document.querySelectorAll<HTMLElement>("[data-match]")];
  const at = matches.findIndex((match) => match.contains(document.activeElement));
  const next = matches[at < 0 ? (step > 0 ? 0 : matches.length - 1) : at + step];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

function clear(form: HTMLFormElement, box: HTMLTextAreaElement): void {
  for (const field of form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>("#f-text, .detailed input, .detailed select")) {
    if (field instanceof HTMLInputElement && field.type === "radio") field.checked = field.value === "";
    else field.value = "";
  }
  document.getElementById("answer")?.replaceChildren();
  box.focus();
}

async function ask(form: HTMLFormElement): Promise<void> {
  const button = form.querySelector<HTMLButtonElement>("button.primary");
  const body = new URLSearchParams(new FormData(form) as unknown as Record<string, string>);
  const answer = document.getElementById("answer");
  answer?.setAttribute("aria-busy", "true");
  button?.setAttribute("aria-disabled", "true");
  try {
    const response = await fetchPart("/check", "answer", { method: "POST", body });
    const part = response.ok && !response.redirected ? await refresh("answer", response) : null;
    // Signed out, refused, faulty: the whole page says it at the right place.
    if (!part) return form.submit();
    part.querySelector<HTMLElement>("#verdict")?.scrollIntoView({ block: "nearest" });
    others();
  } catch {
    trouble(answer, said(document.body, "Offline"));
  } finally {
    document.getElementById("answer")?.removeAttribute("aria-busy");
    button?.removeAttribute("aria-disabled");
  }
}

function trouble(answer: HTMLElement | null, text: string): void {
  const line = document.createElement("p");
  line.className = "notice caution";
  line.setAttribute("role", "alert");
  line.textContent = text;
  answer?.replaceChildren(line);
}

export function check(): void {
  const form = document.querySelector<HTMLFormElement>("form#check");
  const box = document.querySelector<HTMLTextAreaElement>("#f-text");
  if (!form || !box) return;
  let asking = false;
  const send = (): void => {
    if (asking || !form.reportValidity()) return;
    asking = true;
    void ask(form).finally(() => (asking = false));
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    if (!event.ctrlKey && !event.metaKey && zoneGoesOn(box.value)) return;
    event.preventDefault();
    send();
  });
  form.querySelector("[data-clear]")?.addEventListener("click", (event) => {
    event.preventDefault();
    clear(form, box);
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape" && (!typing(event.target) || form.contains(event.target as Node))) return clear(form, box);
    if (typing(event.target)) return;
    if (event.key === "/") {
      event.preventDefault();
      box.focus();
      box.select();
    } else if (event.key === "j") walk(1);
    else if (event.key === "k") walk(-1);
  });
}
