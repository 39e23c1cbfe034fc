// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { readTable } from "../src/table-data";
import { chartOption, grouped, type ChartOptions } from "../src/chart-option";

function table(html: string): HTMLTableElement {
  const holder = document.createElement("div");
  holder.innerHTML = `<table>${html}</table>`;
  return holder.querySelector("table") as HTMLTableElement;
}

const DATA = table(`
  <thead><tr><th>年度</th><th>新收</th><th data-chart-skip>备注</th><th>比例</th></tr></thead>
  <tbody>
    <tr><th>2021</th><td>1,204</td><td>略</td><td>12.5%</td></tr>
    <tr><th>2022</th><td></td><td></td><td data-value="0.75">3/4</td></tr>
    <tr><th>2023</th><td>−3</td><td></td><td>缺</td></tr>
    <tr><th data-chart-skip>合计</th><td>9</td><td></td><td>9</td></tr>
  </tbody>`);

describe("the table of a chart", () => {
  it("gives categories and series; what is no figure is a gap", () => {
    expect(readTable(DATA)).toEqual({
      categories: ["2021", "2022", "2023"],
      series: [
        { name: "新收", values: [1204, null, -3] },
        { name: "比例", values: [12.5, 0.75, null] },
      ],
    });
  });

  it("reads the last header row of several, and nothing from an empty table", () => {
    const two = table("<thead><tr><th rowspan=2></th><th>x</th></tr><tr><th>年</th><th>数</th></tr></thead><tbody><tr><th>1</th><td>2</td></tr></tbody>");
    expect(readTable(two).series).toEqual([{ name: "数", values: [2] }]);
    expect(readTable(table(""))).toEqual({ categories: [], series: [] });
  });
});

describe("the chart's option", () => {
  const palette = { series: ["#1", "#2"], ink: "#0", soft: "#8", line: "#d", page: "#f", font: "x", size: 14 };
  const options: ChartOptions = { data: readTable(DATA), kind: "line", stacked: false, horizontal: false, unit: "件", description: "说明" };
  const made = (changes: Partial<ChartOptions>) =>
    chartOption({ ...options, ...changes }, palette, () => document.createElement("div"), 600) as Record<string, any>;

  it("keeps gaps as gaps and tells lines apart by more than colour", () => {
    const { series } = made({});
    expect(series[0].data).toEqual([1204, null, -3]);
    expect(series[0].connectNulls).toBe(false);
    expect(series[0].symbol).not.toBe(series[1].symbol);
    expect(series[0].lineStyle.type).not.toBe(series[1].lineStyle.type);
    expect(made({ kind: "bar" })["aria"].decal.show).toBe(true);
  });

  it("carries the description for screen readers, and lies down when asked", () => {
    expect(made({})["aria"].label.description).toBe("说明");
    expect(made({ horizontal: true, kind: "bar" })["yAxis"].data).toEqual(["2021", "2022", "2023"]);
    expect(made({ stacked: true, kind: "bar" })["series"][1].stack).toBe("all");
  });

  it("says a gap is a gap in the tooltip, and groups thousands", () => {
    let told: unknown;
    const option = chartOption(options, palette, (title, rows) => ((told = { title, rows }), document.createElement("div")), 600) as any;
    option.tooltip.formatter([{ name: "2022", seriesName: "新收", value: null }, { name: "2022", seriesName: "比例", value: 1204.5 }]);
    expect(told).toEqual({ title: "2022", rows: [{ name: "新收", value: "—" }, { name: "比例", value: "1,204.5 件" }] });
    expect(grouped(1234567)).toBe("1,234,567");
    expect(grouped(0.12345)).toBe("0.12345");
  });
});
