// Runs every case in English and in Arabic against one demo, and says what passed. A case is a sentence and what shows
// it; it fails by an exception, or by an error or a stopped request that the browser's console tells of.
import { check } from "./check.mjs";
import { demo } from "./node.mjs";
import { door } from "./door.mjs";
import { keeping } from "./keeping.mjs";
import { lists } from "./lists.mjs";
import { look } from "./look.mjs";
import { network } from "./network.mjs";
import { notices } from "./notices.mjs";
import { oversight } from "./oversight.mjs";
import { record } from "./record.mjs";
import { standing } from "./standing.mjs";
import { threads } from "./threads.mjs";
import { twins } from "./twins.mjs";
import { Visit } from "./visit.mjs";
import { open as openBrowser } from "./browser.mjs";

const CASES = [...check, ...record, ...standing, ...twins, ...threads, ...notices, ...network, ...lists, ...keeping, ...oversight, ...door, ...look];
const CASE_MS_MAX = 330_000;

const wanted = process.argv.slice(2).map((word) => word.toLowerCase());
const chosen = CASES.filter(([sentence]) => wanted.length === 0 || wanted.some((word) => sentence.toLowerCase().includes(word)));

function inTime(run) {
  let timer;
  const late = new Promise((_, fail) => {
    timer = setTimeout(() => fail(new Error(`not done within ${CASE_MS_MAX / 1000} s`)), CASE_MS_MAX);
  });
  return Promise.race([run, late]).finally(() => clearTimeout(timer));
}

/** What went wrong, or nothing. */
async function tried(visit, [sentence, run]) {
  visit.begin(sentence);
  try {
    await inTime(run(visit));
    return visit.troubles();
  } catch (fault) {
    await visit.shootAll("failed");
    return [String(fault.message ?? fault), ...visit.troubles()];
  } finally {
    await visit.end();
  }
}

const started = Date.now();
let node, browser;
let passed = 0;
let failed = 0;
try {
  node = await demo();
  browser = await openBrowser();
  const sessions = new Map();
  for (const language of ["en", "ar"]) {
    const visit = new Visit(node, browser, language, sessions);
    for (const one of chosen) {
      const began = Date.now();
      const troubles = await tried(visit, one);
      const took = `${((Date.now() - began) / 1000).toFixed(1)} s`;
      troubles.length === 0 ? passed++ : failed++;
      console.log(`${troubles.length === 0 ? "ok    " : "FAILED"} ${language}  ${one[0]} (${took})`);
      for (const trouble of troubles) console.log(`         ${trouble.replaceAll("\n", "\n         ")}`);
    }
  }
} catch (fault) {
  failed++;
  console.log(`FAILED the demo or the browser did not start: ${fault.message}`);
} finally {
  await browser?.close();
  await node?.stop();
}
console.log(`pages: ${((Date.now() - started) / 1000).toFixed(0)} s`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
