// A visit: officers at their pages, in one language. Signs each in once by a link, and keeps their session.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { watch } from "./browser.mjs";
import { plain, say } from "./words.mjs";

const WAIT_MS = 15_000;
export const WIDE = { width: 1280, height: 900 };
export const PHONE = { width: 390, height: 844 };

export class Visit {
  constructor(node, browser, language, sessions) {
    Object.assign(this, { node, browser, language, sessions, contexts: [], heard: [], expected: [] });
    /** Officers who read this language by now. */
    this.reads = new Set();
  }

  begin(sentence) {
    Object.assign(this, { sentence, contexts: [], heard: [], expected: [] });
  }

  async end() {
    await Promise.all(this.contexts.map((context) => context.close().catch(() => {})));
  }

  say(key, filled) {
    return plain(say(this.language, key, filled));
  }

  /** An answer that the browser reports as an error, and that this case is about. */
  expect(pattern) {
    this.expected.push(pattern);
  }

  troubles() {
    return this.heard.filter((text) => !this.expected.some((pattern) => pattern.test(text)));
  }

  /** A page of nobody's. */
  async stranger(options = {}, node = this.node) {
    const context = await this.browser.newContext({ baseURL: node.url, viewport: WIDE, locale: this.language, reducedMotion: "reduce", ...options });
    this.contexts.push(context);
    context.setDefaultTimeout(WAIT_MS);
    watch(context, (text) => this.heard.push(text));
    return context.newPage();
  }

  /** A page of the officer of this role, signed in, in the language of the visit. */
  async page(role, options = {}, node = this.node) {
    const who = node === this.node ? role : `${role} at ${node.url}`;
    if (!this.sessions.has(who)) this.sessions.set(who, await this.signIn(role, node));
    const theirs = { storageState: this.sessions.get(who), ...options };
    if (!this.reads.has(who)) {
      await this.choose(theirs, node);
      this.reads.add(who);
    }
    return this.stranger(theirs, node);
  }

  async signIn(role, node = this.node) {
    const page = await this.stranger({}, node);
    await enter(page, await node.link(role));
    return page.context().storageState();
  }

  /** Changes the language in the menu, as an officer does. */
  async choose({ storageState }, node) {
    const page = await this.stranger({ storageState }, node);
    await page.goto("/");
    if ((await page.locator("html").getAttribute("lang")) === this.language) return;
    await page.locator("details.who > summary").click();
    await page.locator(`.languages button[lang=${this.language}]`).click();
    await page.waitForFunction((language) => document.documentElement?.lang === language, this.language);
  }

  async shoot(page, name) {
    if (!process.env.SHOTS) return;
    await mkdir(process.env.SHOTS, { recursive: true });
    await page.screenshot({ path: join(process.env.SHOTS, `${name}.${this.language}.png`), fullPage: true });
  }

  async shootAll(name) {
    const pages = this.contexts.flatMap((context) => context.pages());
    for (const [at, page] of pages.entries()) await this.shoot(page, `${name}.${this.sentence.replace(/\W+/g, "-")}.${at}`).catch(() => {});
  }
}

/** Opens a one-time link and goes through the door behind it. A door that was tried too often is tried again later. */
export async function enter(page, link) {
  for (;;) {
    await page.goto(link);
    const [response] = await Promise.all([page.waitForResponse((r) => r.request().method() === "POST"), page.locator("form[action^='/sign-in/'] button").click()]);
    if (response.status() !== 429) break;
    await new Promise((done) => setTimeout(done, 13_000));
  }
  await page.locator("header nav").waitFor();
}

/** The text of an element as a reader sees it. */
export async function text(locator) {
  return plain(await locator.innerText());
}
