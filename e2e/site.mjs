// One gongkai for one test file: its own data folder, its own port, gone at the end.

import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(fileURLToPath(import.meta.url), "../..");
const target = resolve(root, process.env.CARGO_TARGET_DIR ?? "target");

/** A program of this repository, as `cargo build` left it. */
export const program = (name) => process.env[`E2E_${name.toUpperCase()}`] ?? join(target, "debug", name);

/** Runs a program to its end; what it printed, or an error with all of it. */
export function run(name, ...args) {
  const done = spawnSync(program(name), args, { encoding: "utf8", env: { ...process.env, LANG: "zh_CN.UTF-8" } });
  if (done.status !== 0) {
    throw new Error(`${name} ${args.join(" ")} ended with ${done.status}\n${done.stdout}\n${done.stderr}`);
  }
  return done.stdout + done.stderr;
}

/** A running site. */
export class Site {
  constructor(folder, child, url, password) {
    Object.assign(this, { folder, child, url, password });
  }

  /** Starts one on an empty data folder; `password` is the administrator's first. */
  static async start({ listen, ...settings } = {}) {
    const folder = mkdtempSync(join(tmpdir(), "gongkai-e2e-"));
    const given = Object.entries({ "body.name": "示例区人民政府", ...settings });
    return Site.serve(folder, given.flatMap(([name, value]) => ["--set", `${name}=${value}`]), listen);
  }

  /** Starts one with the demonstration district; `password` is everybody's. */
  static async demonstration() {
    const folder = mkdtempSync(join(tmpdir(), "gongkai-e2e-"));
    const demo = join(folder, "demo");
    run("xtask", "demo", demo);
    const site = await Site.serve(join(folder, "data"), ["--demo", demo]);
    const { password } = JSON.parse(readFileSync(join(demo, "demonstration.json"), "utf8"));
    return Object.assign(site, { password, whole: folder });
  }

  static async serve(folder, given, listen = "127.0.0.1:0") {
    const child = spawn(program("gongkai"), ["serve", "--data", folder, "--listen", listen, ...given], {
      env: { ...process.env, LANG: "zh_CN.UTF-8" },
      stdio: ["ignore", "ignore", "pipe"],
    });
    // A test file that ends early leaves no server behind.
    process.on("exit", () => child.kill("SIGKILL"));
    const said = await new Promise((ready, failed) => {
      let text = "";
      child.stderr.on("data", (piece) => {
        text += piece;
        if (/http:\/\/127\.0\.0\.1:\d+/.test(text)) ready(text);
      });
      child.on("exit", (code) => failed(new Error(`gongkai ended with ${code}\n${text}`)));
    });
    const url = said.match(/http:\/\/127\.0\.0\.1:\d+/)[0];
    return new Site(folder, child, url, said.match(/[A-Za-z0-9_-]{12,}(?=\s|$)/m)?.[0] ?? "");
  }

  /** Runs a command of gongkai on the site's data. */
  gongkai(...args) {
    return run("gongkai", ...args, "--data", this.folder);
  }

  /** Enters a person who has a role at a body (at the district when none is named); the temporary password. */
  person(name, called, role, body) {
    const at = body ? ["--body", body] : [];
    return this.gongkai("user", "add", name, "--name", called, "--role", role, ...at).split("\n")[0].trim();
  }

  /** Writes a file beside the data; its path. */
  file(name, content) {
    const path = join(this.folder, name);
    writeFileSync(path, content);
    return path;
  }

  /** Ends it and forgets its data. */
  async stop() {
    const ended = new Promise((done) => this.child.on("exit", done));
    if (this.child.exitCode === null) {
      this.child.kill("SIGTERM");
      await ended;
    }
    rmSync(this.whole ?? this.folder, { recursive: true, force: true });
  }
}
