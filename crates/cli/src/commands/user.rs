//! `gongkai user`: people, their passwords and roles, when nobody can do it in the office.

use clap::{Args, Subcommand, ValueEnum};
use gongkai_app::accounts::people::{self as office, Credential, Filter, NewPerson, Status};
use gongkai_app::{App, Caller};
use gongkai_store::id::PersonId;
use gongkai_store::people::{self, Role};
use serde_json::json;

use super::CommandError;
use crate::arguments::{Format, Language};
use crate::configuration::Given;
use crate::console::{self, Console};
use crate::exit::Exit;
use crate::operation::{OperationError, find_body, on_installation};

/// Arguments of `user`.
#[derive(Debug, Args)]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct User {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    List(List),
    Add(Add),
    ResetPassword(One),
    Grant(Grant),
    Revoke(Grant),
    Unlock(One),
    Disable(One),
    Enable(One),
}

#[derive(Debug, Args)]
struct List {
    #[arg(long, value_enum, default_value = "text", value_name = "format")]
    format: Format,
    #[command(flatten)]
    given: Given,
}

#[derive(Debug, Args)]
struct Add {
    #[arg(value_name = "sign-in")]
    sign_in: String,
    #[arg(long, value_name = "name")]
    name: Option<String>,
    #[arg(long, value_enum, value_name = "role")]
    role: Held,
    #[arg(long, value_name = "body")]
    body: Option<String>,
    #[arg(long, value_name = "email", default_value = "")]
    email: String,
    #[arg(long, value_name = "phone", default_value = "")]
    phone: String,
    #[arg(long, value_enum, value_name = "lang")]
    reads: Option<Language>,
    #[command(flatten)]
    given: Given,
}

#[derive(Debug, Args)]
struct One {
    #[arg(value_name = "sign-in")]
    sign_in: String,
    #[command(flatten)]
    given: Given,
}

#[derive(Debug, Args)]
struct Grant {
    #[arg(value_name = "sign-in")]
    sign_in: String,
    #[arg(long, value_enum, value_name = "role")]
    role: Held,
    #[arg(long, value_name = "body")]
    body: Option<String>,
    #[command(flatten)]
    given: Given,
}

/// A role as it is written on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Held {
    DisclosureOfficer,
    Reviewer,
    SecrecyReviewer,
    Leader,
    Supervisor,
    Auditor,
    Administrator,
}

impl From<Held> for Role {
    fn from(held: Held) -> Self {
        match held {
            Held::DisclosureOfficer => Self::DisclosureOfficer,
            Held::Reviewer => Self::Reviewer,
            Held::SecrecyReviewer => Self::SecrecyReviewer,
            Held::Leader => Self::Leader,
            Held::Supervisor => Self::Supervisor,
            Held::Auditor => Self::Auditor,
            Held::Administrator => Self::Administrator,
        }
    }
}

/// Does it, through the same use cases as the office.
pub(crate) fn run(command: &User, console: &Console) -> Result<Exit, CommandError> {
    let caller = Caller::program("user");
    match &command.action {
        Action::List(list) => return listed(list, &caller, console),
        Action::Add(add) => {
            let password = on_installation(&add.given, true, async |app, _| entered(app, &caller, add).await)?;
            told_password(&add.sign_in, &password.unwrap_or_default(), console)?;
        }
        Action::ResetPassword(one) => {
            let password = on_installation(&one.given, true, async |app, _| {
                let id = person(app, &one.sign_in).await?;
                Ok(office::reset_password(app, &caller, &id).await?)
            })?;
            told_password(&one.sign_in, &password, console)?;
        }
        Action::Grant(grant) => on_installation(&grant.given, true, async |app, _| {
            let (id, body) = (person(app, &grant.sign_in).await?, find_body(app, grant.body.as_deref()).await?);
            Ok(office::grant_role(app, &caller, &id, &body, grant.role.into()).await?)
        })?,
        Action::Revoke(grant) => on_installation(&grant.given, true, async |app, _| {
            let (id, body) = (person(app, &grant.sign_in).await?, find_body(app, grant.body.as_deref()).await?);
            Ok(office::revoke_role(app, &caller, &id, &body, grant.role.into()).await?)
        })?,
        Action::Unlock(one) => on_installation(&one.given, true, async |app, _| {
            Ok(office::unlock(app, &caller, &person(app, &one.sign_in).await?).await?)
        })?,
        Action::Disable(one) => on_installation(&one.given, true, async |app, _| {
            Ok(office::deactivate(app, &caller, &person(app, &one.sign_in).await?).await?)
        })?,
        Action::Enable(one) => on_installation(&one.given, true, async |app, _| {
            Ok(office::activate(app, &caller, &person(app, &one.sign_in).await?).await?)
        })?,
    }
    Ok(Exit::Done)
}

async fn entered(app: &App, caller: &Caller, add: &Add) -> Result<Option<String>, CommandError> {
    let new = NewPerson {
        sign_in: add.sign_in.clone(),
        name: add.name.clone().unwrap_or_else(|| add.sign_in.clone()),
        email: add.email.clone(),
        phone: add.phone.clone(),
        lang: add.reads.map_or_else(String::new, |lang| gongkai_law::Lang::from(lang).tag().to_owned()),
        role: add.role.into(),
        body: find_body(app, add.body.as_deref()).await?,
        credential: Credential::Temporary,
    };
    Ok(office::enter(app, caller, &new).await?.1)
}

/// The password is data: it may go into a pipe, and is told nowhere else.
fn told_password(sign_in: &str, password: &str, console: &Console) -> Result<(), CommandError> {
    console.say(&console.text("user-password", &[("sign_in", sign_in)]));
    console::data(password)
}

async fn person(app: &App, sign_in: &str) -> Result<PersonId, CommandError> {
    let found = people::by_sign_in(&mut &app.database, &sign_in.to_lowercase()).await?;
    let unknown = || OperationError::UnknownPerson { sign_in: sign_in.to_owned() };
    Ok(found.ok_or_else(unknown)?.id)
}

fn listed(list: &List, caller: &Caller, console: &Console) -> Result<Exit, CommandError> {
    let found =
        on_installation(&list.given, true, async |app, _| Ok(office::list(app, caller, &Filter::default()).await?))?;
    for listed in found {
        let (person, status) = (&listed.person, listed.status);
        match list.format {
            Format::Json => {
                let roles: Vec<_> =
                    listed.roles.iter().map(|(role, body)| json!({"role": role.id(), "body": body})).collect();
                let line =
                    json!({"sign_in": person.sign_in, "name": person.name, "status": status.id(), "roles": roles});
                console::data(&line.to_string())?;
            }
            Format::Text => console.page(&line(&person.sign_in, &person.name, status, &listed.roles, console))?,
        }
    }
    Ok(Exit::Done)
}

fn line(sign_in: &str, name: &str, status: Status, roles: &[(Role, String)], console: &Console) -> String {
    let role = |(role, body): &(Role, String)| {
        let role = console.text(&format!("user-role-{}", role.id().replace('_', "-")), &[]);
        console.text("user-role-at", &[("role", &role), ("body", body)])
    };
    let roles = roles.iter().map(role).collect::<Vec<_>>().join(&console.text("list-comma", &[]));
    let status = console.text(&format!("user-status-{}", status.id()), &[]);
    format!("{sign_in}  {name}  {status}  {roles}\n")
}
