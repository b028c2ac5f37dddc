// Small conveniences: copy a secret, print, ask before what cannot be undone, close a menu by Escape.
import { said } from "./part";

export function small(): void {
  // A form that came back: to the first field that needs attention.
  document.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  for (const button of document.querySelectorAll<HTMLElement>("[data-copy]")) copies(button);
  for (const button of document.querySelectorAll<HTMLElement>("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-confirm]")) {
    form.addEventListener("submit", (event) => {
      if (!confirm(form.dataset["confirm"])) event.preventDefault();
    });
  }
  const menu = document.querySelector<HTMLDetailsElement>("details.who");
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu?.open) return;
    menu.open = false;
    menu.querySelector("summary")?.focus();
  });
  document.addEventListener("click", (event) => {
    if (menu?.open && !menu.contains(event.target as Node)) menu.open = false;
  });
}

function copies(button: HTMLElement): void {
  const source = document.getElementById(button.dataset["copy"] ?? "");
  if (!source || !navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(source.textContent ?? "");
    button.textContent = said(button, "Done");
  });
}
