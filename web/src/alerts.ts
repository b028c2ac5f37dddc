// Alerts of standing checks as they arrive: a toast that stays until it is opened or closed, and the count in the
// navigation. The browser connects again by itself when the line was broken.
import { said } from "./part";

interface Toast {
  id: string;
  verdict: string;
  title: string;
  text: string;
  href: string;
  unseen: number;
}

const VERDICTS = ["nothing", "note", "caution", "protect", "stop"];
const TOASTS_MAX = 4;

export function alerts(): void {
  const url = document.body.dataset["live"];
  const region = document.getElementById("toasts");
  if (!url || !region || !("EventSource" in window)) return;
  const live = new EventSource(url);
  live.addEventListener("alert", (event) => {
    const toast = read((event as MessageEvent<string>).data);
    if (!toast) return;
    count(toast.unseen);
    show(region, toast);
  });
  addEventListener("pagehide", () => live.close());
}

function read(data: string): Toast | null {
  try {
    const toast = JSON.parse(data) as Toast;
    // Only paths of this node are opened.
    return toast.href.startsWith("/") && !toast.href.startsWith("//") ? toast : null;
  } catch {
    return null;
  }
}

function count(unseen: number): void {
  for (const badge of document.querySelectorAll<HTMLElement>("[data-alerts]")) {
    badge.textContent = String(unseen);
    badge.title = `${said(document.body, "Unseen")}: ${unseen}`;
    badge.hidden = unseen === 0;
  }
}

function show(region: HTMLElement, toast: Toast): void {
  if (document.getElementById(`toast-${toast.id}`)) return;
  const box = document.createElement("section");
  const verdict = VERDICTS.includes(toast.verdict) ? toast.verdict : "note";
  box.id = `toast-${toast.id}`;
  box.className = `toast ${verdict}`;
  box.append(icon(verdict), words(toast), close(box));
  region.prepend(box);
  while (region.children.length > TOASTS_MAX) region.lastElementChild?.remove();
}

function words(toast: Toast): HTMLElement {
  const words = document.createElement("p");
  const title = document.createElement("b");
  title.textContent = toast.title;
  const text = document.createElement("bdi");
  text.textContent = toast.text;
  const link = document.createElement("a");
  link.href = toast.href;
  link.textContent = said(document.body, "Open");
  words.append(title, " ", text, " ", link);
  return words;
}

function close(box: HTMLElement): HTMLElement {
  const button = document.createElement("button");
  button.type = "button";
  button.setAttribute("aria-label", said(document.body, "Dismiss"));
  button.append(icon("cross"));
  button.addEventListener("click", () => box.remove());
  return button;
}

function icon(name: string): SVGElement {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(space, "use");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}
