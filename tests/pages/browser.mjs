// Debian's Chromium, and what it complains of while a page is open.
import { createRequire } from "node:module";

const require = createRequire(new URL("../../web/package.json", import.meta.url));
const { chromium } = require("playwright-core");
export const axeSource = require("axe-core").source;

const QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/** With a folder of its own for its user's data, which Playwright makes anew and takes away. */
export function open() {
  return chromium.launch({ executablePath: process.env.CHROMIUM, headless: true, args: QUIET });
}

/** Collects errors of a page's console, of its scripts, and what the content security policy stopped. */
export function watch(context, heard) {
  context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => console.error(`stopped by the policy: ${event.violatedDirective} ${event.blockedURI}`));
  });
  context.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") heard(`${message.type()} on ${message.page()?.url()}: ${message.text()}`);
  });
  context.on("weberror", (fault) => heard(`script: ${fault.error()?.message ?? fault}`));
}
