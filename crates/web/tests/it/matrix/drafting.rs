//! Drafts of a body's own report, as far along as a route wants them.

use gongkai_store::drafts;
use gongkai_store::id::DraftId;
use gongkai_store::people::Role;

use super::places::Place;
use crate::test_app::TestApp;

/// How far a draft has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    /// Being written, with a file attached.
    Open,
    /// Put before the leader.
    Submitted,
    /// Signed, and handed in.
    Signed,
}

/// A draft of a body about 2023.
pub(super) async fn draft(site: &TestApp, place: Place, stage: Stage) -> drafts::Draft {
    let body = place.body(site);
    site.person(Role::Leader, body).await;
    let officer = site.sign_in_as(Role::DisclosureOfficer, body).await;
    let begun = officer.post("/office/drafts", &[("body", body.as_str()), ("year", "2023")]).await;
    let path = begun.header("location").split('?').next().unwrap().to_owned();
    let kept = async || {
        let id = DraftId::parse(path.rsplit('/').next().unwrap()).unwrap();
        drafts::by_id(&mut &site.app.database, &id).await.unwrap()
    };
    let version = async || kept().await.revision.to_string();
    let attached = [("files", "附件.pdf", b"%PDF-1.7 x".as_slice())];
    officer.post_files(&format!("{path}/attachments"), &[("version", &version().await)], &attached).await;
    let words = [
        ("version", version().await),
        ("section-1", "（一）主动公开\r\n通过网站公开信息。".to_owned()),
        ("section-5", "存在的主要问题：公开不够及时。改进情况：加强培训。".to_owned()),
        ("section-6", "本年度没有收取信息处理费。".to_owned()),
    ];
    let words: Vec<(&str, &str)> = words.iter().map(|(name, text)| (*name, text.as_str())).collect();
    officer.post(&path, &words).await;
    if stage >= Stage::Submitted {
        officer.post(&format!("{path}/zeros"), &[("version", &version().await)]).await;
        let explained = [("version", &*version().await), ("explanation", "无")];
        officer.post(&format!("{path}/submit"), &explained).await;
    }
    if stage == Stage::Signed {
        let leader = site.sign_in_as(Role::Leader, body).await;
        let signed = [("version", &*version().await), ("answers_for_it", "yes")];
        leader.post(&format!("{path}/sign"), &signed).await;
    }
    let expected = match stage {
        Stage::Open => drafts::State::Draft,
        Stage::Submitted => drafts::State::Submitted,
        Stage::Signed => drafts::State::Signed,
    };
    let kept = kept().await;
    assert_eq!(kept.state, expected, "{place:?}");
    kept
}
