// Lists: brought in by upload, with live progress, and the refused rows named.
import assert from "node:assert/strict";
import { ask, captions } from "./check.mjs";
import { text } from "./visit.mjs";

const PERSONS = 20_000;
/** The index follows the journal; a build for testing on a busy machine takes a while for as many. */
const INDEXED_MS_MAX = 60_000;
const SYLLABLES = ["ba", "lo", "ki", "mu", "ra", "tes", "no", "vil", "ga", "sho", "den", "pir"];

/** A name of its own for each number: persons who share names by the dozen would all be put before people as twins. */
function name(at) {
  const word = (n) => [0, 1, 2, 3, 4].map((place) => SYLLABLES[Math.floor(n / 12 ** place) % 12]).join("");
  const great = (text) => text[0].toUpperCase() + text.slice(1);
  return `${great(word(at * 7_919))} ${great(word(at * 104_729 + 11))}`;
}

/** FollowTheMoney lines: many good ones, and three that no reader can take. */
function file(language) {
  const person = (at) => JSON.stringify({ id: `${language}-${at}`, schema: "Person", properties: { name: [name(at + (language === "en" ? 0 : PERSONS))], birthDate: [`19${50 + (at % 50)}-0${1 + (at % 9)}-11`] } });
  const lines = Array.from({ length: PERSONS }, (_, at) => person(at));
  lines[10] = '{"id": "cut", "schema": "Per';
  lines[500] = '{"schema": "Person", "properties": {"name": ["No Id"]}}';
  lines[PERSONS - 1] = "not JSON at all";
  lines.push(JSON.stringify({ id: `${language}-last`, schema: "Person", properties: { name: [`Zebulon Quartermaine ${language.toUpperCase()}`], birthDate: ["1969-07-20"] } }));
  return { name: "persons.ftm.json", mimeType: "application/json", buffer: Buffer.from(`${lines.join("\n")}\n`) };
}

async function upload(visit) {
  const page = await visit.page("analyst");
  await page.goto("/lists");
  await page.fill("#f-list", `uploaded-${visit.language}`);
  await page.selectOption("#f-format", "ftm");
  await page.setInputFiles("#f-files", file(visit.language));
  const seen = [];
  await page.exposeFunction("sawProgress", (line) => seen.push(line));
  await page.addInitScript(() => {
    const tell = () => {
      const progress = document.querySelector("#progress");
      if (progress) globalThis.sawProgress(`${progress.querySelector(".state")?.className} ${progress.querySelector("progress")?.value}`);
    };
    new MutationObserver(tell).observe(document, { childList: true, subtree: true });
  });
  await page.locator("form[action='/imports'] button.primary").click();
  await page.locator("#progress .state.ended").waitFor({ timeout: 90_000 });
  assert.ok(new Set(seen).size >= 2, `progress is seen to move: ${[...new Set(seen)].join(", ")}`);
  await refusals(visit, page);
  await page.goto("/lists");
  await page.locator("section[aria-labelledby=lists] th", { hasText: `uploaded-${visit.language}` }).waitFor();
}

async function refusals(visit, page) {
  const refused = page.locator("section[aria-labelledby=refused]");
  await refused.locator("tbody tr").first().waitFor();
  const rows = await refused.locator("tbody tr").count();
  assert.equal(rows, 3, await text(refused));
  const told = (await text(refused)).replace(/[.,\u066b\u066c\u00a0\u202f ]/g, "");
  for (const line of [11, 501, PERSONS]) assert.ok(told.includes(String(line)), `line ${line} is named: ${told}`);
  assert.ok((await text(refused)).includes("persons.ftm.json"), "and its file");
  const fresh = (await text(page.locator(".tallies .new dd"))).replace(/\D/g, "");
  assert.equal(fresh, String(PERSONS - 2), "all other rows were taken");
  await visit.shoot(page, "import.refused");
}

async function searchable(visit) {
  const page = await visit.page("frontline");
  const until = Date.now() + INDEXED_MS_MAX;
  for (;;) {
    await page.goto("/check");
    await ask(page, `Zebulon Quartermaine ${visit.language.toUpperCase()}, 1969`);
    if ((await captions(page)).some((caption) => caption.includes("Quartermaine"))) return;
    assert.ok(Date.now() < until, "what was brought in is found");
    await page.waitForTimeout(1000);
  }
}

async function faulty(visit) {
  visit.expect(/4\d\d/);
  const page = await visit.page("analyst");
  await page.goto("/lists");
  await page.fill("#f-list", "");
  await page.selectOption("#f-format", "csv");
  await page.setInputFiles("#f-files", { name: "x.csv", mimeType: "text/csv", buffer: Buffer.from("a,b\n1,2\n") });
  await page.locator("form[action='/imports'] button.primary").click();
  await page.locator(".notice.caution").first().waitFor();
  assert.ok((await page.locator("[aria-invalid=true], .flaw").count()) > 0 || (await page.locator(".trouble").count()) > 0, "what is wrong is said");
}

export const lists = [
  ["a list is brought in by upload, its progress is live, its refused rows are named", upload],
  ["what was brought in answers the next check", searchable],
  ["an upload without a name and columns is sent back with what is wrong", faulty],
];
