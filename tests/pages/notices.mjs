// Notices: strangers read the extract without script, the sheet of paper is one page in every language, and what is written of a
// notice is kept.
import assert from "node:assert/strict";
import { PHONE, text } from "./visit.mjs";

const WHY = "purpose=investigation&legal_basis=art.+7&reference=D+21";

async function strangers(visit) {
  const hub = visit.node.others["X-HUB"];
  const outside = { url: hub.public };
  const list = await (await fetch(`${hub.public}/notices/v1/yellow?name=dossou`)).json();
  assert.equal(list.total, 1);
  const [one] = list._embedded.notices;
  assert.match(one.entity_id, /^\d{4}\/\d+$/);
  const detail = await (await fetch(one._links.self.href)).json();
  assert.equal(detail.mother_forename, "Akossiwa");
  assert.ok(!JSON.stringify(detail).includes("TG0931175"), "a passport is not for the public");
  const images = await (await fetch(one._links.images.href)).json();
  const picture = await fetch(images._embedded.images[0]._links.self.href);
  assert.equal(picture.headers.get("content-type"), "image/jpeg");
  assert.equal((await fetch(`${hub.public}/sign-in`)).status, 404, "nothing else is there");
  for (const [name, viewport] of [["wide", undefined], ["phone", PHONE]]) {
    const page = await visit.stranger({ javaScriptEnabled: false, ...(viewport ? { viewport } : {}) }, outside);
    await page.goto(`/?lang=${visit.language}`);
    assert.equal(await text(page.locator("h1")), visit.say("public-title"));
    await visit.shoot(page, `public-${name}`);
    await page.fill("#f-name", "Dossou");
    await page.locator(".public-find button").click();
    await page.locator(".public-list a").first().click();
    await page.locator(".public-pictures img").waitFor();
    assert.ok((await text(page.locator("main"))).includes("Akossiwa"));
    await visit.shoot(page, `public-notice-${name}`);
  }
}

async function onPaper(visit) {
  const page = await visit.page("investigator");
  await page.goto(`/notices?${WHY}`);
  await page.locator(".notices a", { hasText: "Agbenyega" }).click();
  await visit.shoot(page, "notice-wide");
  await page.locator("a[href*='/print']").click();
  await page.locator(".sheet h1").waitFor();
  for (const language of ["en", "fr", "es", "ar"]) {
    await page.locator(`.sheet-nav a[lang=${language}]`).click();
    await page.waitForFunction((language) => document.documentElement?.lang === language, language);
    const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true });
    const pages = pdf.toString("latin1").match(/\/Type\s*\/Page[^s]/g).length;
    assert.equal(pages, 1, `one sheet in ${language}`);
    if (language === visit.language) await visit.shoot(page, "notice-print");
  }
}

async function kept(visit) {
  const page = await visit.page("investigator", { viewport: PHONE });
  await page.goto("/notices/new?kind=yellow");
  const name = `Begun ${visit.language}`;
  await page.fill("#f-name", name);
  await page.locator("[data-kept]", { hasText: visit.say("draft-kept") }).waitFor();
  await visit.shoot(page, "notice-form-phone");
  await page.goto(`/notices?${WHY}`);
  await page.locator("li a", { hasText: name }).click();
  assert.equal(await page.locator("#f-name").inputValue(), name);
  await page.goto(`/notices?${WHY}&which=ours`);
  await visit.shoot(page, "notices-phone");
  await page.locator("li", { hasText: name }).locator("button[name=drop]").click();
  assert.equal(await page.locator("li", { hasText: name }).count(), 0);
  await page.goto(`/notices?${WHY}&which=ours`);
  await page.locator(".notices a", { hasText: "Koudjo" }).click();
  await visit.shoot(page, "notice-stopped-phone");
}

/** Until it is so, or half a minute is over; gives how long it took. */
async function until(what, is) {
  const began = Date.now();
  while (Date.now() - began < 30_000) {
    if (await is()) return Date.now() - began;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`not within 30 s: ${what}`);
}

async function cancelled(visit) {
  const { TN, "X-HUB": hub } = visit.node.others;
  // The last language ends it: before that the other cases read it.
  if (visit.language !== "ar") return;
  const [arrest, red] = [{ purpose: "arrest", legal_basis: "art. 7", text: "G0417702" }, `${hub.public}/notices/v1/red`];
  const before = (await TN.ask("frontline", "POST", "/api/v1/checks", arrest)).body;
  const [met] = before.matches;
  assert.deepEqual([met.live.stands, met.live.heard], [true, "confirmed"], "its owner says that it stands");
  assert.ok(met.action, "what is asked is told");
  const page = await visit.page("coordinator");
  await page.goto(`/notices?${WHY}`);
  await page.locator(".notices a", { hasText: "Agbenyega" }).click();
  const id = new URL(page.url()).pathname.split("/").pop();
  await page.fill("#f-words", "The person was found.");
  await page.locator("button[value=cancel]").click();
  await page.locator(".notice.done").waitFor();
  const gone = await until("the public extract", async () => (await (await fetch(red)).json()).total === 0);
  const path = `/api/v1/notices/${id}?${WHY}`;
  let told;
  const receipts = await until("all receipts", async () => {
    told = (await visit.node.ask("investigator", "GET", path)).body;
    return told.holders.length > 2 && told.holders.every((holder) => holder.confirmed_at) && told.fed.length > 2;
  });
  console.log(`         cancelled: out of the hub's extract after ${gone} ms, all receipts and reports ${receipts} ms later`);
  assert.equal((await TN.ask("frontline", "POST", "/api/v1/checks", arrest)).body.matches.length, 0, "no check finds it");
  await page.reload();
  await page.locator("#notice-fed").waitFor();
  await visit.shoot(page, "notice-cancelled");
}

export const notices = [
  ["Strangers read the public extract of notices without script", strangers],
  ["A notice is one sheet of paper in four languages", onPaper],
  ["What is written of a notice is kept until it is stated or thrown away", kept],
  ["A notice that is cancelled is gone everywhere, and its owner sees what became of the copies", cancelled],
];
