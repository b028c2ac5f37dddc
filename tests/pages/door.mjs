// Coming and going: passkeys on a node without invented data, languages, sign-out.
import assert from "node:assert/strict";
import { bare } from "./node.mjs";
import { text } from "./visit.mjs";

/** A security key that is always there and always agrees. */
async function authenticator(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable");
  const options = { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true };
  const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", { options });
  return { session, authenticatorId };
}

async function passkeys(visit) {
  const node = await bare();
  try {
    const page = await visit.stranger({}, node);
    await authenticator(page);
    await enrol(visit, page, node);
    await signOut(visit, page);
    await visit.shoot(page, "signed-out");
    await signInAgain(visit, page);
    await usedLink(visit, node);
  } finally {
    // Else the open pages complain that the node went away.
    await visit.end();
    await node.stop();
  }
}

async function enrol(visit, page, node) {
  await page.goto(node.signIn);
  await page.locator("button[data-passkey=create]").waitFor();
  assert.ok((await text(page.locator("h1"))).includes("Administrator"));
  await visit.shoot(page, "enrol");
  await page.locator("button[data-passkey=create]").click();
  await page.locator("header nav").waitFor();
  // The officer's own language is English; the page follows the browser's only before they are known.
  await page.goto("/officers");
  await page.locator("details.who > summary").click();
  await page.locator(`.languages button[lang=${visit.language}]`).click();
  await page.waitForFunction((language) => document.documentElement?.lang === language, visit.language);
  const row = page.locator("section[aria-labelledby=list] tbody tr").first();
  assert.doesNotMatch(await text(row), new RegExp(visit.say("passkeys-none")), "the passkey is counted");
}

async function signOut(visit, page) {
  await page.locator("details.who > summary").click();
  await page.locator("form[action='/sign-out'] button").click();
  await page.locator("h1", { hasText: visit.say("signed-out-title") }).waitFor();
  await page.goto("/officers");
  await page.locator("button[data-passkey=get]").waitFor();
  assert.match(page.url(), /\/sign-in\?next=%2Fofficers/, "nothing opens without a session");
}

async function signInAgain(visit, page) {
  await page.locator("button[data-passkey=get]").click();
  await page.locator("h1", { hasText: visit.say("place-officers") }).waitFor();
  assert.match(page.url(), /\/officers$/, "back to where they wanted to go");
}

async function usedLink(visit, node) {
  visit.expect(/4\d\d/);
  const page = await visit.stranger({}, node);
  await page.goto(node.signIn);
  assert.equal(await page.locator("button[data-passkey=create]").count(), 0, "a used link opens nothing");
  assert.ok((await text(page.locator("main"))).includes(visit.say("sign-in-trouble-link-dead")), await text(page.locator("main")));
}

async function language(visit) {
  const page = await visit.page("frontline");
  await page.goto("/check");
  const html = page.locator("html");
  assert.equal(await html.getAttribute("lang"), visit.language);
  assert.equal(await html.getAttribute("dir"), visit.language === "ar" ? "rtl" : "ltr");
  assert.equal(await text(page.locator("h1")), visit.say("check-title"));
  const letters = /\p{Script=Arabic}/u;
  const nav = await text(page.locator("header nav"));
  assert.equal(letters.test(nav), visit.language === "ar", nav);
  if (visit.language !== "ar") return;
  const [mark, menu] = [await page.locator("a.mark").boundingBox(), await page.locator("details.who").boundingBox()];
  assert.ok(mark.x > menu.x, "the page begins at the right");
  assert.deepEqual(await leftEnglish(page), [], "no English word is left between the Arabic ones");
}

/** Words in Latin letters that are not data, names of the product, or keys of the keyboard. */
function leftEnglish(page) {
  return page.evaluate(() => {
    const left = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const at = texts.currentNode.parentElement;
      if (at.closest("bdi, .mono, kbd, script, svg, code, textarea, .member, .languages, [lang]:not(html)")) continue;
      const words = texts.currentNode.data.match(/[A-Za-z]{3,}/g) ?? [];
      left.push(...words.filter((word) => !["IBAN", "VIN", "IMO", "MMSI", "IMEI", "Liaison", "URL", "CSV"].includes(word)));
    }
    return left;
  });
}

async function strangers(visit) {
  const page = await visit.stranger();
  for (const path of ["/check", "/lists", "/log", "/officers", "/"]) {
    await page.goto(path);
    await page.locator("button[data-passkey=get]").waitFor();
    assert.match(page.url(), /\/sign-in\?next=/);
  }
  assert.equal(await page.locator("html").getAttribute("lang"), visit.language, "in the browser's language");
}

export const door = [
  ["a passkey is made by a link that opens once, signs out and signs in again", passkeys],
  ["the page speaks the officer's language, in its direction", language],
  ["whoever is not signed in is sent to the door", strangers],
];
