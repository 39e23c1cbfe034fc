//! `gongkai serve`: portal, office, API and jobs in one process.

use std::net::SocketAddr;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::time::Duration;

use axum::Router;
use clap::Args;
use gongkai_app::App;
use gongkai_app::jobs::worker;
use gongkai_app::operation::{FirstStart, first_start, take_over};
use gongkai_store::bodies::{Kind, Level};
use gongkai_web::{DemonstrationSignIn, Site, router};
use tokio::net::TcpListener;
use tokio::sync::watch;

use super::CommandError;
use crate::configuration::{Configuration, Given, Key, Origin};
use crate::console::Console;
use crate::demonstration::{self, Demonstration};
use crate::exit::Exit;
use crate::operation::OperationError;
use crate::progress::Progress;
use crate::{logging, wiring};

/// How long requests under way are waited for when the program is told to end.
const PATIENCE: Duration = Duration::from_secs(10);

/// Arguments of `serve`.
#[derive(Debug, Args)]
pub(crate) struct Serve {
    #[arg(long, value_name = "listen")]
    listen: Option<String>,
    #[arg(long, value_name = "folder")]
    demo: Option<PathBuf>,
    #[command(flatten)]
    given: Given,
}

/// Serves until it is told to end.
pub(crate) fn run(command: &Serve, console: &Console) -> Result<Exit, CommandError> {
    let mut given = command.given.clone();
    given.set.extend(command.listen.iter().map(|listen| format!("{}={listen}", Key::Listen.name())));
    let configuration = Configuration::load(&given)?;
    logging::start(&configuration);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(OperationError::Runtime)?;
    runtime.block_on(serve(command, &configuration, console))?;
    // Work on blocking threads (a file being read) is not waited for: jobs begin again.
    runtime.shutdown_timeout(Duration::from_secs(1));
    Ok(Exit::Done)
}

async fn serve(command: &Serve, configuration: &Configuration, console: &Console) -> Result<(), CommandError> {
    let listen = configuration.text(Key::Listen);
    let failed = |source| OperationError::Listen { address: listen.to_owned(), source };
    // First of all, so that a second start on the same port ends before it touches anything.
    let listener = bind(command, configuration).await.map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    let _alone = wiring::alone(configuration)?;
    let app = wiring::open(configuration).await?;
    take_over(&app).await?;
    let demonstration = if let Some(folder) = &command.demo {
        demonstrate(&app, configuration, folder, console).await?
    } else {
        begin(&app, configuration, console).await?;
        Vec::new()
    };
    let site = wiring::site(configuration, &address.to_string(), demonstration);
    let url = site.public_url.clone();
    let sign_ins = site.demonstration.clone();
    let router = router(Site::new(app.clone(), site));
    let (stop, stopped) = watch::channel(false);
    let workers = tokio::spawn(worker::run(app.clone(), workers(configuration), stopped));
    // Before anybody is told that it runs: who starts it may end it at once.
    let ending = Ending::listen().map_err(OperationError::Runtime)?;
    console.say(&console.text("serve-ready", &[("url", &url), ("address", &address.to_string())]));
    tell(&sign_ins, console);
    tracing::info!(%address, version = env!("CARGO_PKG_VERSION"), "serving");
    let answered = answer(listener, router, ending).await.map_err(failed);
    let _ = stop.send(true);
    // A job that does not end in time is taken up again when its lease runs out.
    let _ = tokio::time::timeout(PATIENCE, workers).await;
    answered?;
    app.database.close().await;
    tracing::info!("ended");
    Ok(())
}

/// Makes the installation where there is none; the first administrator's password is told once.
async fn begin(app: &App, configuration: &Configuration, console: &Console) -> Result<(), CommandError> {
    if let Some(password) = first_start(app, first(configuration)).await?.password {
        let sign_in = configuration.text(Key::BodyAdministrator);
        console.say(&console.text("serve-password", &[("sign_in", sign_in), ("password", &password)]));
    }
    Ok(())
}

/// Loads the demonstration where nothing is yet; the sign-ins to be shown.
async fn demonstrate(
    app: &App,
    configuration: &Configuration,
    folder: &Path,
    console: &Console,
) -> Result<Vec<DemonstrationSignIn>, CommandError> {
    let demonstration = Demonstration::read(folder)?;
    if demonstration::is_wanted(&app.database, configuration.data()).await? {
        console.say(&console.text("serve-loading", &[]));
        let mut progress = Progress::new(0, &console.text("progress", &[]));
        demonstration::load(app, &demonstration, folder, |count| progress.step(count)).await?;
        progress.finish();
    }
    Ok(demonstration.sign_ins())
}

/// Tells the demonstration's sign-ins, as the sign-in page does.
fn tell(sign_ins: &[DemonstrationSignIn], console: &Console) {
    let Some(first) = sign_ins.first() else { return };
    console.say(&console.text("serve-sign-ins", &[("password", &first.password)]));
    let widest = sign_ins.iter().map(|one| one.sign_in.len()).max().unwrap_or_default();
    for one in sign_ins {
        let role = console.text(&format!("user-role-{}", one.role.id().replace('_', "-")), &[]);
        let at = console.text("user-role-at", &[("role", &role), ("body", &one.body)]);
        console.say(&format!("      {:widest$}  {at}", one.sign_in));
    }
}

/// Listens where it is told to. A demonstration whose port is taken goes to a free one, unless a port was asked for.
async fn bind(command: &Serve, configuration: &Configuration) -> std::io::Result<TcpListener> {
    let bound = TcpListener::bind(configuration.text(Key::Listen)).await;
    match bound {
        Err(error)
            if error.kind() == std::io::ErrorKind::AddrInUse
                && command.demo.is_some()
                && configuration.origin(Key::Listen) == Origin::Default =>
        {
            TcpListener::bind("127.0.0.1:0").await
        }
        other => other,
    }
}

/// Answers requests until the process is told to end, then finishes those under way.
async fn answer(listener: TcpListener, router: Router, mut ending: Ending) -> std::io::Result<()> {
    let (told, heard) = tokio::sync::oneshot::channel();
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let serving = axum::serve(listener, service).with_graceful_shutdown(async move {
        ending.told().await;
        let _ = told.send(());
    });
    let patience = async {
        let _ = heard.await;
        tracing::info!("told to end");
        tokio::time::sleep(PATIENCE).await;
    };
    tokio::select! {
        served = serving => served,
        () = patience => Ok(()),
    }
}

/// Ctrl-C, and what service managers send.
#[cfg(unix)]
struct Ending {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Ending {
    fn listen() -> std::io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    async fn told(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}

/// Ctrl-C.
#[cfg(not(unix))]
struct Ending;

#[cfg(not(unix))]
impl Ending {
    fn listen() -> std::io::Result<Self> {
        Ok(Self)
    }

    async fn told(&mut self) {
        let _ = tokio::signal::ctrl_c().await;
    }
}

/// As many jobs at once as were asked for, else as there are processors.
fn workers(configuration: &Configuration) -> usize {
    match usize::try_from(configuration.number(Key::JobsWorkers)) {
        Ok(asked) if asked > 0 => asked,
        _ => std::thread::available_parallelism().map_or(1, NonZero::get),
    }
}

fn first(configuration: &Configuration) -> FirstStart {
    FirstStart {
        body: configuration.text(Key::BodyName).to_owned(),
        kind: Kind::parse(configuration.text(Key::BodyKind)).unwrap_or(Kind::Government),
        level: Level::parse(configuration.text(Key::BodyLevel)).unwrap_or(Level::County),
        administrator: configuration.text(Key::BodyAdministrator).to_owned(),
    }
}
