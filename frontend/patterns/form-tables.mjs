// The statutory tables of the 2021 edition as HTML, with invented figures, from the data the program itself uses.
import { readFile } from "node:fs/promises";

const edition = JSON.parse(await readFile(new URL("../../crates/report/editions/2021.json", import.meta.url), "utf8"));

/** Figures of one invented street; all other cells are 0. */
const FIGURES = {
  "new_received.natural_person": 11, "new_received.commercial": 1, "new_received.total": 12,
  "carried_in.natural_person": 2, "carried_in.total": 2,
  "granted.natural_person": 5, "granted.total": 5,
  "granted_in_part.natural_person": 2, "granted_in_part.total": 2,
  "refused_third_party.natural_person": 1, "refused_third_party.total": 1,
  "unavailable_not_held.natural_person": 2, "unavailable_not_held.commercial": 1, "unavailable_not_held.total": 3,
  "not_processed_petition.natural_person": 1, "not_processed_petition.total": 1,
  "total.natural_person": 11, "total.commercial": 1, "total.total": 12,
  "carried_out.natural_person": 2, "carried_out.total": 2,
};

/** `read`: as published; `states`: with the cells a reader could not be sure of; `entry`: to be filled in. */
export function table3(mode) {
  const { header, rows, columns, label_spans: spans } = edition.t3;
  const head = header.map((cells, index) => `<tr>${cells.map((cell) => headCell(cell, index)).join("")}</tr>`).join("\n");
  const depth = { results: 1, refused: 2, unavailable: 2, not_processed: 2, other: 2 };
  let pending = "";
  const body = [];
  for (const row of rows) {
    const { rowspan, colspan } = spans[row.id] ?? {};
    const from = row.parent === null ? 1 : row.parent === "results" ? 2 : 3;
    if (!row.leaf) {
      pending += `<th class="from-${depth[row.id]}" scope="rowgroup" rowspan="${rowspan}">${row.label}</th>`;
      continue;
    }
    const label = `<th class="from-${from}" scope="row"${colspan ? ` colspan="${colspan}"` : ""}>${row.label}</th>`;
    body.push(`<tr data-row="t3.${row.id}">${pending}${label}${columns.map((column) => cell(row, column, mode)).join("")}</tr>`);
    pending = "";
  }
  const attributes = mode === "entry" ? ` data-row-notes data-identities='${identities()}' data-prior='{"t3.carried_out.natural_person":"3","t3.carried_out.total":"3"}'` : "";
  return `<table class="form-table form-table-fixed"${attributes}>
<caption class="visually-hidden">三、收到和处理政府信息公开申请情况</caption>
<colgroup><col class="label-1"><col class="label-2"><col class="label-3"><col class="figure" span="7"></colgroup>
<thead>${head}</thead>
<tbody>
${body.join("\n")}
</tbody>
</table>`;
}

function headCell({ text, rowspan, colspan }, index) {
  const sticky = index === 0 && colspan === 3 ? ' class="from-1"' : "";
  const scope = colspan > 1 ? "colgroup" : "col";
  return `<th${sticky} scope="${scope}" rowspan="${rowspan}" colspan="${colspan}">${text}</th>`;
}

function cell(row, column, mode) {
  const key = `${row.id}.${column.id}`;
  const total = column.id === "total" || row.id === "total";
  const figure = FIGURES[key] ?? 0;
  if (mode === "entry") {
    const value = total && row.id !== "granted" ? "" : figure;
    const wrong = key === "granted.total" ? 6 : value;
    return `<td class="entry${total ? " total" : ""}"><input name="t3.${key}" aria-label="${row.label} ${column.label}" inputmode="numeric" autocomplete="off" data-type="${column.value_type}" value="${wrong}"></td>`;
  }
  const state = mode === "states" ? STATES[key] : undefined;
  const finding = mode === "states" && key === "total.total" ? ' data-finding="error"' : "";
  const shown = { blank: "", slash: "/", text: "2+1", missing: "缺" }[state] ?? figure;
  return `<td${total ? ' class="total"' : ""} data-cell="t3.${key}" data-state="${state ?? "value"}"${finding}>${shown}</td>`;
}

const STATES = {
  "granted.research": "blank", "granted.public_welfare": "blank",
  "refused_state_secret.commercial": "slash", "refused_state_secret.research": "slash",
  "refused_third_party.natural_person": "text",
  "unavailable_unclear.legal_service": "missing", "unavailable_unclear.other_org": "missing",
};

const KIND_TEXT = { column_balance: "一 + 二 应等于三（七）+ 四", column_sum: "总计应等于各项办理结果之和", row_sum: "总计应等于各申请人之和", cross_year: "上年“结转下年”应等于本年“上年结转”" };

function identities() {
  const list = edition.identities
    .filter(({ id, kind }) => id.startsWith("t3.") || id === "x.t3.carry.natural_person" || (kind === "cross_year" && id === "x.t3.carry.total"))
    .map(({ id, lhs, rhs, op, severity, kind }) => ({ id, left: lhs, right: rhs, op, severity, text: KIND_TEXT[kind] ?? "" }));
  return JSON.stringify(list).replace(/'/g, "&#39;");
}

export function table2() {
  const rows = edition.t2.groups.map(({ label, header, columns, rows: lines }) => {
    const span = 4 - columns.length;
    const titles = columns.map((column) => `<th scope="col" colspan="${columns.length === 1 ? span : 1}">${column.label}</th>`).join("");
    const body = lines.map((line) => `<tr><th scope="row">${line.label}</th>${columns.map((column) => `<td colspan="${columns.length === 1 ? span : 1}" data-cell="t2.${line.id}.${column.id}" data-state="value">0</td>`).join("")}</tr>`);
    return `<tr><th class="band" colspan="4" scope="colgroup">${label}</th></tr><tr><th scope="col">${header}</th>${titles}</tr>${body.join("")}`;
  });
  return `<table class="form-table form-table-even"><caption class="visually-hidden">二、主动公开政府信息情况</caption><tbody>${rows.join("\n")}</tbody></table>`;
}

export function table4() {
  const head = edition.t4.header.map((cells, index) => `<tr>${cells.map((one) => headCell(one, index + 1)).join("")}</tr>`).join("");
  const figures = Array.from({ length: 15 }, (_, index) => `<td data-state="value"${index % 5 === 4 ? ' class="total"' : ""}>${index === 0 || index === 4 ? 1 : 0}</td>`);
  return `<table class="form-table form-table-even form-table-wide"><caption class="visually-hidden">四、政府信息公开行政复议、行政诉讼情况</caption><thead>${head}</thead><tbody><tr>${figures.join("")}</tr></tbody></table>`;
}
