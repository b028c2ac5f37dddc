// The stream of what changes while a page is open. The browser connects again by itself when the line was broken.

export function live(): EventSource | null {
  const url = document.body.dataset["live"];
  if (!url || !("EventSource" in window)) return null;
  const stream = new EventSource(url);
  addEventListener("pagehide", () => stream.close());
  return stream;
}
