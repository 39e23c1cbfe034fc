// Serves the pattern pages under the product's CSP, with stand-ins for the answers the behaviours wait for.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { table2, table3, table4 } from "./form-tables.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "..", "dist");

export const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const TYPES = { js: "text/javascript", css: "text/css", svg: "image/svg+xml", html: "text/html; charset=utf-8" };

/** Starts on a free port of the loopback (or `port`); answers its address and how to stop it. */
export async function serve(port = 0) {
  const manifest = JSON.parse(await readFile(join(dist, "manifest.json"), "utf8"));
  const texts = { "zh-CN": await readTexts("zh-CN"), en: await readTexts("en") };
  let asked = 0;
  let uploads = 0;
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, "http://127.0.0.1");
    const answer = (status, type, body, headers = {}) => {
      response.writeHead(status, { "Content-Type": type, "Content-Security-Policy": CSP, "X-Content-Type-Options": "nosniff", ...headers });
      response.end(body);
    };
    const json = (value, status = 200, headers = {}) => answer(status, "application/json", JSON.stringify(value), headers);
    try {
      await drain(request);
      if (url.pathname.startsWith("/assets/")) {
        const name = url.pathname.slice("/assets/".length);
        if (!/^[\w.-]+$/.test(name)) return answer(404, TYPES.html, "");
        return answer(200, TYPES[name.split(".").pop()] ?? "application/octet-stream", await readFile(join(dist, name)));
      }
      if (url.pathname === "/progress") {
        asked += 1;
        return json({ state: asked % 5 === 0 ? "done" : "running", done: asked % 5 === 0 ? 200 : (asked % 5) * 40, total: 200, href: "/office" });
      }
      if (url.pathname === "/draft") return json({ version: "2" });
      if (url.pathname === "/files") {
        uploads += 1;
        if (uploads % 7 === 3) return json({ title: "busy" }, 429, { "Retry-After": "1" });
        if (uploads % 11 === 5) return json({ detail: "文件已加密，请去掉密码后重新上传" }, 422);
        return json({ outcome: uploads % 4 === 0 ? "doubtful" : "received", message: "青禾街道 2023 年", href: "/office" });
      }
      const page = url.pathname === "/" ? "index.html" : url.pathname === "/office" ? "office.html" : null;
      if (!page) return answer(404, TYPES.html, "");
      const language = url.searchParams.get("lang") === "en" ? "en" : "zh-CN";
      const html = await readFile(join(here, page), "utf8");
      return answer(200, TYPES.html, fill(html, { manifest, texts: texts[language], elder: url.searchParams.has("elder") }));
    } catch (error) {
      return answer(error.code === "ENOENT" ? 404 : 500, TYPES.html, "");
    }
  });
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  return { address: `http://127.0.0.1:${server.address().port}`, stop: () => server.close() };
}

async function drain(request) {
  for await (const part of request) void part;
}

async function readTexts(language) {
  const lines = (await readFile(join(here, "..", `texts.${language}.ftl`), "utf8")).split("\n");
  return lines.flatMap((line) => {
    const match = /^ui-([a-z-]+) = (.*)$/.exec(line);
    return match ? [`data-text-${match[1]}="${match[2].replace(/"/g, "&quot;")}"`] : [];
  });
}

function fill(html, { manifest, texts, elder }) {
  return html
    .replace(/\{asset:([\w.]+)\}/g, (_, name) => `/assets/${manifest[name]}`)
    .replace("{texts}", texts.join(" "))
    .replace("{elder}", elder ? " elder" : "")
    .replace(/\{table2\}/g, table2)
    .replace(/\{table3:(\w+)\}/g, (_, mode) => table3(mode))
    .replace(/\{table4\}/g, table4);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { address } = await serve(Number(process.argv[2] ?? 4180));
  console.log(`portal patterns ${address}/   office patterns ${address}/office   (?elder, ?lang=en)`);
}
