//! `gongkai serve`: portal, office, API and jobs in one process.

use std::net::SocketAddr;
use std::num::NonZero;
use std::time::Duration;

use axum::Router;
use clap::Args;
use gongkai_app::jobs::worker;
use gongkai_app::operation::{FirstStart, first_start};
use gongkai_store::bodies::{Kind, Level};
use gongkai_web::{Site, router};
use tokio::net::TcpListener;
use tokio::sync::watch;

use super::CommandError;
use crate::configuration::{Configuration, Given, Key};
use crate::console::Console;
use crate::exit::Exit;
use crate::operation::OperationError;
use crate::{logging, wiring};

/// How long requests under way are waited for when the program is told to end.
const PATIENCE: Duration = Duration::from_secs(10);

/// Arguments of `serve`.
#[derive(Debug, Args)]
pub(crate) struct Serve {
    #[arg(long, value_name = "listen")]
    listen: Option<String>,
    #[arg(long)]
    demo: bool,
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
    let listener = TcpListener::bind(listen).await.map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    let app = wiring::open(configuration).await?;
    let demonstration = Vec::new();
    let installation = first_start(&app, first(configuration)).await?;
    if let Some(password) = &installation.password {
        let sign_in = configuration.text(Key::BodyAdministrator);
        console.say(&console.text("serve-password", &[("sign_in", sign_in), ("password", password)]));
    }
    let site = wiring::site(configuration, &address.to_string(), demonstration);
    let url = site.public_url.clone();
    let router = router(Site::new(app.clone(), site));
    let (stop, stopped) = watch::channel(false);
    let workers = tokio::spawn(worker::run(app.clone(), workers(configuration), stopped));
    console.say(&console.text("serve-ready", &[("url", &url), ("address", &address.to_string())]));
    tracing::info!(%address, version = env!("CARGO_PKG_VERSION"), "serving");
    let answered = answer(listener, router).await.map_err(failed);
    let _ = stop.send(true);
    // A job that does not end in time is taken up again when its lease runs out.
    let _ = tokio::time::timeout(PATIENCE, workers).await;
    answered?;
    app.database.close().await;
    tracing::info!("ended");
    Ok(())
}

/// Answers requests until the process is told to end, then finishes those under way.
async fn answer(listener: TcpListener, router: Router) -> std::io::Result<()> {
    let (told, ending) = tokio::sync::oneshot::channel();
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let serving = axum::serve(listener, service).with_graceful_shutdown(async move {
        signalled().await;
        let _ = told.send(());
    });
    let patience = async {
        let _ = ending.await;
        tracing::info!("told to end");
        tokio::time::sleep(PATIENCE).await;
    };
    tokio::select! {
        served = serving => served,
        () = patience => Ok(()),
    }
}

/// Waits for Ctrl-C, or for what service managers send.
async fn signalled() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
        }
        Err(_) => {
            let _ = interrupt.await;
        }
    }
    #[cfg(not(unix))]
    let _ = interrupt.await;
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
