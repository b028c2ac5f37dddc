// The check page: the one box, by keyboard, by script and without, and what the tour promises.
import assert from "node:assert/strict";
import { text } from "./visit.mjs";
import { say } from "./words.mjs";

/** The specimen of ICAO Doc 9303, part 4, with the check digit of the date of birth changed from 2 to 3. */
const FAULTY = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408123F1204159ZE184226B<<<<<10";
/** A name that no world has. */
export const UNKNOWN = "Qwxzoht Vbnjulk, 1901-02-03";
const WIRE_BYTES_MAX = 60_000;

/** Puts a text into the box of an open check page and asks. */
export async function ask(page, question) {
  const box = page.locator("#f-text");
  await box.fill(question);
  if ((await page.locator("#f-purpose").inputValue()) === "") await page.selectOption("#f-purpose", { index: 1 });
  await page.locator("form#check button.primary").click();
  await page.locator("#verdict").waitFor();
  await page.waitForFunction(() => !document.querySelector("#answer[aria-busy]"));
}

export async function captions(page) {
  return page.locator("[data-match] h4 a").allInnerTexts();
}

/** The cursor is in the box when the page opens: a browser puts it there when it draws first, which may be after the load. */
async function atBox(page) {
  await page.waitForFunction(() => document.activeElement?.id === "f-text");
}

async function keyboard(visit) {
  const page = await visit.page("frontline");
  await page.goto("/check");
  const focused = () => page.evaluate(() => document.activeElement?.id || document.activeElement?.className || "");
  await atBox(page);
  await page.evaluate(() => (globalThis.samePage = true));
  await page.keyboard.type("Stamenkovic Zdrvako, 1971");
  await page.keyboard.press("Enter");
  if ((await focused()) === "f-purpose") {
    // The first check of all: the page asks for its purpose, and there the cursor is.
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Enter");
  }
  await page.locator("[data-match]").first().waitFor();
  assert.ok((await captions(page)).some((caption) => caption.includes("Stamenković")), "the driver is found");
  assert.equal(await page.evaluate(() => globalThis.samePage), true, "the answer comes without a reload");
  await page.locator("#f-text").blur();
  await page.keyboard.press("j");
  assert.equal(await page.evaluate(() => document.activeElement?.matches("[data-match]")), true, "j goes to the first match");
  await page.keyboard.press("/");
  assert.equal(await focused(), "f-text", "/ goes back to the box");
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("#f-text").inputValue(), "", "Escape clears the box");
}

async function tabs(visit) {
  const page = await visit.page("frontline");
  await page.goto("/check");
  const at = () => page.evaluate(() => document.activeElement?.id || document.activeElement?.className || document.activeElement?.localName);
  await atBox(page);
  const walked = [];
  for (let step = 0; step < 8 && walked.at(-1) !== "primary"; step++) {
    await page.keyboard.press("Tab");
    walked.push(await at());
  }
  assert.deepEqual(walked.slice(0, 3), ["f-purpose", "f-legal_basis", "f-reference"], "from the box on through the reason");
  assert.equal(walked.at(-1), "primary", `to the button: ${walked}`);
  await page.evaluate(() => document.activeElement.blur());
  await page.goto("/standing");
  await page.keyboard.press("Tab");
  assert.equal(await at(), "skip", "the first stop skips to the content");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement?.id), "main");
  await seen(page);
}

/** Every stop of the keyboard shows that it is one, and they come in the order of the page. */
async function seen(page) {
  await page.goto("/check");
  await atBox(page);
  await page.evaluate(() => document.activeElement.blur());
  const stops = [];
  for (let step = 0; step < 40; step++) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const stop = document.activeElement;
      if (!stop || stop === document.body) return null;
      const { outlineStyle, boxShadow } = getComputedStyle(stop);
      const shown = outlineStyle !== "none" || boxShadow !== "none" || stop.matches(".choices input");
      return { place: [...document.querySelectorAll("*")].indexOf(stop), html: stop.outerHTML.slice(0, 80), shown };
    });
    if (stop && stops.length > 0 && stop.place === stops[0].place) break;
    if (stop) stops.push(stop);
  }
  assert.ok(stops.length > 8, `${stops.length} stops`);
  for (const stop of stops) assert.ok(stop.shown, `focus is not to be seen on ${stop.html}`);
  const places = stops.map((stop) => stop.place);
  const start = places.indexOf(Math.min(...places));
  const turned = [...places.slice(start), ...places.slice(0, start)];
  assert.deepEqual(turned, [...places].sort((a, b) => a - b), "in the order of the page");
}

