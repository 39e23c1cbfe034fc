//! Loading: everything that happened, in the order in which it happened.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gongkai_app::accounts::people::{self as office, Credential, NewPerson};
use gongkai_app::bodies::import::{self, Fate};
use gongkai_app::bodies::{NewBody, enter};
use gongkai_app::collection::{NewCollection, NewFile, open_collection, upload};
use gongkai_app::desk::{Accepting, Answer, Returning, Seen, accept, answer_return, return_report};
use gongkai_app::publishing::{Publishing, publish};
use gongkai_app::{App, AppError, Caller, Fixed, jobs};
use gongkai_store::bodies;
use gongkai_store::id::{BatchId, BodyId, CollectionId, ReturnId};
use gongkai_store::people::{self, Role};
use gongkai_store::settings::{self, INSTALLATION};
use gongkai_store::{findings, reports};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use super::own_report;
use super::{Demonstration, LOADED, OwnReport, Report, Then};
use crate::commands::CommandError;
use crate::operation::OperationError;

/// One thing that happens.
#[derive(Debug, Clone)]
enum Event<'a> {
    /// The collection of a year is opened.
    Open(i16),
    /// A file comes in.
    Receive(i16, &'a Report),
    /// It is judged: returned, or accepted.
    Judge(i16, &'a Report),
    /// The body answers with a mended file.
    Answer(i16, &'a Report),
    /// It is accepted after that.
    Settle(i16, &'a Report),
    /// It is published.
    Publish(i16, &'a Report),
    /// The root's own report is added up, signed and published.
    Own(i16, &'a OwnReport),
}

/// Loads a demonstration from its folder. `told` hears of everything done, with how much there is.
///
/// # Errors
/// [`CommandError`] when a file is missing or a use case refuses; the installation is of no use then.
pub(crate) async fn load(
    app: &App,
    demonstration: &Demonstration,
    folder: &Path,
    mut told: impl FnMut(u64),
) -> Result<(), CommandError> {
    let now = app.now();
    let events = events(demonstration, now);
    let clock = Arc::new(Fixed::at(events.first().map_or(now, |(moment, _)| before(*moment))));
    let app = App::new(app.database.clone(), app.blobs.clone(), clock.clone());
    let mut loader = Loader::begin(app, demonstration, folder).await?;
    let count = u64::try_from(events.len()).unwrap_or(u64::MAX);
    for (moment, event) in events {
        clock.set(moment);
        loader.happen(event).await?;
        told(count);
    }
    clock.set(now);
    let mut transaction = loader.app.database.begin().await?;
    settings::write(&mut transaction, INSTALLATION, LOADED, &true, now).await?;
    transaction.commit().await?;
    Ok(())
}

/// A day before: bodies and people are entered then.
fn before(moment: Timestamp) -> Timestamp {
    moment.checked_sub(SignedDuration::from_hours(24)).unwrap_or(moment)
}

/// Everything by its moment; what would lie ahead happens now.
fn events(demonstration: &Demonstration, now: Timestamp) -> Vec<(Timestamp, Event<'_>)> {
    let mut events = Vec::new();
    for year in &demonstration.years {
        events.push((year.opened, Event::Open(year.year)));
        events.extend(year.own.iter().map(|own| (own.reported, Event::Own(year.year, own))));
        for report in &year.reports {
            let after = |days: i64| {
                let time = SignedDuration::from_hours(24_i64.saturating_mul(days));
                report.received.checked_add(time).unwrap_or(report.received)
            };
            events.push((report.received, Event::Receive(year.year, report)));
            if report.then != Then::Wait {
                events.push((after(6), Event::Judge(year.year, report)));
            }
            if report.then == Then::Mend {
                events.push((after(11), Event::Answer(year.year, report)));
                events.push((after(13), Event::Settle(year.year, report)));
            }
            if matches!(report.then, Then::Mend | Then::Publish) {
                events.push((after(15), Event::Publish(year.year, report)));
            }
        }
    }
    for (moment, _) in &mut events {
        *moment = now.min(*moment);
    }
    // What is of one moment stays in the order of its making.
    events.sort_by_key(|(moment, _)| *moment);
    events
}

struct Loader {
    app: App,
    folder: PathBuf,
    root: BodyId,
    bodies: HashMap<String, BodyId>,
    supervisor: Caller,
    officers: HashMap<BodyId, Caller>,
    leaders: HashMap<BodyId, Caller>,
    collections: BTreeMap<i16, CollectionId>,
    returns: HashMap<(BodyId, i16), ReturnId>,
}

impl Loader {
    /// Enters bodies and people.
    async fn begin(app: App, demonstration: &Demonstration, folder: &Path) -> Result<Self, CommandError> {
        let program = Caller::program("demonstration");
        let root = NewBody {
            name: demonstration.root.name.clone(),
            other_names: Vec::new(),
            kind: demonstration.root.kind,
            level: demonstration.root.level,
            region_code: None,
            credit_code: None,
            parent: None,
            sort: 0,
            profile: demonstration.root.profile.clone(),
        };
        let root = enter(&app, &program, root).await?;
        let table = read(&folder.join(&demonstration.bodies))?;
        let preview = import::preview(&app, &program, &root, table.into()).await?;
        if let Some(row) = preview.rows.iter().find(|row| matches!(row.fate, Fate::Refused(_))) {
            let detail = format!("row {}: {:?}", row.number, row.fate);
            return Err(OperationError::Unreadable { path: folder.join(&demonstration.bodies), detail }.into());
        }
        import::apply(&app, &program, &root, &preview.file, &preview.plan).await?;
        let all = bodies::all(&mut &app.database).await?;
        let bodies: HashMap<String, BodyId> = all.into_iter().map(|body| (body.name, body.id)).collect();
        let mut loader = Self {
            app,
            folder: folder.to_owned(),
            root,
            bodies,
            supervisor: program,
            officers: HashMap::new(),
            leaders: HashMap::new(),
            collections: BTreeMap::new(),
            returns: HashMap::new(),
        };
        loader.enter_people(demonstration).await?;
        Ok(loader)
    }

    async fn enter_people(&mut self, demonstration: &Demonstration) -> Result<(), CommandError> {
        let program = Caller::program("demonstration");
        for person in &demonstration.people {
            let body = self.body(&person.body)?;
            let new = NewPerson {
                sign_in: person.sign_in.clone(),
                name: person.name.clone(),
                email: String::new(),
                phone: String::new(),
                lang: String::new(),
                role: person.role,
                body: body.clone(),
                credential: Credential::Given(demonstration.password.clone()),
            };
            let (id, _) = office::enter(&self.app, &program, &new).await?;
            let grants = people::grants_of(&mut &self.app.database, &id).await?;
            let caller = Caller::person(id, person.name.clone(), grants);
            match person.role {
                Role::Supervisor => self.supervisor = caller,
                Role::DisclosureOfficer => {
                    self.officers.insert(body, caller);
                }
                Role::Leader => {
                    self.leaders.insert(body, caller);
                }
                Role::Reviewer | Role::SecrecyReviewer | Role::Auditor | Role::Administrator => {}
            }
        }
        Ok(())
    }

    async fn happen(&mut self, event: Event<'_>) -> Result<(), CommandError> {
        match event {
            Event::Open(year) => self.open(year).await,
            Event::Receive(year, report) => self.receive(year, report).await,
            Event::Judge(year, report) if matches!(report.then, Then::Mend | Then::Return) => {
                self.send_back(year, report).await
            }
            Event::Judge(year, report) | Event::Settle(year, report) => self.accept(year, report).await,
            Event::Answer(year, report) => self.answer(year, report).await,
            Event::Publish(year, report) => self.publish(year, report).await,
            Event::Own(year, own) => self.report_own(year, own).await,
        }
    }

    async fn open(&mut self, year: i16) -> Result<(), CommandError> {
        let new = NewCollection::of(self.root.clone(), year);
        let id = open_collection(&self.app, &self.supervisor, new).await?;
        self.collections.insert(year, id);
        Ok(())
    }

    async fn receive(&mut self, year: i16, report: &Report) -> Result<(), CommandError> {
        let collection = self.collections.get(&year).ok_or(AppError::NotFound)?;
        let path = self.folder.join(&report.file);
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let file = NewFile { name, bytes: read(&path)?.into(), key: None };
        let batch = BatchId::new(self.app.now());
        upload(&self.app, &self.supervisor, collection, batch, "office", vec![file]).await?;
        jobs::run_all_due(&self.app).await?;
        Ok(())
    }

    async fn send_back(&mut self, year: i16, report: &Report) -> Result<(), CommandError> {
        let Some(current) = self.current(year, report).await? else { return Ok(()) };
        let found = findings::of_report(&mut &self.app.database, &current.id).await?;
        let grave = found.into_iter().filter(|finding| finding.severity != "info");
        let returning = Returning {
            fingerprints: grave.map(|finding| finding.fingerprint).collect(),
            note: "请对照退回意见核对原始台账，修改后重新报送。".to_owned(),
            due_on: Some(self.in_days(10)),
            seen: Seen::Unknown,
        };
        let id = return_report(&self.app, &self.supervisor, &current.id, returning).await?;
        self.returns.insert((current.body, year), id);
        jobs::run_all_due(&self.app).await?;
        Ok(())
    }

    async fn answer(&mut self, year: i16, report: &Report) -> Result<(), CommandError> {
        let body = self.body(&report.body)?;
        let (Some(id), Some(mended)) = (self.returns.get(&(body.clone(), year)), &report.mended) else {
            return Ok(());
        };
        let path = self.folder.join(mended);
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let answer =
            Answer { text: "已核对修改。".to_owned(), file: Some((name, read(&path)?.into())), named: None };
        let program = Caller::program("demonstration");
        let officer = self.officers.get(&body).unwrap_or(&program);
        answer_return(&self.app, officer, id, answer).await?;
        jobs::run_all_due(&self.app).await?;
        Ok(())
    }

    async fn accept(&mut self, year: i16, report: &Report) -> Result<(), CommandError> {
        let Some(current) = self.current(year, report).await? else { return Ok(()) };
        let accepting = Accepting { reason: "经核实，予以接收。".to_owned(), seen: Seen::Unknown };
        match accept(&self.app, &self.supervisor, &current.id, &accepting).await {
            // What could not be read waits for a person, as it would.
            Ok(()) | Err(AppError::NotNow { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    async fn publish(&mut self, year: i16, report: &Report) -> Result<(), CommandError> {
        let Some(current) = self.current(year, report).await? else { return Ok(()) };
        match publish(&self.app, &self.supervisor, &current.id, &Publishing::default()).await {
            Ok(_) | Err(AppError::NotNow { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    async fn report_own(&mut self, year: i16, own: &OwnReport) -> Result<(), CommandError> {
        let unknown = || OperationError::UnknownBody { name: self.root.to_string() };
        let officer = self.officers.get(&self.root).ok_or_else(unknown)?;
        let leader = self.leaders.get(&self.root).ok_or_else(unknown)?;
        let hands = own_report::Hands { supervisor: &self.supervisor, officer, leader };
        own_report::report(&self.app, &hands, &self.root, year, own).await
    }

    async fn current(&self, year: i16, report: &Report) -> Result<Option<reports::Report>, CommandError> {
        let body = self.body(&report.body)?;
        Ok(reports::current(&mut &self.app.database, &body, year).await?)
    }

    fn body(&self, name: &str) -> Result<BodyId, CommandError> {
        let unknown = || OperationError::UnknownBody { name: name.to_owned() };
        Ok(self.bodies.get(name).cloned().ok_or_else(unknown)?)
    }

    fn in_days(&self, days: i64) -> Date {
        self.app.today().saturating_add(jiff::Span::new().days(days))
    }
}

fn read(path: &Path) -> Result<Vec<u8>, CommandError> {
    std::fs::read(path)
        .map_err(|error| OperationError::Unreadable { path: path.to_owned(), detail: error.to_string() }.into())
}
