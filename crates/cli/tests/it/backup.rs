//! Backups: taken under load, brought back into either database, refused when they are not what was written.

use std::io::{Read, Write};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use serde_json::Value;

use crate::office::{Kept, Office, PASSWORD};
use crate::server::{Client, Server};
use crate::stage::{Run, command};

fn run(office: &Office, arguments: &str) -> Run {
    let output = command(&office.path(""), arguments).output().unwrap();
    Run {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        error: String::from_utf8(output.stderr).unwrap(),
    }
}

fn where_it_is(office: &Office) -> String {
    format!("--data {} {}", office.data().display(), office.arguments())
}

#[test]
fn a_backup_under_load_restores_to_a_journal_that_holds() {
    for from in [Kept::Sqlite, Kept::Postgres] {
        let office = Office::new(from, 1);
        let settings = format!("--set site.requests_per_minute=1000000 {}", office.arguments());
        let server = Server::start(&office.data(), &settings);
        let browser = Client::new(server.address).sign_in("admin", PASSWORD);
        let (done, acknowledged) = (AtomicBool::new(false), AtomicU32::new(0));
        let path = format!("/office/bodies/{}/profile", office.streets[0]);
        let mut before = Vec::new();
        std::thread::scope(|scope| {
            scope.spawn(|| {
                for address in 1.. {
                    if done.load(Ordering::SeqCst) {
                        return;
                    }
                    let seen = browser.get(&path).unwrap().value("seen");
                    let address_text = address.to_string();
                    let fields = [
                        ("seen", seen.as_str()),
                        ("disclosure_office", "办公室"),
                        ("address", &address_text),
                        ("hours", "工作日"),
                        ("phone", "0000-1234567"),
                    ];
                    assert_eq!(browser.post(&path, &fields).unwrap().status, 303);
                    acknowledged.store(address, Ordering::SeqCst);
                }
            });
            for number in 0..3 {
                while acknowledged.load(Ordering::SeqCst) < 5 * (number + 1) {
                    std::thread::yield_now();
                }
                before.push(acknowledged.load(Ordering::SeqCst));
                run(&office, &format!("backup {number}.zip {}", where_it_is(&office))).ends_with(0);
            }
            done.store(true, Ordering::SeqCst);
        });
        server.stop();
        for (number, before) in before.into_iter().enumerate() {
            for to in [Kept::Sqlite, Kept::Postgres] {
                restores(&office, &format!("{number}.zip"), to, before);
            }
        }
    }
}

/// Restores into a new place, verifies there, and looks for what was acknowledged before the backup began.
fn restores(office: &Office, backup: &str, to: Kept, before: u32) {
    let target = tempfile::tempdir().unwrap();
    let database = match to {
        Kept::Sqlite => String::new(),
        Kept::Postgres => format!("--database {}", gongkai_testkit::postgres::fresh_database()),
    };
    let place = format!("--data {} {database}", target.path().join("data").display());
    run(office, &format!("restore {backup} {place}")).ends_with(0);
    let verified = run(office, &format!("verify --format json --heads {backup} {place}")).ends_with(0);
    assert_eq!(verified.json()[0]["holds"], true);
    let server = Server::start(&target.path().join("data"), &database);
    let browser = Client::new(server.address).sign_in("admin", PASSWORD);
    let address = browser.get(&format!("/office/bodies/{}/profile", office.streets[0])).unwrap().value("address");
    assert!(address.parse::<u32>().unwrap() >= before, "{address} of {before}");
    server.stop();
    // What was restored is in use now.
    run(office, &format!("restore {backup} {place}")).ends_with(1);
}

#[test]
fn a_backup_that_was_altered_is_refused() {
    let office = Office::new(Kept::Sqlite, 1);
    run(&office, &format!("backup whole.zip {}", where_it_is(&office))).ends_with(0);
    run(&office, &format!("backup whole.zip {}", where_it_is(&office))).ends_with(1);
    run(&office, &format!("backup whole.zip --force {}", where_it_is(&office))).ends_with(0);
    for (part, from, to) in [
        ("tables/bodies.jsonl", "示例区人民政府", "样本区人民政府"),
        ("tables/journal.jsonl", "body_entered", "body_invented"),
        ("tables/people.jsonl", "zhuguan", "zhuguam"),
        ("manifest.json", "gongkai.backup/1", "gongkai.backup/9"),
    ] {
        alter(&office, part, from, to);
        let run = run(&office, "restore altered.zip --data fresh");
        assert_ne!(run.code, Some(0), "{part}: {}", run.out);
        assert!(run.error.contains("altered.zip"), "{part}: {}", run.error);
    }
    assert!(!office.path("fresh").exists(), "what was refused leaves nothing");
    std::fs::write(office.path("none.zip"), "none").unwrap();
    let damaged = run(&office, "restore none.zip --data untouched");
    assert!(damaged.code != Some(0) && !office.path("untouched").exists(), "{}", damaged.error);
    run(&office, &format!("backup nightly {}", where_it_is(&office))).ends_with(0);
    let made = std::fs::read_dir(office.path("nightly")).unwrap().next().unwrap().unwrap().file_name();
    assert!(made.to_string_lossy().starts_with("gongkai-") && made.to_string_lossy().ends_with("Z.zip"), "{made:?}");
    // After all that was refused, the place is still free.
    run(&office, "restore whole.zip --data fresh").ends_with(0);
    run(&office, "verify --data fresh --heads whole.zip").ends_with(0);
}

