// Keys that stand for a button or a link of the page: `data-keys="s x"`. A key that is held down, or that was meant for
// the page before, presses nothing.
const SETTLE_MS = 300;

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable]") !== null;
}

export function keys(): void {
  const shown = performance.now();
  document.addEventListener("keydown", (event) => {
    const other = event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat;
    if (other || typing(event.target) || performance.now() - shown < SETTLE_MS) return;
    // Enter on something that can be pressed presses that.
    if (event.key === "Enter" && event.target instanceof HTMLElement && event.target.closest("a, button, summary")) return;
    const meant = [...document.querySelectorAll<HTMLElement>("[data-keys]")].find((one) => one.dataset["keys"]?.split(" ").includes(event.key));
    if (!meant) return;
    event.preventDefault();
    meant.click();
  });
}