/** What the answer to each lesson of the tour must show. */
const LESSONS = {
  "stolen-passport": async (page, visit) => {
    assert.match(await text(page.locator("#verdict h2")), new RegExp(visit.say("verdict-stop")));
    const badges = (await page.locator("[data-match] .badge").allInnerTexts()).join(" ");
    assert.ok(badges.includes(visit.say("status-stolen")), `the passport is told to be stolen: ${badges}`);
    assert.ok((await captions(page)).some((caption) => caption.includes("Olariu")), "and who carries it");
  },
  "nothing-known": async (page, visit) => {
    assert.equal(await text(page.locator("#verdict h2")), visit.say("nothing-here"));
    assert.equal(await page.locator("[data-match]").count(), 0);
  },
  "misread-zone": async (page) => {
    assert.ok((await page.locator(".zone.valid li").count()) > 0, "a repair is shown");
  },
  "false-zone": async (page) => {
    assert.ok((await page.locator(".zone.faulty li").count()) > 0, "a failing digit is named");
  },
  "other-script": async (page) => assert.ok((await captions(page)).some((caption) => caption.includes("Nabil Ferjani"))),
  "typing-error": async (page) => assert.ok((await captions(page)).some((caption) => caption.includes("Stamenković"))),
  phone: async (page) => {
    const found = (await captions(page)).join(" ");
    for (const group of ["Jasmine Shore", "Ninth Wave"]) assert.ok(found.includes(group), `${group} in ${found}`);
  },
  plate: async (page) => assert.ok((await captions(page)).some((caption) => caption.includes("B 417 QZX"))),
};
const somethingKnown = async (page) => assert.ok((await page.locator("[data-match]").count()) > 0, "something is known");

async function tour(visit) {
  const page = await visit.page("frontline");
  await page.goto("/tour");
  const titles = await page.locator("ol.tour > li > h2").allInnerTexts();
  assert.ok(titles.length >= 6, `${titles.length} things to try`);
  for (const [at, title] of titles.entries()) {
    const lesson = lessonOf(visit, title);
    await page.goto("/tour");
    await page.locator("ol.tour > li").nth(at).locator("button[name=fill]").click();
    await page.locator("#f-text").waitFor();
    assert.notEqual(await page.locator("#f-text").inputValue(), "", `${lesson}: the box is filled`);
    assert.equal(await page.locator("#verdict").count(), 0, `${lesson}: nothing is asked yet`);
    await page.locator("form#check button.primary").click();
    await page.locator("#verdict").waitFor();
    await visit.shoot(page, `tour.${lesson}`);
    await (LESSONS[lesson] ?? somethingKnown)(page, visit).catch((fault) => {
      throw new Error(`${lesson}: ${fault.message}`);
    });
  }
}

function lessonOf(visit, title) {
  const lessons = ["stolen-passport", "nothing-known", "misread-zone", "false-zone", "wanted-name", "other-script", "typing-error", "partial-date", "phone", "plate", "victim", "network"];
  const lesson = lessons.find((code) => say(visit.language, `tour-${code}`) === title.trim());
  assert.ok(lesson, `the tour has a lesson that this case does not know: ${title}`);
  return lesson;
}

async function failingDigit(visit) {
  const page = await visit.page("frontline");
  await page.goto("/check");
  await ask(page, FAULTY);
  const told = await text(page.locator(".zone.faulty"));
  assert.ok(told.includes(visit.say("zone-failed", { field: visit.say("zone-birth") })), told);
  assert.ok(!told.includes(visit.say("zone-failed", { field: visit.say("zone-number") })), told);
  assert.equal(await text(page.locator("#verdict h2")), visit.say("verdict-caution"), "and nobody reads it as nothing");
}

async function nothing(visit) {
  const page = await visit.page("frontline");
  await page.goto("/check");
  await ask(page, UNKNOWN);
  assert.equal(await text(page.locator("#verdict h2")), visit.say("nothing-here"));
  assert.equal(await text(page.locator("#verdict p")), visit.say("says-nothing"));
}

async function withoutScript(visit) {
  const page = await visit.page("frontline", { javaScriptEnabled: false });
  await page.goto("/check");
  await ask(page, "Stamenkovic Zdrvako, 1971").catch((fault) => {
    if (!/evaluat|JavaScript/i.test(fault.message)) throw fault;
  });
  assert.ok((await captions(page)).some((caption) => caption.includes("Stamenković")), "the driver is found");
  assert.equal(await page.locator("#f-text").inputValue(), "Stamenkovic Zdrvako, 1971", "the question still stands in the box");
  await page.locator("[data-match] h4 a").first().click();
  await page.locator("article.record h1").waitFor();
}

