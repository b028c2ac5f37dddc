// The words of the pages as the node has them, so that a case can ask for a text in the language of its reader.
import { readFileSync } from "node:fs";

const WORDS = new Map(["en", "ar"].map((language) => [language, read(language)]));

function read(language) {
  const text = readFileSync(new URL(`../../crates/server/words/${language}.ftl`, import.meta.url), "utf8");
  return new Map([...text.matchAll(/^([a-z][\w-]*) = *(.*(?:\n[ *\]}].*)*)/gim)].map(([, key, value]) => [key, value]));
}

/** A text with its places filled. Texts that differ by number are asked for by what all their forms share. */
export function say(language, key, filled = {}) {
  const text = WORDS.get(language).get(key);
  if (text === undefined) throw new Error(`no word ${key} in ${language}`);
  return text.replace(/\{ *\$(\w+) *\}/g, (_, name) => filled[name] ?? "");
}

/** Without the marks by which texts of the other direction are set apart, and with single spaces. */
export function plain(text) {
  return text.replace(/[\u200e\u200f\u061c\u2066-\u2069]/g, "").replace(/\s+/g, " ").trim();
}
