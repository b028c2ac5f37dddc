// The inspector: who looked at whom, why and when, and the export of it.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { openMatch, idOf } from "./record.mjs";
import { text } from "./visit.mjs";

async function whoLooked(visit) {
  const analyst = await visit.page("analyst");
  await openMatch(analyst, "نبيل فرجاني", "Nabil Ferjani");
  const id = idOf(analyst);
  const page = await visit.page("inspector");
  await page.goto("/log");
  await page.fill("#f-object", id);
  await page.selectOption("#f-kind", "opened");
  await page.locator("form.filter button.primary").click();
  const row = page.locator("table.log tbody tr").first();
  const told = await text(row);
  assert.match(told, /Analyst/, "who");
  assert.ok(told.includes(visit.say("act-opened")), `what: ${told}`);
  assert.ok(told.includes(id.slice(0, 8)), "whom");
  assert.match(await row.locator("time").getAttribute("datetime"), /^\d{4}-\d\d-\d\dT/, "when");
  const why = await text(row.locator("td").last());
  assert.notEqual(why, "–", "why");
  await exported(page, id);
}

async function exported(page, id) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("a[href^='/log.csv']").click()]);
  const csv = await readFile(await download.path(), "utf8");
  const rows = csv.trim().split(/\r?\n/);
  assert.ok(rows.length >= 2, csv.slice(0, 400));
  assert.match(csv, new RegExp(id), "the same selection");
  assert.ok(rows.slice(1).every((row) => row.includes("opened")), "and nothing else");
  await page.goto("/log?kind=log-exported");
  assert.ok((await page.locator("table.log tbody tr").count()) > 0, "the export is on record itself");
}

async function verified(visit) {
  const page = await visit.page("inspector");
  await page.goto("/log");
  await page.locator("form[action='/log/verify'] button").click({ timeout: 60_000 });
  await page.locator(".logstate .notice.done").waitFor({ timeout: 60_000 });
  const told = await text(page.locator(".logstate .notice.done"));
  assert.match(told, /[0-9\u0660-\u0669]/, told);
  const state = await text(page.locator(".logstate dl"));
  assert.ok(state.includes(visit.say("log-key")), state);
  assert.match(state, /(\d{5} ){7}\d{5}/, "the key that signs, as it is read aloud");
}

async function onlyWatches(visit) {
  visit.expect(/40[34]/);
  const page = await visit.page("inspector");
  for (const path of ["/check", "/lists", "/officers", "/clients"]) {
    const response = await page.goto(path);
    assert.ok([403, 404].includes(response.status()), `${path}: ${response.status()}`);
  }
}

export const oversight = [
  ["the inspector sees who looked at whom, why and when, and takes it out as CSV", whoLooked],
  ["the inspector verifies the log", verified],
  ["the inspector only watches", onlyWatches],
];
