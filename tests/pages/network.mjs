// What goes on between members: a hit that both sides answer while their pages are open, and a record that is shared,
// looked at and taken back. The other member is a node of its own.
import assert from "node:assert/strict";
import { text } from "./visit.mjs";

const WHY = "purpose=investigation";
const OTHER = "RS";
const NEWS_MS_MAX = 30_000;

/** A telephone that this run of this language alone uses. */
let used = 0;
const phone = (visit) => `+2289${visit.language === "en" ? 1 : 2}${String(Date.now() % 1000).padStart(3, "0")}${String(100 + used++)}`;

const body = (number, audience) => ({ kind: "Phone", properties: { phone: [number] }, status: "under-watch", action: "Ask the owner", handling: { audience } });

async function files(node, number, audience) {
  const { status, body: filed } = await node.ask("investigator", "POST", `/api/v1/records?${WHY}`, body(number, audience));
  assert.equal(status, 201);
  return filed.id;
}

/** What a question over the API gives once it gives something. */
async function until(asked, wanted) {
  for (const late = Date.now() + NEWS_MS_MAX; Date.now() < late; ) {
    const got = await asked();
    const found = wanted(got);
    if (found) return found;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`not within ${NEWS_MS_MAX / 1000} s: ${wanted}`);
}

const hitOf = (node, record) =>
  until(
    () => node.ask("investigator", "GET", `/api/v1/hits?${WHY}&open=true&limit=200`),
    ({ body: told }) => told.hits?.find((hit) => hit.our_record?.id === record),
  );

async function hit(visit) {
  const [number, other] = [phone(visit), visit.node.others[OTHER]];
  const ours = await files(visit.node, number, ["own"]);
  const page = await visit.page("investigator");
  await page.goto("/check");
  await page.evaluate(() => (globalThis.here = true));
  await files(other, number, ["TG"]);
  const toast = page.locator(".toast", { hasText: visit.say("hit-new") }).first();
  await toast.waitFor({ timeout: NEWS_MS_MAX });
  assert.ok(!(await text(toast)).includes(number), "it says with whom, and nothing of a record");
  await page.locator("nav [data-hits]:not([hidden])").waitFor();
  const { id } = await hitOf(visit.node, ours);
  await page.goto(`/hits/${id}?${WHY}`);
  await page.evaluate(() => (globalThis.here = true));
  await page.locator("table.beside").waitFor();
  assert.ok(!(await text(page.locator("main"))).includes("Ask the owner"), "nothing is asked to be done yet");
  const said = await other.ask("investigator", "POST", `/api/v1/hits/${id}/answer`, { word: "confirmed" });
  assert.equal(said.status, 204);
  await page.locator("section[aria-labelledby=said] dd", { hasText: visit.say("hit-word-confirmed") }).waitFor({ timeout: NEWS_MS_MAX });
  assert.ok(await page.evaluate(() => globalThis.here), "without reading the page again");
  await page.waitForTimeout(350);
  await page.keyboard.press("a");
  await page.locator("section[aria-labelledby=said] dd", { hasText: visit.say("hit-word-acknowledged") }).waitFor();
  await page.waitForTimeout(350);
  await page.keyboard.press("c");
  await page.locator(".notice", { hasText: visit.say("hit-state-confirmed") }).waitFor();
  assert.ok((await text(page.locator("main"))).includes("Ask the owner"), "now it is said what the owner asks for");
  await until(
    () => other.ask("investigator", "GET", `/api/v1/hits/${id}?${WHY}`),
    ({ body: told }) => told.state === "confirmed",
  );
}

async function scriptless(visit) {
  const [number, other] = [phone(visit), visit.node.others[OTHER]];
  const ours = await files(visit.node, number, [OTHER]);
  await files(other, number, ["own"]);
  const { id } = await hitOf(visit.node, ours);
  const page = await visit.page("investigator", { javaScriptEnabled: false });
  await page.goto(`/hits?${WHY}`);
  await page.locator(`.twins a[href^='/hits/${id}']`).click();
  assert.ok((await text(page.locator("main"))).includes("NCB Belgrade"), "whom to ask");
  assert.equal(await page.locator("table.beside").count(), 0, "what they keep to themselves is not shown");
  await page.locator("form.judge button[value=refuted]").click();
  await page.locator(".notice.done", { hasText: visit.say("done-hit-answered") }).waitFor();
  assert.equal(await page.locator("form.judge").count(), 0, "what is decided stays decided");
  await page.goto(`/hits?${WHY}&shown=theirs`);
  await page.locator(`.twins a[href^='/hits/${id}']`).waitFor();
}