async function light(visit) {
  const page = await visit.page("frontline");
  const loaded = [];
  page.on("requestfinished", (request) => loaded.push(request));
  await page.goto("/check", { waitUntil: "load" });
  await page.waitForTimeout(500);
  let bytes = 0;
  for (const request of loaded) {
    const sizes = await request.sizes();
    bytes += sizes.responseBodySize + sizes.responseHeadersSize;
  }
  assert.ok(loaded.length >= 3, `${loaded.length} files`);
  console.log(`         the check page: ${bytes} bytes over the wire in ${loaded.length} files`);
  assert.ok(bytes < WIRE_BYTES_MAX, `${bytes} bytes over the wire`);
}

async function purposeKept(visit) {
  const page = await visit.page("frontline");
  await page.goto("/check");
  await page.selectOption("#f-purpose", "investigation");
  await page.fill("#f-reference", "OP-7");
  await ask(page, "Stamenkovic Zdrvako, 1971");
  assert.equal(await page.locator("#f-purpose").inputValue(), "investigation");
  assert.equal(await page.locator("#f-reference").inputValue(), "OP-7");
  const href = await page.locator("[data-match] h4 a").first().getAttribute("href");
  assert.match(href, /purpose=investigation/, "what is opened from here is opened for the same purpose");
  assert.match(href, /reference=OP-7/);
  await page.goto("/check");
  assert.equal(await page.locator("#f-purpose").inputValue(), "investigation", "the next check has it as well");
  await page.selectOption("#f-purpose", "border-control");
  await page.fill("#f-reference", "");
  await ask(page, UNKNOWN);
}

/** The weights that a block of reasons lists, and the sum under them. */
async function weights(block) {
  await block.locator("details.weights > summary").click();
  const numbers = (await block.locator("details.weights bdi").allInnerTexts()).map(Number);
  return { sum: numbers.at(-1), each: numbers.slice(0, -1) };
}

function addsUp({ sum, each }, percent) {
  assert.ok(each.length >= 2, `${each}`);
  const added = each.reduce((one, other) => one + other, 0);
  assert.ok(Math.abs(added - sum) < 0.02 * each.length, `${each} add up to ${sum}`);
  const likelihood = 100 / (1 + 2 ** -sum);
  assert.ok(Math.abs(likelihood - percent) < 2, `${sum} makes ${likelihood} %, and the page says ${percent} %`);
}

async function reasons(visit) {
  const page = await visit.page("frontline");
  await page.goto("/check");
  await ask(page, "Stamenkovic Zdrvako, 1971");
  const found = page.locator("[data-match]").first();
  const sentences = await found.locator(".because").allInnerTexts();
  assert.ok(sentences.length >= 3 && sentences.every((said) => said.trim().endsWith(".")), sentences.join("\n"));
  assert.ok(sentences.some((said) => said.includes("Stamenković")), "in the owner's letters, not folded ones");
  const percent = Number(await found.locator("meter").getAttribute("value"));
  addsUp(await weights(found), percent);
}

async function nearMiss(visit) {
  const page = await visit.page("frontline");
  await page.goto("/check");
  await ask(page, "Stamenkovic Zdrvako, 1971");
  const href = await page.locator("[data-match] h4 a").first().getAttribute("href");
  await page.goto("/check");
  await page.locator("details.explain > summary").click();
  await page.fill("#f-explain", new URL(href, page.url()).href);
  await ask(page, UNKNOWN);
  const why = page.locator("#explained");
  assert.ok((await text(why)).includes("Stamenković"), "the record is named");
  assert.ok((await text(why.locator(".outcome"))).length > 20, "and what it lacks is said");
  await page.fill("#f-explain", "00000000000000000000000000000001");
  await ask(page, UNKNOWN);
  assert.equal(await text(page.locator("#explained .outcome")), visit.say("outcome-absent"));
  visit.expect(/422/);
  await page.fill("#f-explain", "the one with the beard");
  await page.locator("form#check button.primary").click();
  await page.locator("#f-explain-flaw").waitFor();
}

export const check = [
  ["a check needs nothing but the keyboard", keyboard],
  ["the keyboard's stops are in order and to be seen", tabs],
  ["each thing of the tour gives what it promises", tour],
  ["a false zone says which digit fails", failingDigit],
  ["nothing known is said plainly", nothing],
  ["reasons are sentences, and their weights add up to the score", reasons],
  ["a record that was not found is explained", nearMiss],
  ["the same check works without JavaScript", withoutScript],
  ["the check page is under 60 kB over the wire", light],
  ["the purpose is kept from one check to the next", purposeKept],
];
