// Nodes to try the pages on, each in a folder of its own that is taken away at the end.
import { execFile, spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const LIAISON = process.env.LIAISON;
const READY_MS_MAX = 180_000;
const PERSONS = 2000;
const run = promisify(execFile);

/** What a command of the program prints. */
export async function command(...words) {
  const { stdout } = await run(LIAISON, words, { maxBuffer: 1 << 24 });
  return stdout.trim();
}

function freePort() {
  return new Promise((done, fail) => {
    const server = createServer().once("error", fail);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

/** A process that serves, once it is ready. */
class Serving {
  constructor(dir, port, words) {
    this.dir = dir;
    this.url = `http://localhost:${port}`;
    this.said = "";
    this.child = spawn(LIAISON, words, { stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [this.child.stdout, this.child.stderr]) stream.on("data", (bytes) => (this.said += bytes));
    this.ended = new Promise((done) => this.child.once("exit", done));
  }

  async ready(sign) {
    const until = Date.now() + READY_MS_MAX;
    while (Date.now() < until) {
      if (this.child.exitCode !== null) break;
      const answers = this.said.includes(sign) && (await fetch(`${this.url}/readyz`).catch(() => null));
      if (answers && answers.ok) return this;
      await new Promise((done) => setTimeout(done, 200));
    }
    throw new Error(`the node is not ready; it said:\n${this.said}`);
  }

  async stop() {
    this.child.kill("SIGTERM");
    const late = setTimeout(() => this.child.kill("SIGKILL"), 10_000);
    await this.ended;
    clearTimeout(late);
    await rm(this.dir, { recursive: true, force: true });
  }
}

/** The demo's node, with the tokens and ids of its officers. */
export async function demo() {
  const [dir, port] = [await mkdtemp(join(tmpdir(), "liaison-pages.")), await freePort()];
  const words = ["demo", "--dir", join(dir, "node"), "--port", port, "--no-open", "--persons", PERSONS];
  const node = await new Serving(dir, port, words.map(String)).ready("Things to try");
  const [told, ...others] = JSON.parse(await readFile(join(dir, "node/demo.json"), "utf8")).nodes;
  // The other members' nodes, by their codes: asked over their API, as their officers' programs would, or at their pages.
  node.others = Object.fromEntries(others.map((other) => [other.member, peopled({}, other)]));
  return peopled(node, told);
}

/** What is told of a node and its officers. */
function peopled(node, { dir, url, public: open, tokens, officers }) {
  Object.assign(node, { url, public: open, tokens, officers: { ...officers } });
  node.link = (role) => command("officer", "link", dir, node.officers[role]);
  node.ask = (role, method, path, body) => ask(node, role, method, path, body);
  return node;
}

/** A node of its own, as a bureau has it: without invented data, and with the enrolment link of its administrator. */
export async function bare() {
  const [dir, port] = [await mkdtemp(join(tmpdir(), "liaison-bare.")), await freePort()];
  const at = join(dir, "node");
  const made = JSON.parse(await command("init", at, "--member", "TG", "--name", "NCB Lomé", "--origin", `http://localhost:${port}`, "--json"));
  const node = await new Serving(dir, port, ["serve", at, "--listen", `127.0.0.1:${port}`]).ready("answers on");
  node.signIn = made.sign_in;
  return node;
}

/** Asks the API with the token of a role; gives the status and the JSON. */
async function ask(node, role, method, path, body) {
  const headers = { Authorization: `Bearer ${node.tokens[role]}` };
  if (body) headers["Content-Type"] = "application/json";
  const response = await fetch(node.url + path, { method, headers, body: body && JSON.stringify(body) });
  const text = await response.text();
  return { status: response.status, body: text ? JSON.parse(text) : null };
}
