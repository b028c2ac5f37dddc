// Standing checks: a question that stays open, and the alert on the open page when a new record answers it.
import assert from "node:assert/strict";
import { ask } from "./check.mjs";
import { text } from "./visit.mjs";

const NAMES = { en: ["Ildegarda Fontanarrosa", "1991-03-05"], ar: ["Quirino Zavattaro", "1988-12-21"] };

async function live(visit) {
  const [name, born] = NAMES[visit.language];
  const page = await visit.page("frontline");
  await page.goto("/check");
  await ask(page, `${name}, ${born}`);
  assert.equal(await text(page.locator("#verdict h2")), visit.say("nothing-here"));
  await page.locator("details.stand > summary").click();
  await page.locator("details.stand form button").click();
  await page.locator("table bdi", { hasText: name.split(" ")[1] }).first().waitFor();
  await page.goto("/check");
  await page.evaluate(() => (globalThis.samePage = true));
  // Typing goes on while the alert comes.
  await page.locator("#f-text").fill("half a que");
  const filed = await visit.node.ask("analyst", "POST", "/api/v1/records", {
    kind: "Person", properties: { name: [name], birthDate: [born] }, status: "wanted", action: "Detain and inform the owner", purpose: "investigation",
  });
  assert.equal(filed.status, 201, JSON.stringify(filed.body));
  const toast = page.locator(".toast", { hasText: name });
  await toast.waitFor();
  assert.equal(await page.evaluate(() => globalThis.samePage), true, "without a reload");
  assert.equal(await page.locator("#f-text").inputValue(), "half a que", "and nothing typed is lost");
  assert.match(await text(page.locator("[data-alerts]")), /[1-9]/, "the navigation counts it");
  await visit.shoot(page, "toast");
  await toast.locator("a").click();
  await page.locator("article.record h1", { hasText: name }).waitFor();
  await seen(visit, page, name);
}

async function seen(visit, page, name) {
  await page.goto("/standing");
  const alert = page.locator("ol.alerts > li", { hasText: name });
  await visit.shoot(page, "alert");
  await alert.locator("form[action$='/seen'] button").click();
  await page.locator(".notice.done").waitFor();
  assert.equal(await text(page.locator(".notice.done")), visit.say("done-alert-seen"));
  await page.locator("ol.alerts > li.seen", { hasText: name }).waitFor();
  await page.locator("tr", { hasText: name.split(" ")[1] }).locator("form[action$='/close'] button").click();
  assert.equal(await text(page.locator(".notice.done")), visit.say("done-standing-closed"));
}

export const standing = [["a question kept open alerts its officer on the open page, and can be closed", live]];