async function shared(visit) {
  const [number, other] = [phone(visit), visit.node.others[OTHER]];
  const page = await visit.page("investigator");
  await page.goto(`/records/new?kind=Phone&${WHY}`);
  await page.locator("#f-phone").fill(number);
  await page.locator("input[name=audience][value=members]").check();
  await page.locator(`input[name=members][value=${OTHER}]`).check();
  await page.locator("form button.primary").click();
  await page.waitForURL(/\/records\/[0-9a-f]{32}/);
  const id = page.url().match(/records\/([0-9a-f]{32})/)[1];
  const holders = page.locator("#sharing .holders li");
  await holders.filter({ has: page.locator("use[href='#i-done']") }).waitFor({ timeout: NEWS_MS_MAX });
  const opened = await until(
    () => other.ask("investigator", "GET", `/api/v1/records/${id}?${WHY}`),
    (told) => told.status === 200 && told,
  );
  assert.equal(opened.body.properties.phone[0], number);
  await until(
    () => visit.node.ask("investigator", "GET", `/api/v1/window?record=${id}&${WHY}`),
    ({ body: told }) => told.looks.length > 0,
  );
  await page.goto(`/window?record=${id}&${WHY}`);
  assert.ok((await text(page.locator("#window"))).includes(visit.say("look-opened")), "who looked is shown");
  await page.goto(`/records/${id}/withdraw?${WHY}`);
  await page.locator("[name=words]").fill("an error");
  await page.locator("form button.danger").click();
  await page.locator(".notice.done").waitFor();
  await until(
    () => other.ask("investigator", "GET", `/api/v1/records/${id}?${WHY}`),
    (told) => told.status === 404,
  );
  await until(
    () => visit.node.ask("investigator", "GET", `/api/v1/recalls?${WHY}`),
    ({ body: told }) => told.recalls.every((recall) => recall.record !== id),
  );
}

/** A passport that only Tunis knows, which gave it to the hub. */
const KNOWN_IN_TUNIS = "X730415";

async function elsewhere(visit) {
  const page = await visit.page("investigator");
  await page.goto("/check");
  assert.ok(await page.locator("input[name=ask][value=hubs]").isChecked(), "the node's setting is shown");
  await page.locator("#f-text").fill(KNOWN_IN_TUNIS);
  await page.selectOption("#f-purpose", "investigation");
  await page.evaluate(() => (globalThis.here = true));
  await page.locator("form#check button.primary").click();
  await page.locator("#verdict.nothing").waitFor();
  await page.locator("#elsewhere .match.caution").waitFor({ timeout: NEWS_MS_MAX });
  const told = await text(page.locator("#elsewhere"));
  assert.ok(told.includes(visit.say("elsewhere-answered")), told);
  assert.ok(await page.evaluate(() => globalThis.here), "it is added without reading the page again");
  assert.equal(await page.locator("#elsewhere[data-waits]").count(), 0, "nobody is waited for any more");
  await page.locator("#elsewhere .match a[href^='/hits/']").waitFor();
  const href = await page.locator("#elsewhere .match a[href^='/hits/']").getAttribute("href");
  const id = href.match(/hits\/([0-9a-f]{32})/)[1];
  await until(
    () => visit.node.ask("investigator", "GET", `/api/v1/hits/${id}?${WHY}`),
    (told) => told.status === 200,
  );
  await page.goto(href);
  const hit = await text(page.locator("main"));
  assert.ok(hit.includes("NCB Tunis") && !hit.includes("Belkhouja"), "whom to ask, and nothing of what they know");
  const theirs = await until(
    () => visit.node.others.TN.ask("investigator", "GET", `/api/v1/hits/${id}?${WHY}`),
    (told) => told.status === 200 && told.body,
  );
  assert.equal(theirs.check.member, "TG");
  assert.ok(theirs.our_record.caption.includes("بالخوجة") || theirs.our_record.caption.includes("Belkhouja"));
}

async function elsewhereScriptless(visit) {
  const page = await visit.page("investigator", { javaScriptEnabled: false });
  await page.goto("/check");
  await page.locator("#f-text").fill(KNOWN_IN_TUNIS);
  await page.selectOption("#f-purpose", "investigation");
  await page.locator("form#check button.primary").click();
  await page.locator("#verdict.nothing").waitFor();
  await page.waitForTimeout(1500);
  const more = page.locator("#elsewhere .hint a");
  if ((await more.count()) > 0) await more.click();
  await page.locator("#elsewhere .match.caution").waitFor();
}

async function members(visit) {
  visit.expect(/403/);
  for (const role of ["administrator", "investigator"]) {
    const page = await visit.page(role);
    await page.goto("/network");
    assert.ok((await text(page.locator("section[aria-labelledby=members]"))).includes("NCB Belgrade"), role);
  }
  const page = await visit.page("frontline");
  assert.equal((await page.goto("/network")).status(), 403);
  assert.equal((await page.goto(`/hits?${WHY}`)).status(), 403);
  assert.equal(await page.locator("nav a[href='/hits'], nav a[href='/network'], nav a[href='/window']").count(), 0);
}

export const network = [
  ["a hit comes to an open page, and both sides see what the other says", hit],
  ["a hit is answered without script, and says whom to ask", scriptless],
  ["a record is shared by ticking a name, and its owner sees who has it and who looked", shared],
  ["a check asks the hub at once, and what it answers leads to a hit", elsewhere],
  ["what the hub answers is read without script", elsewhereScriptless],
  ["those who keep the node or work with others see the network", members],
];
