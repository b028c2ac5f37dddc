// Alerts of standing checks and hits with other members as they arrive: a toast that stays until it is opened or closed,
// and the count in the navigation.
import { said } from "./part";
import { isSilent, sound } from "./sound";

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
/** So long a browser takes to begin a sound, where it allows one. */
const ALLOWED_AFTER_MS = 500;

interface Threads {
  waiting: number;
  life: Toast | null;
}

interface Hits {
  waiting: number;
  toast: Toast | null;
}

export function alerts(stream: EventSource | null): void {
  const region = document.getElementById("toasts");
  if (!stream || !region) return;
  stream.addEventListener("alert", (event) => {
    const toast = read<Toast>((event as MessageEvent<string>).data);
    if (!toast) return;
    count("alerts", toast.unseen, "Unseen");
    if (isHere(toast)) show(region, toast);
  });
  stream.addEventListener("hits", (event) => {
    const hits = read<Hits>((event as MessageEvent<string>).data);
    if (!hits) return;
    count("hits", hits.waiting, "Hits");
    if (hits.toast && isHere(hits.toast)) show(region, hits.toast);
  });
  stream.addEventListener("threads", (event) => {
    const threads = read<Threads>((event as MessageEvent<string>).data);
    if (!threads) return;
    count("threads", threads.waiting, "Threads");
    sound(threads.life !== null);
    if (!threads.life || !isHere(threads.life)) return;
    show(region, threads.life);
    setTimeout(() => silent(threads.life), ALLOWED_AFTER_MS);
  });
}

function read<T>(data: string): T | null {
  try {
    return JSON.parse(data) as T;
  } catch {
    return null;
  }
}

/** Only paths of this node are opened. */
function isHere(toast: Toast): boolean {
  return toast.href.startsWith("/") && !toast.href.startsWith("//");
}

function count(of: string, waiting: number, words: string): void {
  for (const badge of document.querySelectorAll<HTMLElement>(`[data-${of}]`)) {
    badge.textContent = String(waiting);
    badge.title = `${said(document.body, words)}: ${waiting}`;
    badge.hidden = waiting === 0;
  }
}

/** Says that nothing is heard, until the officer has touched the page. */
function silent(toast: Toast | null): void {
  const words = document.querySelector(`#toast-${toast?.id} p`);
  if (!words || !isSilent() || words.querySelector("small")) return;
  const small = document.createElement("small");
  small.textContent = said(document.body, "Silent");
  words.append(" ", small);
  // Not as the finger comes down: what it is about to meet would move away under it.
  for (const touch of ["click", "keydown"]) addEventListener(touch, () => small.remove(), { once: true });
}

function show(region: HTMLElement, toast: Toast): void {
  if (document.getElementById(`toast-${toast.id}`)) return;
  // The page that it leads to stands open: it says so itself.
  if (new URL(toast.href, location.href).pathname === location.pathname) return;
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
