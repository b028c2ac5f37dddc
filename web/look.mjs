// Looks at the sample pages as an officer would: serves the folder that `cargo run -p server --example pages -- FOLDER`
// wrote under the node's own content security policy, and reports what axe-core finds, what the policy stops, and what
// is wider than the screen, on a wide screen and a phone, light and dark.
//
//   node look.mjs FOLDER                       all pages; exit status 1 where something is found
//   node look.mjs FOLDER --shots OUT NAME...   pictures of the named pages
import { mkdir, readFile, readdir } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join } from "node:path";
import { chromium } from "playwright-core";

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'";
const TYPES = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml" };
const SCREENS = { wide: { width: 1280, height: 900 }, phone: { width: 360, height: 740 } };

const [folder, ...rest] = process.argv.slice(2);
if (!folder) {
  console.error("say which folder: node look.mjs FOLDER [--shots OUT NAME...]");
  process.exit(2);
}

function serve() {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, "http://x").pathname;
    // A running import is asked for again and again; here it stands still.
    if (path.startsWith("/imports/")) return;
    if (path === "/live") return response.writeHead(200, { "content-type": "text/event-stream" }).write(": open\n\n");
    try {
      const bytes = await readFile(join(folder, path));
      response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "text/plain", "content-security-policy": POLICY });
      response.end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done(server)));
}

const server = await serve();
const root = `http://127.0.0.1:${server.address().port}`;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

async function open(screen, colorScheme) {
  const context = await browser.newContext({ viewport: SCREENS[screen], colorScheme });
  return context.newPage();
}

async function shots(out, names) {
  await mkdir(out, { recursive: true });
  for (const name of names) {
    const [page_, screen = "wide", scheme = "light", whole = ""] = name.split(":");
    const page = await open(screen, scheme);
    await page.goto(`${root}/${page_}.html`);
    await page.screenshot({ path: join(out, `${page_}.${screen}.${scheme}.png`), fullPage: whole === "whole" });
    await page.context().close();
  }
}

async function findings(page, name, axe) {
  const found = [];
  const says = (message) => found.push(message.text());
  page.on("console", (message) => message.type() === "error" && says(message));
  page.on("pageerror", (error) => found.push(String(error)));
  await page.goto(`${root}/${name}`);
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (wider > 0) found.push(`${wider} pixels wider than the screen`);
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  for (const { id, impact, nodes } of violations) found.push(`${impact} ${id}: ${nodes.slice(0, 3).map((n) => `${n.html.slice(0, 140)} ${n.any[0]?.message ?? ""}`).join(" | ")}`);
  page.removeAllListeners();
  return found;
}

async function examine() {
  const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".html") && !name.includes("-part.")).sort();
  let bad = 0;
  for (const [screen, scheme, only] of [["wide", "light"], ["phone", "dark"], ["phone", "light", ".en."], ["wide", "dark", ".ar."]]) {
    const page = await open(screen, scheme);
    for (const name of names.filter((name) => !only || name.includes(only))) {
      const found = await findings(page, name, axe);
      bad += found.length;
      for (const one of found) console.log(`${name} (${screen}, ${scheme}): ${one}`);
    }
    await page.context().close();
  }
  console.log(`${names.length} pages, each wide and on a phone, light and dark: ${bad} findings`);
  process.exitCode = bad ? 1 : 0;
}

if (rest[0] === "--shots") await shots(rest[1], rest.slice(2));
else await examine();
await browser.close();
server.closeAllConnections();
server.close();
