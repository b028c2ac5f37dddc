// Bundles style and script into dist/, each under a name that holds its digest, with a packed twin beside it,
// and writes files.json: which name each has. The program embeds the folder.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const out = here("./dist/");

const { outputFiles } = await build({
  entryPoints: [here("./src/page.ts"), here("./src/page.css")],
  bundle: true,
  minify: true,
  write: false,
  format: "esm",
  target: ["chrome123", "firefox121", "safari17.5"],
  outdir: out,
  charset: "utf8",
  legalComments: "none",
});

const files = outputFiles.map((file) => [file.path.slice(out.length), Buffer.from(file.contents)]);
for (const picture of ["icon.svg", "world.svg"]) {
  files.push([picture, await readFile(here(`./src/${picture}`))]);
}

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
const names = {};
for (const [name, bytes] of files) {
  const digest = createHash("sha256").update(bytes).digest("hex").slice(0, 10);
  const hashed = name.replace(/(\.\w+)$/, `.${digest}$1`);
  const packed = gzipSync(bytes, { level: 9 });
  names[name] = hashed;
  await writeFile(out + hashed, bytes);
  await writeFile(`${out}${hashed}.gz`, packed);
  console.log(`${hashed}  ${bytes.length} bytes, ${packed.length} packed`);
}
await writeFile(`${out}files.json`, JSON.stringify(names));
