//! Pages as programs save them: LibreOffice, Word, WPS, a content management system.

use gongkai_documents::{Document, Format, Limits, read};

use crate::outline::{assert_lines, notices, outline};

fn fixture(bytes: &[u8]) -> Document {
    let document = read(bytes, &Limits::default()).unwrap();
    assert_eq!(document.format, Format::Html);
    document
}

#[test]
fn libreoffice() {
    let document = fixture(include_bytes!("../../fixtures/html/libreoffice.html"));
    assert_lines(
        &outline(&document),
        "h1 示例区青禾街道2023年政府信息公开工作年度报告\n\
         h2 一、总体情况\n\
         p 本年度，青禾街道依法履行公开职责，主动公开各类信息86条。\\n办结申请4件。\n\
         h2 二、主动公开政府信息情况\n\
         table 5x4\n\
         ¦  0![1x4]:第二十条第（一）项\n\
         ¦  0:信息内容 | 1:本年制发件数 | 2:本年废止件数 | 3:现行有效件数\n\
         ¦  0:规章 | 1:0 | 2: | 3:\\u{a0}\n\
         ¦  0[2x1]:行政规范性文件 | 1[1x2]:2 | 3:5\n\
         ¦  1:1\\n（其中修订1件） | 2:/ | 3:10\n\
         p 注：以上数据截至2023年12月31日。",
    );
    assert!(document.notices.is_empty());
    assert_eq!(document.title.as_deref(), Some("示例区青禾街道2023年政府信息公开工作年度报告"));
}

#[test]
fn word() {
    let document = fixture(include_bytes!("../../fixtures/html/word.html"));
    assert_lines(
        &outline(&document),
        "h1 青禾街道2023年政府信息公开工作年度报告\n\
         p \n\
         p 一、总体情况\n\
         p 本年度主动公开信息86条，办结申请4件。\n\
         p \\u{a0}\n\
         table 3x3 head 1\n\
         ¦  0[1x3]:第二十条第（五）项\n\
         ¦  0[2x1]:行政\\n许可 | 1[1x2]:125\n\
         ¦  1: | 2:\\u{a0}\n\
         p ",
    );
    let expected = [
        "HiddenContent 内部批注：此句待核实，不得对外公布，核实后由办公室删除",
        "TrackedChanges del ins",
        "StruckText 3",
    ];
    assert_eq!(notices(&document), expected);
}

#[test]
fn wps() {
    let document = fixture(include_bytes!("../../fixtures/html/wps.html"));
    assert_lines(
        &outline(&document),
        "table 3x6\n\
         ¦  0[2x2]:申请人情况 | 2[1x4]:法人或其他组织\n\
         ¦  2:商业\\n企业 | 3:科研机构 | 4:社会公益组织 | 5:\\u{a0}其他\n\
         ¦  0[1x2]:本年新收 | 2:1 | 3:0 | 4: | 5:/",
    );
    assert_eq!(notices(&document), ["HiddenContent 隐藏行 7"]);
}

#[test]
fn content_management_system() {
    let document = fixture(include_bytes!("../../fixtures/html/cms.html"));
    assert_lines(
        &outline(&document),
        "h1 青禾街道2023年政府信息公开工作年度报告\n\
         p 发布日期：2024-01-22\\u{3000}来源：青禾街道办事处\\u{3000}字号：大 中 小\n\
         p \\u{3000}\\u{3000}一、总体情况\n\
         p \\u{3000}\\u{3000}2023年，青禾街道主动公开信息86条，收到申请4件，均按期答复。详见区政府网站。\n\
         p \\u{a0}\n\
         p \\u{3000}\\u{3000}二、主动公开政府信息情况\n\
         table 4x3\n\
         ¦  0[1x3]:第二十条第（一）项\n\
         ¦  0:信息内容 | 1:本年制发件数 | 2:现行有效件数\n\
         ¦  0:规章 | 1:0 | 2:\\u{a0}\n\
         ¦  0:行政规范性文件 | 1:2 | 2:\n\
         p \\u{3000}\\u{3000}三、其他需要报告的事项\\n\\u{3000}\\u{3000}无。\n\
         p 附件：年度报告.docx\n\
         p 上一篇：白云街道2023年年报",
    );
    assert_eq!(document.title.as_deref(), Some("青禾街道2023年政府信息公开工作年度报告 - 示例区人民政府"));
    let expected = ["HiddenContent 站内统计代码与广告位说明，共计二十余字的隐藏文字在这里不显示", "PictureSkipped 1"];
    assert_eq!(notices(&document), expected);
}
