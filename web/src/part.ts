// Asks the node for a part of a page and puts it in its place. No text ever becomes markup here but what the node's own
// templates rendered, parsed as a document of its own.

/** The part of that id out of an answer, or nothing where the answer is another page (signed out, an error). */
export function partOf(html: string, id: string): HTMLElement | null {
  const document_ = new DOMParser().parseFromString(html, "text/html");
  const part = document_.getElementById(id);
  return part ? document.importNode(part, true) : null;
}

/** Replaces the element of that id by its new state; tells whether it could. */
export async function refresh(id: string, answer: Response): Promise<HTMLElement | null> {
  const old = document.getElementById(id);
  const part = partOf(await answer.text(), id);
  if (!old || !part) return null;
  old.replaceWith(part);
  return part;
}

export function fetchPart(url: string, part: string, init: RequestInit = {}): Promise<Response> {
  return fetch(url, { ...init, headers: { ...init.headers, "X-Fragment": part, Accept: "text/html" }, credentials: "same-origin" });
}

/** A text of the page, in the officer's language. */
export function said(element: HTMLElement, name: string): string {
  return element.dataset[`say${name}`] ?? "";
}