#[test]
fn a_restore_that_fails_leaves_the_place_as_it_was() {
    let office = Office::new(Kept::Sqlite, 1);
    let (_, members) = office.collection(2023);
    std::fs::write(office.path(&members[0].file_name), &members[0].bytes).unwrap();
    let file = members[0].file_name.clone();
    run(&office, &format!("import reports {file} --year 2023 {}", where_it_is(&office))).ends_with(0);
    run(&office, &format!("backup whole.zip {}", where_it_is(&office))).ends_with(0);
    let whole = std::fs::read(office.path("whole.zip")).unwrap();
    std::fs::write(office.path("cut.zip"), &whole[..whole.len() * 9 / 10]).unwrap();
    let mut foreign = zip::ZipWriter::new(std::fs::File::create(office.path("foreign.zip")).unwrap());
    foreign.start_file("letter.txt", zip::write::SimpleFileOptions::default()).unwrap();
    foreign.write_all("一封信".as_bytes()).unwrap();
    foreign.finish().unwrap();
    // Found only after the files are in place and rows are in their tables.
    alter(&office, "tables/people.jsonl", "zhuguan", "zhuguam");
    std::fs::rename(office.path("altered.zip"), office.path("damaged.zip")).unwrap();
    for backup in ["cut.zip", "foreign.zip", "damaged.zip"] {
        assert_ne!(run(&office, &format!("restore {backup} --data deep/new")).code, Some(0), "{backup}");
        assert!(!office.path("deep").exists(), "{backup}: nothing was there");
        // A folder that holds other things keeps them, and nothing else.
        std::fs::create_dir_all(office.path("own/blobs")).unwrap();
        std::fs::write(office.path("own/gongkai.toml"), "[site]\n").unwrap();
        assert_ne!(run(&office, &format!("restore {backup} --data own")).code, Some(0), "{backup}");
        assert_eq!(files(&office.path("own")), ["blobs", "gongkai.toml"], "{backup}");
        assert!(files(&office.path("own/blobs")).is_empty(), "{backup}");
        // A database that is there stays, and has no more in it than before.
        let database = gongkai_testkit::postgres::fresh_database();
        let place = format!("--data own --database {database}");
        assert_ne!(run(&office, &format!("restore {backup} {place}")).code, Some(0), "{backup}");
        assert_eq!(files(&office.path("own")), ["blobs", "gongkai.toml"], "{backup}");
        let step = crate::office::block_on(async {
            let database = gongkai_store::Database::open(&database).await.unwrap();
            let step = gongkai_store::migrations::current(&database).await.unwrap();
            database.close().await;
            step
        });
        assert_eq!(step, 0, "{backup}: no table was made");
    }
    run(&office, "restore whole.zip --data own").ends_with(0);
    assert_ne!(run(&office, "restore damaged.zip --data own").code, Some(0));
    run(&office, "verify --data own --heads whole.zip").ends_with(0);
    assert_eq!(files(&office.path("own/blobs")).len(), 1, "what was there before stays");
}

