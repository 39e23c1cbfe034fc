// Builds dist/: hashed assets and manifest.json, which maps logical names to them.
import { build } from "esbuild";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
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
await writeFile(join(dist, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
