// Messages and requests: an officer lives in the inbox by keys alone, what they write is kept while they write, and without script
// plain forms do the same.
import assert from "node:assert/strict";
import { PHONE, WIDE, text } from "./visit.mjs";

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

const NEWS = { timeout: 30_000 };

/** One of ours asks, one of theirs answers, both at their pages, and neither reads theirs anew. */
async function betweenTwo(visit, viewport) {
  const theirs = visit.node.others.RS;
  const subject = `Markovic, Dragan (${visit.language} ${viewport.width})`;
  const asks = await visit.page("investigator", { viewport });
  await asks.goto("/threads/new?kind=whereabouts");
  await asks.selectOption("#f-to", "RS");
  await asks.fill("#f-subject", subject);
  await asks.fill("#f-about_name", subject);
  await asks.selectOption("#f-purpose", "investigation");
  await asks.locator("form[data-draft] button.primary").click();
  await asks.locator(".said .text").waitFor();
  await asks.evaluate(() => (globalThis.here = true));
  const answers = await visit.page("investigator", { viewport }, theirs);
  await answers.goto("/threads?box=new");
  await answers.locator(".threads a", { hasText: subject }).first().waitFor(NEWS);
  await answers.locator(".threads a", { hasText: subject }).first().click();
  await answers.locator(".said .text").waitFor();
  const news = (word) => asks.locator(".said .tag", { hasText: visit.say(`word-${word}`) });
  await asks.locator(".said .facts", { hasText: visit.say("mark-read", { moment: "" }).trim().split(" ")[0] }).last().waitFor(NEWS);
  await answers.locator("button[value=acknowledged]").click();
  await answers.locator(".notice.done").waitFor();
  await news("acknowledged").waitFor(NEWS);
  await visit.shoot(asks, `asked-${viewport.width}`);
  await answers.fill("#f-text", "He lives in Novi Sad.");
  await answers.locator("button[value=answered]").click();
  await answers.locator(".notice.done").waitFor();
  await news("answered").waitFor(NEWS);
  await asks.locator(".said .text", { hasText: "He lives in Novi Sad." }).waitFor();
  await asks.locator(".marks .badge", { hasText: visit.say("request-state-answered") }).waitFor();
  assert.ok(await asks.evaluate(() => globalThis.here), "without reading the page again");
  await visit.shoot(asks, `answered-${viewport.width}`);
  await visit.shoot(answers, `answering-${viewport.width}`);
}

/** A life is at risk: it stands on every page of ours until a person says that they are at work on it. */
async function life(visit) {
  visit.expect(/AudioContext/);
  const [theirs, subject] = [visit.node.others.RS, `Locked in a container (${visit.language})`];
  const page = await visit.page("investigator");
  await page.goto("/check");
  // Whoever looks into a page from here counts as somebody who has touched it, and lets it sound: before it has tried to, nobody does.
  const kept = page.waitForEvent("console", { predicate: (line) => /AudioContext/.test(line.text()), ...NEWS });
  const asks = await visit.page("investigator", {}, theirs);
  await asks.goto("/threads/new?kind=life-at-risk");
  assert.ok(await asks.locator("[name=life_at_risk]").isChecked(), "the form says what it is");
  await asks.selectOption("#f-to", "TG");
  await asks.fill("#f-subject", subject);
  await asks.fill("#f-text", "She called at 16:05.");
  await asks.selectOption("#f-purpose", "victim-protection");
  await asks.locator("form[data-draft] button.primary").click();
  await asks.locator(".said .text").waitFor();
  await kept;
  await page.waitForTimeout(1500);
  const toast = page.locator(".toast.stop", { hasText: visit.say("thread-life-new") });
  await toast.waitFor(NEWS);
  await toast.locator("small", { hasText: visit.say("script-silent") }).waitFor();
  await visit.shoot(page, "life-toast");
  await toast.locator("a").click();
  await page.locator("h1", { hasText: subject }).waitFor();
  await page.waitForTimeout(1500);
  assert.equal(await toast.count(), 0, "it does not hide the buttons of its own page");
  await page.locator("button[value=acknowledged]").click();
  await page.locator(".notice.done").waitFor();
  await asks.locator(".said .tag", { hasText: visit.say("word-acknowledged") }).waitFor(NEWS);
  await page.goto("/check");
  await page.waitForTimeout(1500);
  assert.equal(await toast.count(), 0, "somebody is at work on it");
}

export const threads = [
  ["A life at risk stands on every page until a person says that they are at work on it", life],
  ["An officer asks and one of another member answers, each on a page that changes by itself", (visit) => betweenTwo(visit, WIDE)],
  ["The same on a phone", (visit) => betweenTwo(visit, PHONE)],
  ["An officer lives in the inbox by keys, and what they write is kept", byKeys],
  ["Messages are written without script", withoutScript],
];
