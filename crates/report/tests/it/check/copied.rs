//! Copied text against last year and within a batch.

use gongkai_law::Severity;
use gongkai_report::EditionId;
use gongkai_report::check::{BatchBuilder, BatchMember, Context, Fingerprint, Settings, check_batch, copied_in_batch};
use gongkai_report::model::Report;

use super::builder::{codes_of, findings, rendered, report, say};

const OVERVIEW: [&str; 4] = [
    "我街道把公开工作列入重点，由办公室牵头，各科室分工负责，定期会商。",
    "全年通过网站公开信息73条，通过公告栏公开信息120条，发放资料300份。",
    "对拟公开的材料逐件审查，先审查后公开，确保不出现泄密和失实。",
    "在便民大厅设立查阅点，安排专人解答居民的询问，方便居民查阅材料。",
];
const PROBLEMS: [&str; 3] = [
    "存在的主要问题是栏目更新不够勤，个别科室报送材料不够及时。",
    "二是解读材料形式单一，图解和视频较少，居民不容易看懂。",
    "改进措施是每月清点一次栏目，对超过三十天没有更新的逐一催办。",
];

fn worded(overview: &[&str], problems: &[&str]) -> Report {
    let mut report = report(EditionId::E2021);
    let opening = "2022年，全年收到政府信息公开申请3件，均在法定期限内办结。";
    say(&mut report, 1, &[&[opening], overview].concat());
    say(&mut report, 5, problems);
    report
}

fn last_year(mut report: Report) -> Report {
    report.year = Some(2021);
    for section in &mut report.sections {
        for line in &mut section.lines {
            line.text = line.text.replace("2022", "2021").replace("73", "65").replace("3件", "2件");
        }
    }
    report
}

fn share(this: &Report, prior: &Report) -> Vec<(&'static str, Severity)> {
    let all = findings(this, &Context { prior: Some(prior), ..Context::default() });
    all.iter().map(|finding| (finding.code.0, finding.severity)).collect()
}

#[test]
fn figures_changed_in_an_old_text_are_still_an_old_text() {
    let this = worded(&OVERVIEW, &PROBLEMS);
    assert_eq!(share(&this, &last_year(this.clone())), [("copied-from-prior", Severity::Warning)]);
    let all = findings(&this, &Context { prior: Some(&last_year(this.clone())), ..Context::default() });
    assert_eq!(all[0].args["percent"], "100");
    assert!(all[0].excerpt.is_some() && all[0].at.is_some());
}

#[test]
fn a_third_is_information_and_a_tenth_is_nothing() {
    let new = [
        "本年重点抓好政策解读，新增图解十二期、短视频六期，居民反映看得懂。",
        "与社区一起办了三场面对面说明会，当场答复居民提问四十余个。",
        "对公开目录作了全面修订，删去过时事项，增补养老和就业两类内容。",
    ];
    let this = worded(&new, &PROBLEMS);
    assert_eq!(share(&this, &last_year(worded(&OVERVIEW, &PROBLEMS))), [("copied-from-prior", Severity::Info)]);
    assert_eq!(
        share(&this, &last_year(worded(&OVERVIEW, &["上年的问题是人手不足，窗口排队时间较长，群众有意见。"]))),
        []
    );
}

#[test]
fn a_copied_pair_in_a_batch_names_each_other() {
    let mut one = worded(&OVERVIEW, &PROBLEMS);
    one.body = Some("青禾街道".to_owned());
    let mut other = one.clone();
    other.body = Some("白石镇".to_owned());
    let third = report(EditionId::E2021);
    let members = [("青禾街道", &one), ("白石镇", &other), ("蓝田街道", &third)];
    let members = members.map(|(name, report)| BatchMember { name, report });
    let all = check_batch(&members, &Settings::default());
    assert_eq!(
        all.iter().map(|list| codes_of(list)).collect::<Vec<_>>(),
        [vec!["copied-in-batch"], vec!["copied-in-batch"], vec![]]
    );
    assert_eq!(all[0][0].args["other"], "白石镇");
    assert_eq!(all[1][0].args["other"], "青禾街道");
    all.iter().flatten().for_each(rendered);
}

#[test]
fn sentences_shared_with_many_are_no_copy() {
    // Each sentence stands in some other report, but no report is like this one.
    let this = worded(&OVERVIEW, &PROBLEMS);
    let settings = Settings::default();
    let mut builder = BatchBuilder::new();
    let number = builder.add("青禾街道", &Fingerprint::of(&this));
    let all = Fingerprint::of(&this);
    for (hash, length) in all.iter() {
        builder.add("某镇", &Fingerprint { hashes: vec![hash], lengths: vec![length] });
    }
    assert_eq!(copied_in_batch(&this, number, &builder.finish(&settings), &settings), None);
}

#[test]
fn the_template_of_a_large_batch_is_no_copy() {
    // Thirty reports share the overview; each has problems of its own.
    let own = |number: usize| {
        let words: String = ('一'..).skip(number * 40).take(30).collect();
        format!("存在的主要问题是{words}没有做好")
    };
    let reports: Vec<Report> = (0..30).map(|number| worded(&OVERVIEW, &[&own(number)])).collect();
    let members: Vec<BatchMember<'_>> = reports.iter().map(|report| BatchMember { name: "某街道", report }).collect();
    assert!(check_batch(&members, &Settings::default()).iter().all(Vec::is_empty));
}

#[test]
fn a_batch_needs_one_report_at_a_time() {
    let this = worded(&OVERVIEW, &PROBLEMS);
    let settings = Settings::default();
    let mut builder = BatchBuilder::new();
    let first = builder.add("甲镇", &Fingerprint::of(&this));
    for number in 0..40_u64 {
        let strange = Fingerprint { hashes: vec![number], lengths: vec![20] };
        builder.add(format!("第{number}镇"), &strange);
    }
    let again = Fingerprint::of(&this);
    assert_eq!(again.hashes.len(), again.lengths.len());
    let last = builder.add("乙镇", &again);
    let batch = builder.finish(&settings);
    let finding = copied_in_batch(&this, last, &batch, &settings).unwrap();
    assert_eq!((finding.args["other"].as_str(), finding.severity), ("甲镇", Severity::Warning));
    assert!(copied_in_batch(&this, first, &batch, &settings).is_some());
}
