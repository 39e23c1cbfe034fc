// Builds dist/: hashed assets and manifest.json, which maps logical names to them.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(fileURLToPath(import.meta.url));
const dist = join(root, "dist");

const shared = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  // Office machines keep browsers for years: nothing newer than this is emitted.
  target: ["chrome86", "firefox78", "safari15"],
  entryNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  outdir: dist,
  metafile: true,
  legalComments: "none",
  logLevel: "warning",
};

/** Replaces the logical chunk name `charts-chunk` by the built file, left to the browser to load when a chart is there. */
const chartsChunk = (file) => ({
  name: "charts-chunk",
  setup(on) {
    on.onResolve({ filter: /^charts-chunk$/ }, () => ({ path: `./${file}`, external: true }));
  },
});

/** Logical names of the outputs of one build. */
function named(result) {
  return Object.entries(result.metafile.outputs)
    .filter(([, output]) => output.entryPoint)
    .map(([path, output]) => [logical(output.entryPoint), basename(path)]);
}

function logical(entry) {
  return basename(entry).replace(/\.ts$/, ".js");
}

/** Writes the licences of every package built in, as their terms ask; answers the file's name. */
async function licences(results) {
  const inputs = results.flatMap((result) => Object.keys(result.metafile.inputs));
  const packages = [...new Set(inputs.flatMap((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []))].sort();
  const parts = await Promise.all(
    packages.map(async (name) => {
      const folder = join(root, "node_modules", name);
      const { version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
      const entries = await readdir(folder, { withFileTypes: true });
      const files = entries.filter((entry) => entry.isFile() && /^(licen[cs]e|notice|copying)/i.test(entry.name)).map(({ name: file }) => file).sort();
      if (files.length === 0) throw new Error(`${name} carries no licence`);
      const texts = await Promise.all(files.map((file) => readFile(join(folder, file), "utf8")));
      return `${name} ${version} (${license})\n\n${texts.join("\n\n")}`;
    }),
  );
  const text = parts.join(`\n\n${"-".repeat(80)}\n\n`);
  const name = `licences-${createHash("sha256").update(text).digest("hex").slice(0, 8).toUpperCase()}.txt`;
  await writeFile(join(dist, name), text);
  return name;
}

await rm(dist, { recursive: true, force: true });
await mkdir(dist);

const styles = await build({
  ...shared,
  entryPoints: ["styles/portal.css", "styles/office.css"],
  loader: { ".svg": "file" },
});
const charts = await build({ ...shared, entryPoints: ["src/charts.ts"], format: "esm" });
const chartsFile = Object.fromEntries(named(charts))["charts.js"];
const scripts = await build({
  ...shared,
  entryPoints: ["src/portal.ts", "src/office.ts"],
  format: "esm",
  plugins: [chartsChunk(chartsFile)],
});

const pictures = await build({ ...shared, entryPoints: ["styles/favicon.svg"], loader: { ".svg": "copy" } });

const manifest = Object.fromEntries([...named(styles), ...named(charts), ...named(scripts), ...named(pictures)].sort());
const icons = (await readdir(dist)).find((name) => /^icons-.*\.svg$/.test(name));
if (icons) manifest["icons.svg"] = icons;
manifest["licences.txt"] = await licences([styles, charts, scripts]);
await writeFile(join(dist, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
