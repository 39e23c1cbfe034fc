//! Rolls are listed without long texts: on PostgreSQL by somebody who may not read them.

use gongkai_store::id::{BodyId, CollectionId};
use gongkai_store::obligations::{self, Browse};
use gongkai_store::{Database, Sql, Transaction, migrations, values};

use crate::databases::now;

/// Lets a role read every column there is but the long texts.
const ALL_BUT_TEXTS: &str = "DO $$ DECLARE each RECORD; BEGIN
    FOR each IN SELECT table_name, column_name FROM information_schema.columns
        WHERE table_schema = 'public' AND (table_name, column_name) NOT IN
            (('publications', 'text'), ('publications', 'reading'), ('reports', 'reading'), ('bodies', 'profile'),
             ('returns', 'note'), ('returns', 'findings'), ('returns', 'answer'), ('returns', 'parties'))
    LOOP EXECUTE format('GRANT SELECT (%I) ON %I TO lists', each.column_name, each.table_name); END LOOP; END $$";

async fn without_texts(database: &Database) -> Transaction {
    let mut transaction = database.begin().await.unwrap();
    for statement in ["CREATE ROLE lists", ALL_BUT_TEXTS, "SET LOCAL ROLE lists"] {
        transaction.execute(statement, values![]).await.unwrap();
    }
    transaction
}

#[tokio::test]
async fn no_long_text_is_asked_for() {
    let database = Database::open(&gongkai_testkit::postgres::fresh_database()).await.unwrap();
    migrations::run(&database, now()).await.unwrap();
    for text in ["SELECT text FROM publications", "SELECT p.* FROM publications p", "SELECT r.* FROM reports r"] {
        let refused = without_texts(&database).await.rows(text, values![]).await;
        assert!(refused.is_err(), "{text}: a test that cannot fail");
    }
    let mut lists = without_texts(&database).await;
    let (collection, body) = (CollectionId::new(now()), BodyId::new(now()));
    assert_eq!(obligations::listed(&mut lists, &collection).await.unwrap(), []);
    assert_eq!(obligations::of_body_listed(&mut lists, &body).await.unwrap(), []);
    assert_eq!(obligations::browsed(&mut lists, &collection, &Browse::default(), 9).await.unwrap(), []);
}
