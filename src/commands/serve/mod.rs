//! `guidepost serve`: a handbook in the browser while it is written. Everything is made in memory and served from
//! there; nothing is written to disk.

mod files;
mod guard;
mod http;
mod preview;
mod told;
mod watch;

use super::options::{Folder, Overrides, Today};
use super::terminal::Terminal;
use super::{Failure, Outcome};
use clap::Args;
use http::Doors;
use preview::Preview;
use std::io::ErrorKind;
use std::net::{SocketAddr, TcpListener, ToSocketAddrs};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use watch::Watch;

/// Show a handbook in the browser while you write it
///
/// The pages are made in memory and shown at an address of this machine; nothing is written to disk. When a file is
/// saved, what changed is made anew, and the browser shows it; what is wrong stands over the page with its line.
/// Errors do not stop the preview. While a file cannot be read at all, the pages stay as they were. Ctrl-C ends it.
///
/// Nobody but this machine can open the preview, unless `--host` names another address of it.
#[derive(Debug, Args)]
pub(super) struct Serve {
    #[command(flatten)]
    folder: Folder,
    /// The port; 0 takes any that is free
    #[arg(short, long, value_name = "PORT", default_value_t = 4000)]
    port: u16,
    /// The address of this machine to be reached at; 0.0.0.0 for all, so that everybody in the network can read
    #[arg(long, value_name = "HOST", default_value = "127.0.0.1")]
    host: String,
    /// Open it in the browser
    #[arg(long)]
    open: bool,
    #[command(flatten)]
    overrides: Overrides,
    #[command(flatten)]
    today: Today,
}

impl Serve {
    pub(super) fn run(&self, terminal: &Terminal) -> Result<Outcome, Failure> {
        let dir = &self.folder.dir;
        let (listener, address) = self.listen()?;
        // Before the first build, so that nothing saved meanwhile is missed.
        let watching = Watch::new(dir);
        let mut preview = Preview::new(dir.clone(), self.overrides, self.today.clone());
        let first = preview.first()?;
        let mut watch = watching.map_err(|error| unwatched(dir, &error))?;

        let home = home(address);
        terminal.print(&format!("Preview of {} at {home} (Ctrl-C ends it)\n", dir.display()))?;
        if !address.ip().is_loopback() {
            terminal.note(
                "warning: everybody who reaches this machine through the network can read the preview, whatever its \
                 class; what is wrong in which line is told on this machine only",
            );
        }
        terminal.print(&first.line(&[]))?;

        let (tell, news) = tokio::sync::watch::channel(Arc::new(first.shown));
        let doors = Doors::new(news, &self.host, address, dir);
        let serving = std::thread::Builder::new().name("http".to_owned());
        let serving = serving.spawn(move || http::serve(listener, doors))?;
        if self.open && !open(&home) {
            terminal.note(&format!("No browser could be started; open {home} yourself"));
        }
        while !serving.is_finished() {
            let saved = watch.next();
            let rebuilt = preview.rebuild();
            terminal.print(&rebuilt.line(&saved))?;
            tell.send_replace(Arc::new(rebuilt.shown));
        }
        let why = match serving.join() {
            Ok(Err(error)) => error.to_string(),
            _ => "it ended".to_owned(),
        };
        Err(Failure(format!("the preview can no longer be reached: {why}")))
    }

    /// A place to listen, and its address.
    fn listen(&self) -> Result<(TcpListener, SocketAddr), Failure> {
        let host = self.host.trim_start_matches('[').trim_end_matches(']');
        let found = (host, self.port).to_socket_addrs().ok().and_then(|mut all| all.next());
        let Some(address) = found else {
            return Err(Failure(format!(
                "there is no address \"{}\". Write one of this machine, for example 127.0.0.1, or 0.0.0.0 for all",
                self.host
            )));
        };
        let listener = TcpListener::bind(address).map_err(|error| self.unheard(address, &error))?;
        let address = listener.local_addr()?;
        Ok((listener, address))
    }

    /// Why nothing can be served there, and what to do.
    fn unheard(&self, address: SocketAddr, error: &std::io::Error) -> Failure {
        let port = self.port;
        Failure(match error.kind() {
            ErrorKind::AddrInUse => format!(
                "port {port} is taken, perhaps by another preview. `--port {}` takes another one, `--port 0` any \
                 that is free",
                port.checked_add(1).unwrap_or(4000),
            ),
            ErrorKind::PermissionDenied => {
                format!(
                    "this system keeps port {port} for itself. Take one above 1023, for example `--port 4000`"
                )
            }
            ErrorKind::AddrNotAvailable => format!(
                "{} is no address of this machine. Without `--host` the preview is at 127.0.0.1",
                address.ip()
            ),
            _ => format!("cannot listen at {address}: {error}"),
        })
    }
}

/// The address of the first page as a browser on this machine takes it.
fn home(address: SocketAddr) -> String {
    if address.ip().is_unspecified() {
        format!("http://localhost:{}/", address.port())
    } else {
        format!("http://{address}/")
    }
}

/// Why the folder cannot be watched.
fn unwatched(dir: &Path, error: &notify::Error) -> Failure {
    let more = match error.kind {
        notify::ErrorKind::MaxFilesWatch => {
            ". This system lets no more folders be watched; `sysctl fs.inotify.max_user_watches` says how many"
        }
        _ => "",
    };
    Failure(format!("cannot watch {}: {error}{more}", dir.display()))
}

/// Opens an address in the browser, with what the system has for it. Whether that could be started.
fn open(address: &str) -> bool {
    let mut command = if cfg!(target_os = "macos") {
        Command::new("open")
    } else if cfg!(windows) {
        let mut command = Command::new("cmd");
        command.args(["/C", "start", ""]);
        command
    } else {
        Command::new("xdg-open")
    };
    command.arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().is_ok()
}
