// Walking through a list by j and k: the link of the next or the one before gets the focus, and Enter opens it.
export function walk(): void {
  document.addEventListener("keydown", (event) => {
    const step = event.key === "j" ? 1 : event.key === "k" ? -1 : 0;
    const typing = event.target instanceof HTMLElement && event.target.closest("input, textarea, select");
    if (step === 0 || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const links = [...document.querySelectorAll<HTMLElement>("[data-walk] h3 a")];
    if (links.length === 0) return;
    const at = links.findIndex((link) => link === document.activeElement);
    const next = at < 0 ? (step > 0 ? 0 : links.length - 1) : Math.min(Math.max(at + step, 0), links.length - 1);
    event.preventDefault();
    links[next]?.focus();
  });
}
