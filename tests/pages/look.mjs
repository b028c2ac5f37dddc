// A look at every page: what axe-core finds, light and dark, wide and on a phone, and whether anything is wider than
// the screen.
import assert from "node:assert/strict";
import { axeSource } from "./browser.mjs";
import { ask, UNKNOWN } from "./check.mjs";
import { openMatch, idOf } from "./record.mjs";
import { pairOf } from "./twins.mjs";
import { PHONE, WIDE } from "./visit.mjs";

const GRAVE = ["serious", "critical"];

/** All rules, or of a view that differs in its colours alone those of colours. */
async function axe(page, rules) {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axeSource);
  const { violations } = await page.evaluate((rules) => {
    const options = { resultTypes: ["violations"] };
    if (rules) options.runOnly = { type: "rule", values: rules };
    return globalThis.axe.run(document, options);
  }, rules);
  const told = ({ id, impact, nodes }) => `${impact} ${id}: ${nodes.slice(0, 3).map((n) => `${n.html.slice(0, 160)} ${n.any[0]?.message ?? ""}`).join(" | ")}`;
  return violations.filter(({ impact }) => GRAVE.includes(impact)).map(told);
}

async function wider(page) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (over <= 0) return [];
  const which = await page.evaluate(() => {
    const { clientWidth } = document.documentElement;
    const out = [...document.querySelectorAll("main *, header *")].filter((e) => e.getBoundingClientRect().right > clientWidth + 1 || e.getBoundingClientRect().left < -1);
    return out.slice(0, 3).map((e) => e.outerHTML.slice(0, 100));
  });
  return [`${over} pixels wider than the screen: ${which.join(" | ")}`];
}

/** Four views of a page that is open, light and dark; in Arabic the two light ones, for its colours are those of the English page. */
async function examine(visit, page, name) {
  const found = [];
  for (const [screen, size] of Object.entries({ wide: WIDE, phone: PHONE })) {
    await page.setViewportSize(size);
    for (const colorScheme of visit.language === "en" || process.env.SHOTS ? ["light", "dark"] : ["light"]) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      const here = [...(await axe(page, colorScheme === "dark" ? ["color-contrast"] : undefined)), ...(await wider(page))];
      found.push(...here.map((one) => `${screen}, ${colorScheme}: ${one}`));
      await visit.shoot(page, `${name}.${screen}.${colorScheme}`);
    }
  }
  assert.deepEqual(found, []);
}

const go = (path) => async (page) => void (await page.goto(path));
const answer = (question) => async (page) => {
  await page.goto("/check");
  await ask(page, question);
};
const ofRecord = (path) => async (page) => {
  await openMatch(page, "نبيل فرجاني", "Nabil Ferjani");
  if (path !== "") await page.goto(`/records/${idOf(page)}${path}`);
};
async function whyPage(page) {
  await ofRecord("")(page);
  await page.goto(`/records/${idOf(page)}`);
}
async function inDetail(page) {
  await page.goto("/check");
  await page.locator("details.detailed > summary").click();
  await page.locator("input[name=kind][value=Person]").check({ force: true });
}
async function faultyFiling(page) {
  await page.goto("/records/new?kind=Person&purpose=investigation");
  await page.locator("#f-birthDate").fill("the day after tomorrow");
  await page.selectOption("#f-purpose", "investigation");
  await page.locator("main form button.primary").click();
  await page.locator("[aria-invalid=true]").first().waitFor();
}
async function lastImport(page) {
  await page.goto("/lists");
  await page.locator("a[href^='/imports/']").first().click();
  await page.locator("#progress").waitFor();
}
const twin = (path) => async (page, visit) => {
  // Names that this language alone uses, so that two runs over one node do not meet.
  const [one, other] = visit.language === "en" ? ["Mawuena Sodji", "Mawuéna Sodji"] : ["Akossiwa Dogbevi", "Akossiwa Dogbévi"];
  const { ids, pair } = await pairOf(visit, one, other, "1974-05-21");
  if (path === "profile") {
    const judged = await visit.node.ask("analyst", "POST", "/api/v1/judgements", { one: ids[0], two: ids[1], judgement: "same", words: "same photograph" });
    assert.equal(judged.status, 201);
  }
  const at = { queue: "/twins", pair: `/twins/${pair}`, profile: `/records/${ids[0]}/profile` }[path];
  await page.goto(`${at}?purpose=investigation`);
};
async function menu(page) {
  await page.goto("/check");
  await page.locator("details.who > summary").click();
}

async function aThread(page) {
  await page.goto("/threads?box=all");
  await page.locator(".threads a").first().click();
  await page.locator(".said").waitFor();
}

const PAGES = [
  ["tour", "frontline", go("/tour")],
  ["check", "frontline", go("/check")],
  ["check in detail", "frontline", inDetail],
  ["answer, nothing known", "frontline", answer(UNKNOWN)],
  ["answer, a person", "frontline", answer("Stamenkovic Zdrvako, 1971")],
  ["answer, a phone", "frontline", answer("+216 01 550 1234")],
  ["standing checks", "frontline", go("/standing")],
  ["menu", "frontline", menu],
  ["record", "analyst", ofRecord("")],
  ["why", "analyst", whyPage],
  ["twins", "analyst", twin("queue")],
  ["twin", "analyst", twin("pair")],
  ["profile", "analyst", twin("profile")],
  ["lists", "analyst", go("/lists")],
  ["import", "analyst", lastImport],
  ["new record", "investigator", go("/records/new")],
  ["new record, faulty", "investigator", faultyFiling, /4\d\d/],
  ["revise", "investigator", ofRecord("/revise?purpose=investigation")],
  ["withdraw", "investigator", ofRecord("/withdraw?purpose=investigation")],
  ["log", "inspector", go("/log?kind=opened")],
  ["officers", "administrator", go("/officers")],
  ["clients", "administrator", go("/clients")],
  ["messages", "investigator", go("/threads?box=all")],
  ["new request", "investigator", go("/threads/new?kind=identity-check")],
  ["a thread", "investigator", aThread],
  ["hits", "investigator", go("/hits?purpose=investigation")],
  ["a hit", "investigator", go("/hits/next?purpose=investigation")],
  ["sharing", "investigator", go("/window?purpose=investigation")],
  ["network", "administrator", go("/network")],
  ["rules", "administrator", go("/rules")],
  ["thresholds", "administrator", go("/thresholds")],
  ["not permitted", "administrator", go("/check"), /403/],
  ["not here", "frontline", go("/nowhere"), /404/],
  ["sign-in", null, go("/sign-in")],
  ["signed out", null, go("/signed-out")],
];

function oneOf([name, role, open, expected]) {
  return async (visit) => {
    if (expected) visit.expect(expected);
    const page = role ? await visit.page(role) : await visit.stranger();
    await open(page, visit);
    await examine(visit, page, name.replaceAll(/\W+/g, "-"));
  };
}

export const look = PAGES.map((row) => [`everybody can read and use the page: ${row[0]}`, oneOf(row)]);