#[test]
fn a_backup_of_an_older_program_is_brought_up_to_date_with_what_is_in_it() {
    use gongkai_store::{Database, bodies, migrations, webhooks};

    let office = Office::new(Kept::Sqlite, 0);
    let older = office.path("older");
    std::fs::create_dir_all(&older).unwrap();
    crate::office::block_on(async {
        let kept = office.open().await;
        let district = bodies::by_id(&mut &kept.database, &office.district).await.unwrap();
        kept.database.close().await;
        let app = crate::office::open(&older, None).await;
        let now = app.now();
        let mut transaction = app.database.begin().await.unwrap();
        migrations::run_in(&mut transaction, migrations::newest(), now).await.unwrap();
        bodies::insert(&mut transaction, &district).await.unwrap();
        let webhook = webhooks::Webhook {
            id: gongkai_store::id::WebhookId::new(now),
            body: district.id.clone(),
            url: "https://example.test/hook".to_owned(),
            secret: "secret".to_owned(),
            active: true,
            gone_at: None,
            created_at: now,
            created_by: "管理员".to_owned(),
        };
        webhooks::insert(&mut transaction, &webhook).await.unwrap();
        // The last steps are taken back: a table they change has a row by then.
        for text in [
            "ALTER TABLE bodies DROP COLUMN former_names",
            "ALTER TABLE drafts DROP COLUMN sums",
            "ALTER TABLE drafts DROP COLUMN override_reason",
            "ALTER TABLE reports DROP COLUMN sums",
            "ALTER TABLE reports DROP COLUMN explanation",
            "ALTER TABLE reports DROP COLUMN absent",
            "ALTER TABLE reports DROP COLUMN absent_reason",
            "ALTER TABLE reports DROP COLUMN submitted_by",
            "ALTER TABLE reports DROP COLUMN submitted_at",
            "DELETE FROM schema_steps WHERE number >= 14",
        ] {
            transaction.execute(text, Vec::new()).await.unwrap();
        }
        assert_eq!(migrations::newest(), 17, "another step is taken back otherwise");
        transaction.commit().await.unwrap();
        let file = std::fs::File::create(office.path("older.zip")).unwrap();
        gongkai_app::operation::backup(&app, file, || {}).await.unwrap();
        app.database.close().await;
    });
    for database in [format!("sqlite:{}", office.path("new.db").display()), gongkai_testkit::postgres::fresh_database()]
    {
        run(&office, &format!("restore older.zip --data new --database {database}")).ends_with(0);
        crate::office::block_on(async {
            let database = Database::open(&database).await.unwrap();
            assert_eq!(migrations::current(&database).await.unwrap(), migrations::newest());
            assert_eq!(webhooks::all(&mut &database).await.unwrap().len(), 1);
            database.close().await;
        });
    }
}

/// The names in a folder, in order.
fn files(folder: &std::path::Path) -> Vec<String> {
    let found = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = found.collect();
    names.sort();
    names
}

/// Copies the backup with one text of one part replaced.
fn alter(office: &Office, part: &str, from: &str, to: &str) {
    let mut whole = zip::ZipArchive::new(std::fs::File::open(office.path("whole.zip")).unwrap()).unwrap();
    let mut altered = zip::ZipWriter::new(std::fs::File::create(office.path("altered.zip")).unwrap());
    for index in 0..whole.len() {
        let mut entry = whole.by_index(index).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut text = String::new();
        entry.read_to_string(&mut text).unwrap();
        assert!(name != part || text.contains(from), "{part} has no {from}");
        let text = if name == part { text.replacen(from, to, 1) } else { text };
        altered.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        altered.write_all(text.as_bytes()).unwrap();
    }
    altered.finish().unwrap();
}

#[test]
fn a_chain_cut_short_or_written_anew_shows_against_kept_heads() {
    let office = Office::new(Kept::Sqlite, 2);
    let place = where_it_is(&office);
    let heads = run(&office, &format!("verify --format json {place}")).ends_with(0).out;
    std::fs::write(office.path("heads.json"), heads).unwrap();
    run(&office, &format!("verify --heads heads.json {place}")).ends_with(0);
    // Whoever holds the file can do this; the program cannot.
    let cut = |chain: &str| {
        let text = format!(
            "DELETE FROM journal WHERE chain = '{chain}' AND seq = (SELECT MAX(seq) FROM journal WHERE chain = '{chain}');
             UPDATE journal_heads SET seq = seq - 1, hash = COALESCE((SELECT hash FROM journal WHERE chain = '{chain}'
             ORDER BY seq DESC LIMIT 1), '{}') WHERE chain = '{chain}'",
            gongkai_store::journal::GENESIS
        );
        crate::office::block_on(async {
            let app = office.open().await;
            app.database.maintain(text.leak()).await.unwrap();
            app.database.close().await;
        });
    };
    cut(office.district.as_str());
    run(&office, &format!("verify {place}")).ends_with(0);
    let shown = run(&office, &format!("verify --format json --heads heads.json {place}")).ends_with(1);
    let lost: &Value = &shown.json()[0]["lost"];
    assert_eq!((&lost[0]["why"], &lost[0]["name"]), (&"cut-short".into(), &"示例区人民政府".into()), "{lost}");
}
