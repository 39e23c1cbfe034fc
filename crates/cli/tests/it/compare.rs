//! `gongkai compare`.

use crate::sample::with_figures;
use crate::stage::Stage;

#[test]
fn two_years_side_by_side() {
    let stage = Stage::new();
    stage
        .put("2022.html", with_figures("青禾街道", 2022, |_| "1".to_owned()))
        .put("2023.html", with_figures("青禾街道", 2023, |_| "3".to_owned()))
        .put("folder/x.html", "x");
    let run = stage.run("compare 2022.html 2023.html --format json").ends_with(0);
    assert_eq!(run.json()[0]["schema"], "gongkai.compare/1");
    let run = stage.run("compare 2022.html 2023.html").ends_with(0);
    assert!(run.out.contains("+2") && run.out.contains("青禾街道"), "{}", run.out);
    assert!(!run.out.contains("完全相同，没有可以对照的差异"), "{}", run.out);
    let itself = stage.run("compare 2022.html 2022.html").ends_with(0);
    assert!(itself.out.contains("两边是同一机关、同一年度的报告。"), "{}", itself.out);
    assert!(itself.out.contains("完全相同，没有可以对照的差异"), "{}", itself.out);
    stage.run("compare 2022.html 2023.html -o c.html").ends_with(0);
    assert!(stage.text("c.html").contains("青禾街道"));
    let run = stage.run("compare 2022.html 2023.html -o c.html").ends_with(1);
    assert!(run.error.contains("--force"), "{}", run.error);
    stage.run("compare 2022.html 2023.html -o c.html --force").ends_with(0);
    stage.run("compare 2022.html 2023.html -o c.csv").ends_with(0);
    let csv = stage.text("c.csv");
    assert!(csv.starts_with("\u{feff}数据编号,项目,青禾街道2022年,青禾街道2023年,增减,幅度（%）,说明"), "{csv}");
    assert!(csv.contains("\nt3.new_received.total,一、本年新收政府信息公开申请数量 · 总计,1,3,2,200,"), "{csv}");
    stage.run("compare 2022.html none.html").ends_with(2);
    stage.put("folder/y.html", "y").run("compare folder folder").ends_with(1);
}
