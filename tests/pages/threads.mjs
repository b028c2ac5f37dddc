// Messages and requests: an officer lives in the inbox by keys alone, what they write is kept while they write, and without script
// plain forms do the same.
import assert from "node:assert/strict";
import { text } from "./visit.mjs";

const settled = (page) => page.waitForTimeout(350);

async function byKeys(visit) {
  const page = await visit.page("investigator");
  await page.goto("/threads?box=all");
  await page.locator(".threads a").first().waitFor();
  await settled(page);
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  const first = await page.locator(".threads a").first().getAttribute("href");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("href")), first, "k comes back to the first");
  await page.keyboard.press("Enter");
  await page.locator(".said").waitFor();
  await settled(page);
  await page.keyboard.press("r");
  assert.equal(await page.evaluate(() => document.activeElement.id), "f-text", "r begins a message");
  const words = `${visit.language}: we look into it`;
  await page.keyboard.type(words);
  await page.locator("[data-kept]", { hasText: visit.say("draft-kept") }).waitFor();
  await page.reload();
  assert.equal(await page.locator("#f-text").inputValue(), words, "what was written stands there again");
  await page.locator("button[value=said]").click();
  await page.locator(".said .text", { hasText: words }).waitFor();
  assert.equal(await page.locator("#f-text").inputValue(), "", "what is sent is no draft");
  await settled(page);
  await page.keyboard.press("?");
  assert.ok(await page.locator("details.keys[open]").isVisible(), "? tells the keys");
  await page.keyboard.press("u");
  await page.waitForURL(/\/threads\?/);
}

async function withoutScript(visit) {
  const page = await visit.page("investigator", { javaScriptEnabled: false });
  await page.goto("/threads/new?kind=whereabouts");
  await page.selectOption("#f-to", "RS");
  await page.fill("#f-subject", "Petrovic, Jana");
  await page.locator("button[formaction='/threads/draft']").click();
  assert.equal(await page.locator("#f-subject").inputValue(), "Petrovic, Jana", "its button keeps a draft");
  await page.locator("form[data-draft] button.primary").click();
  await page.locator(".said .text").waitFor();
  assert.equal(await text(page.locator("h1")), "Petrovic, Jana");
  await page.fill("#f-note", "for us alone");
  await page.locator("form[action$='/note'] button").click();
  await page.locator("li", { hasText: "for us alone" }).waitFor();
}

export const threads = [
  ["An officer lives in the inbox by keys, and what they write is kept", byKeys],
  ["Messages are written without script", withoutScript],
];
