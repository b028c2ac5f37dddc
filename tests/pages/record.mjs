// The record page: what is known, from whom, since when, and what it is linked with.
import assert from "node:assert/strict";
import { ask } from "./check.mjs";
import { text } from "./visit.mjs";

/** Opens the record of the first match with this caption. */
export async function openMatch(page, question, caption) {
  await page.goto("/check");
  await ask(page, question);
  const [link, record] = [page.locator("[data-match] h4 a", { hasText: caption }).first(), page.locator("article.record h1")];
  await link.click();
  // News may come over the link in the moment of the click, on a slow machine: then one clicks again.
  await record.waitFor({ timeout: 5000 }).catch(() => page.url().includes("/check") && link.click());
  await record.waitFor();
}

export function idOf(page) {
  return new URL(page.url()).pathname.split("/").at(-1);
}

async function whole(visit) {
  const page = await visit.page("analyst");
  await openMatch(page, "نبيل فرجاني", "Nabil Ferjani");
  assert.equal(await text(page.locator("article.record h1 bdi").first()), "Nabil Ferjani");
  const card = (id) => text(page.locator(`section[aria-labelledby=${id}]`));
  assert.match(await card("stated"), /Nabil Fardjani/, "other names");
  assert.match(await card("source"), /register/, "the list it is from");
  assert.ok((await card("handling")).includes(visit.say("level-means-official")), "how it is to be handled");
  assert.ok((await card("history")).includes(visit.say("act-filed")), "when it was filed");
  assert.match(await text(page.locator(".head .action")), /inform the owner/, "what the owner asks");
}

async function walk(visit) {
  const page = await visit.page("analyst");
  await openMatch(page, "نبيل فرجاني", "Nabil Ferjani");
  await page.locator("ul.links a", { hasText: "Jasmine Shore" }).click();
  await page.locator("article.record h1", { hasText: "Jasmine Shore" }).waitFor();
  assert.match(page.url(), /purpose=/, "the purpose goes along");
  await page.locator("ul.links a", { hasText: "550 1234" }).first().click();
  await page.locator("ul.links a", { hasText: "Ninth Wave" }).waitFor();
}

async function why(visit) {
  const page = await visit.page("analyst");
  await openMatch(page, "B 417 QZX", "B 417 QZX");
  const id = idOf(page);
  await page.goto(`/records/${id}`);
  await page.locator("h1", { hasText: visit.say("why-title") }).waitFor();
  await page.selectOption("#f-purpose", "investigation");
  await page.locator("main form button.primary").click();
  await page.locator("article.record h1").waitFor();
  assert.equal(idOf(page), id);
}

async function absent(visit) {
  visit.expect(/404/);
  const page = await visit.page("analyst");
  const response = await page.goto("/records/00000000000000000000000000000000?purpose=investigation");
  assert.equal(response.status(), 404);
  assert.equal(await text(page.locator("main h1")), visit.say("trouble-not-found"));
}

export const record = [
  ["a match opens its record with names, source, handling and history", whole],
  ["links lead from a recruiter to his group, its phone and the other group", walk],
  ["a record opened without a purpose asks for one", why],
  ["what is not there is said on a page", absent],
];
