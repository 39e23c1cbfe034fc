// What a chart draws, read from the table beside it, so that picture and table cannot differ.

export interface Series {
  readonly name: string;
  readonly values: readonly (number | null)[];
}

export interface TableData {
  readonly categories: readonly string[];
  readonly series: readonly Series[];
}

/** First column: categories; every further column of the last header row: a series. */
export function readTable(table: HTMLTableElement): TableData {
  const header = table.tHead?.rows[table.tHead.rows.length - 1];
  const heads = header ? Array.from(header.cells) : [];
  const rows = Array.from(table.tBodies)
    .flatMap((body) => Array.from(body.rows))
    .filter((row) => !row.cells[0]?.hasAttribute("data-chart-skip"));
  const categories = rows.map((row) => words(row.cells[0]));
  const series = heads.flatMap((head, column) =>
    column === 0 || head.hasAttribute("data-chart-skip")
      ? []
      : [{ name: words(head), values: rows.map((row) => figure(row.cells[column])) }],
  );
  return { categories, series };
}

/** The figure of a cell; null (a gap) when it holds none. */
export function figure(cell: HTMLTableCellElement | undefined): number | null {
  if (!cell) return null;
  const plain = (cell.dataset["value"] ?? words(cell)).replace(/[\s,，]/g, "");
  const match = /^([-−]?)(\d+(?:\.\d+)?)%?$/.exec(plain);
  return match ? Number(`${match[1] ? "-" : ""}${match[2]}`) : null;
}

function words(cell: HTMLTableCellElement | undefined): string {
  return cell?.textContent?.replace(/\s+/g, " ").trim() ?? "";
}
