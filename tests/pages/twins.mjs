// Twins: an analyst goes through pairs by keyboard alone, by forms without script, and looks at what hangs together.
import assert from "node:assert/strict";
import { text } from "./visit.mjs";

const WHY = "purpose=investigation";

/** Two records of one person, told by two officers; no other record is like them. Gives their ids once they wait. */
export async function pairOf(visit, name, other, born = "1981-03-13") {
  const ids = [];
  for (const called of [name, other]) {
    const body = { kind: "Person", properties: { name: [called], birthDate: [born], nationality: ["tg"] }, status: "wanted" };
    const { status, body: filed } = await visit.node.ask("analyst", "POST", `/api/v1/records?${WHY}`, body);
    assert.equal(status, 201);
    ids.push(filed.id);
  }
  const pair = ids.toSorted().join("-");
  // Whoever looks for twins may still be behind the thousands of rows that another case has just imported.
  for (const until = Date.now() + 300_000; Date.now() < until; ) {
    const { body } = await visit.node.ask("analyst", "GET", `/api/v1/twins/${pair}?${WHY}`);
    if (body?.waits) return { ids, pair };
    await new Promise((done) => setTimeout(done, 200));
  }
  throw new Error(`the node did not find that ${name} and ${other} may be one`);
}

/** Names that this language alone uses, so that two runs over one node do not meet. */
const names = (visit) => (visit.language === "en" ? ["Yawovi Agbodjan", "Yawovi Agbodjann", "Sena Tchalla", "Séna Tchalla"] : ["Kossivi Amegan", "Kossivi Amégan", "Dela Fiagan", "Déla Fiagan"]);

const settled = (page) => page.waitForTimeout(350);

async function keyboard(visit) {
  const [one, other, third, fourth] = names(visit);
  const { pair } = await pairOf(visit, one, other);
  await pairOf(visit, third, fourth, "1990-05-05");
  const page = await visit.page("analyst");
  await page.goto(`/twins?${WHY}`);
  await page.selectOption("#f-kind", "Person");
  await page.locator("form.narrowed button").click();
  await page.waitForURL(/kind=Person/);
  await page.locator(".twins a").first().waitFor();
  await settled(page);
  await page.keyboard.press("Enter");
  await page.locator("form.judge").waitFor();
  await page.goto(`/twins/${pair}?${WHY}`);
  await settled(page);
  await page.keyboard.press("u");
  await page.locator(".notice.done button[data-keys=z]").waitFor();
  assert.ok((await text(page.locator(".notice.done").first())).includes(visit.say("judgement-unsure")), "what was judged is said");
  assert.ok(!page.url().includes(pair), "the next pair is there");
  await settled(page);
  await page.keyboard.press("z");
  await page.waitForURL((url) => url.pathname.includes(pair));
  assert.ok((await text(page.locator(".notice.done").first())).includes(visit.say("done-judgement-undone")));
  await settled(page);
  await page.keyboard.press("s");
  await page.locator(".notice.done button[data-keys=z]").waitFor();
  await page.goto(`/twins?${WHY}&judgement=same`);
  await page.locator(".twins a", { hasText: other }).first().waitFor();
}

async function held(visit) {
  const [one, other] = names(visit).map((name) => `${name} Edem`);
  const { pair } = await pairOf(visit, one, other, "1977-07-07");
  const page = await visit.page("analyst");
  await page.goto(`/twins/${pair}?${WHY}`);
  await settled(page);
  await page.evaluate(() => document.dispatchEvent(new KeyboardEvent("keydown", { key: "s", repeat: true, bubbles: true })));
  await page.locator(".judge details > summary").click();
  await page.locator("#f-words").fill("sdu");
  assert.ok(page.url().includes(pair), "a key that is held down, or typed into a field, judges nothing");
  await page.locator(".judge button.different").click();
  await page.waitForURL((url) => !url.pathname.includes(pair));
  await page.goto(`/twins/${pair}?${WHY}`);
  assert.ok((await text(page.locator("section[aria-labelledby=judged]"))).includes("sdu"), "the words are kept");
}

async function scriptless(visit) {
  const [one, other] = names(visit).map((name) => `${name} Koku`);
  const { ids, pair } = await pairOf(visit, one, other, "1969-09-09");
  const page = await visit.page("analyst", { javaScriptEnabled: false });
  await page.goto(`/twins/${pair}?${WHY}`);
  assert.ok((await text(page.locator("table.beside tr.equal").first())).includes(visit.say("agreement-equal")));
  await page.locator(".judge button.same").click();
  await page.goto(`/records/${ids[0]}/profile?${WHY}`);
  const values = await text(page.locator("section[aria-labelledby=values]"));
  assert.ok(values.includes(one) && values.includes(other), "every value, each with its owner");
  await page.locator("section[aria-labelledby=judgements] form button").click();
  await page.waitForURL((url) => url.pathname.includes(pair));
  await page.goto(`/records/${ids[0]}/profile?${WHY}`);
  assert.ok((await text(page.locator("section[aria-labelledby=records]"))).includes(visit.say("profile-alone")));
}

async function faster(visit) {
  visit.expect(/409/);
  const [one, other] = names(visit).map((name) => `${name} Mawuli`);
  const { ids, pair } = await pairOf(visit, one, other, "1988-08-08");
  const page = await visit.page("analyst");
  await page.goto(`/twins/${pair}?${WHY}`);
  const body = { one: ids[0], two: ids[1], judgement: "different" };
  const judged = await visit.node.ask("analyst", "POST", "/api/v1/judgements", body);
  assert.equal(judged.status, 201);
  await settled(page);
  await page.keyboard.press("s");
  await page.locator("main h1", { hasText: visit.say("trouble-conflict") }).waitFor();
}

async function stranger(visit) {
  visit.expect(/403/);
  const page = await visit.page("frontline");
  assert.equal(await page.locator("nav a[href='/twins']").count(), 0);
  const response = await page.goto(`/twins?${WHY}`);
  assert.equal(response.status(), 403);
}

export const twins = [
  ["twins are judged, taken back and judged again by keyboard alone", keyboard],
  ["a key that is held down or typed into a field judges nothing", held],
  ["twins are judged and a profile taken apart without script", scriptless],
  ["a pair that somebody else has judged meanwhile is a conflict", faster],
  ["who may not judge is shown no twins", stranger],
];
