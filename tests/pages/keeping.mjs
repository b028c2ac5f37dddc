// The administrator: adds officers and tokens, revokes them, and sees no content.
import assert from "node:assert/strict";
import { openMatch, idOf } from "./record.mjs";
import { enter, text } from "./visit.mjs";

async function addOfficer(visit) {
  const page = await visit.page("administrator");
  await page.goto("/officers");
  const name = `E. Adjovi ${visit.language}`;
  await page.fill("#f-name", name);
  await page.fill("#f-unit", "Investigations");
  await page.check("input[name=roles][value=investigator]");
  await page.selectOption("#f-clearance", "restricted");
  await page.selectOption("#f-language", visit.language);
  await page.locator("section[aria-labelledby=form] button.primary").click();
  const link = await text(page.locator("#secret"));
  assert.match(link, /^https?:\/\/\S+\/\w{16,}$/, "a link to hand over");
  await visit.shoot(page, "officer.link");
  const theirs = await visit.stranger();
  await enter(theirs, link);
  visit.sessions.set("investigator", await theirs.context().storageState());
  assert.equal(await theirs.locator("html").getAttribute("lang"), visit.language, "their own language from the first page on");
  assert.match(await text(theirs.locator("details.who")), /Adjovi/);
  await page.goto("/officers");
  assert.equal(await page.locator("#secret").count(), 0, "shown once");
  await page.locator("section[aria-labelledby=list] tr", { hasText: name }).waitFor();
}

async function status(visit, token) {
  const response = await fetch(`${visit.node.url}/api/v1/checks`, {
    method: "POST",
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    body: JSON.stringify({ purpose: "border-control", text: "P1234567 TGO" }),
  });
  return response.status;
}

async function token(visit) {
  const page = await visit.page("administrator");
  page.on("dialog", (dialog) => dialog.accept());
  await page.goto("/clients");
  const name = `gate 7 ${visit.language}`;
  await page.fill("#f-name", name);
  await page.check("input[name=roles][value=frontline]");
  await page.locator("section[aria-labelledby=form] button.primary").click();
  const secret = await text(page.locator("#secret"));
  assert.match(secret, /^lia_\S{20,}$/);
  await visit.shoot(page, "client.token");
  assert.equal(await status(visit, secret), 200, "the token opens the door");
  await page.goto("/clients");
  assert.equal(await page.locator("#secret").count(), 0, "shown once");
  await page.locator("tr", { hasText: name }).locator("form[action$='/revoke'] button").click();
  await page.locator(".notice.done").waitFor();
  assert.equal(await text(page.locator(".notice.done")), visit.say("done-client-revoked"));
  assert.equal(await status(visit, secret), 401, "and is refused from then on");
}

async function noContent(visit) {
  visit.expect(/40[34]/);
  const analyst = await visit.page("analyst");
  await openMatch(analyst, "نبيل فرجاني", "Nabil Ferjani");
  const id = idOf(analyst);
  const page = await visit.page("administrator");
  await page.goto("/officers");
  const places = await page.locator("header nav a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  for (const place of ["/check", "/lists", "/standing", "/log", "/records/new"]) assert.ok(!places.includes(place), `${place} is not offered: ${places}`);
  for (const path of ["/check", "/lists", "/log", "/log.csv", "/records/new", `/records/${id}?purpose=administration`, `/records/${id}?purpose=investigation`]) {
    const response = await page.goto(path);
    assert.ok([403, 404].includes(response.status()), `${path}: ${response.status()}`);
    assert.doesNotMatch(await page.content(), /Ferjani/, path);
  }
}

async function rules(visit) {
  const page = await visit.page("administrator");
  await page.goto("/rules");
  const box = page.locator("textarea#f-text");
  const before = await box.inputValue();
  assert.match(before, /permit/, "the rules are there to be read");
  visit.expect(/4\d\d/);
  await box.fill(`${before}\npermit (principal in Role::"nobody-at-all", action, resource`);
  await page.fill("#f-words", "to see what a damaged text does");
  await page.locator("form[action='/rules'] button.primary").click();
  await page.locator(".notice.stop").waitFor();
  assert.ok((await text(page.locator(".notice.stop"))).includes(visit.say("rules-faulty")));
  await page.goto("/rules");
  assert.equal(await box.inputValue(), before, "and nothing was changed");
}

async function thresholds(visit) {
  const page = await visit.page("administrator");
  await page.goto("/thresholds");
  const possible = page.locator("#f-possible");
  assert.ok((await page.locator(".outlook tbody tr").count()) >= 14, "what each would bring is shown");
  visit.expect(/422/);
  await possible.fill("200");
  await page.locator("form[action='/thresholds'] button.primary").click();
  await page.locator("#f-possible-flaw").waitFor();
  await page.goto("/thresholds");
  assert.equal(await possible.inputValue(), "50", "and nothing was changed");
  await possible.fill("47,5");
  await page.fill("#f-words", "to see whether it holds");
  await page.locator("form[action='/thresholds'] button.primary").click();
  await page.locator(".notice.done", { hasText: visit.say("done-thresholds-set") }).waitFor();
  assert.equal(await page.locator(".outlook .chosen").count(), 2);
  assert.equal(await possible.inputValue(), "47.5");
  await possible.fill("50");
  await page.locator("form[action='/thresholds'] button.primary").click();
  await page.waitForFunction(() => document.querySelector("#f-possible")?.value === "50");
}

export const keeping = [
  ["the administrator adds an officer, who comes in by the link that is shown once", addOfficer],
  ["the administrator makes a token that works, and revokes it at once", token],
  ["the administrator sees no content", noContent],
  ["rules that make no sense are not put in force", rules],
  ["thresholds are set in percent, and nonsense is not taken", thresholds],
];
