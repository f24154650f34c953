//! Shows the page of a game to this machine and to those near it, and shows it anew when the game is another one.
//!
//! Does NOT: serve strangers. It is for whoever makes a game; `ship` makes what is put onto a server.

mod http;
mod site;
mod square;

use crate::pack::{Outcome, look};
use crate::program::Program;
use crate::ship::{gather, web::find_page};
use playground_core_types::{CoreError, CoreResult, ErrorKind, Handle, handle};
use site::Site;
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, TcpListener, TcpStream, UdpSocket};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Where the page is to be had if nobody says another port, and how many ports behind it are tried.
const PORT: u16 = 8080;
const PORT_COUNT: u16 = 20;

/// The most connections at a time; a further one is closed.
const CONNECTION_COUNT_MAX: usize = 64;

/// What the command line says about a page that is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebOptions {
    /// The game: a folder or a bundle.
    pub game: PathBuf,
    /// Where it is to be had; without it the first port that is free.
    pub port: Option<u16>,
    /// Whether a browser of this machine is to open it.
    pub opens: bool,
    /// The page without a game; where it is not named, the one that lies beside the program.
    pub player: Option<PathBuf>,
}

/// A page that is ready to be shown.
#[derive(Debug)]
pub struct Showing {
    listener: TcpListener,
    site: Handle<Site>,
    here: String,
    /// For other machines, where this one is in a network.
    near: Option<String>,
    opens: bool,
}

impl fmt::Display for Showing {
    /// One `key: value` a line, and a picture of the address that a phone can read.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "address: {}", self.here)?;
        match &self.near {
            Some(near) => writeln!(formatter, "address for others: {near}\n{}", square::draw(near)),
            None => Ok(()),
        }
    }
}

/// Makes the page of a game, and takes a port for it.
///
/// # Errors
/// A page that is not there, a game that cannot be packed, a port that is taken. The mistakes of the game are none.
pub async fn prepare(
    program: Program,
    options: &WebOptions,
    executable: &Path,
) -> CoreResult<Outcome<Showing>> {
    let page = find_page(options.player.as_deref(), executable)?;
    let whole = match look(program, &options.game).await? {
        Outcome::Done(whole) => whole,
        Outcome::Refused(findings) => return Ok(Outcome::Refused(findings)),
    };
    let shipment = gather(&whole, Vec::new())?;
    let listener = listen(options.port)?;
    let port = listener.local_addr().map_err(|error| no_port(options.port, &error))?.port();
    let near = own_address().map(|address| format!("http://{address}:{port}/"));
    Ok(Outcome::Done(Showing {
        listener,
        site: handle(Site::new(page, shipment, whole.source, options.game.clone())),
        here: format!("http://localhost:{port}/"),
        near,
        opens: options.opens,
    }))
}

impl Showing {
    /// Answers whoever asks, until the program is ended.
    pub fn run(self) {
        if self.opens {
            open_browser(&self.here);
        }
        let count = handle(AtomicUsize::new(0));
        for stream in self.listener.incoming().flatten() {
            let (site, count) = (Handle::clone(&self.site), Handle::clone(&count));
            if count.fetch_add(1, Ordering::Relaxed) >= CONNECTION_COUNT_MAX {
                count.fetch_sub(1, Ordering::Relaxed);
                continue;
            }
            thread::spawn(move || {
                answer(&site, &stream);
                count.fetch_sub(1, Ordering::Relaxed);
            });
        }
    }
}

fn answer(site: &Site, stream: &TcpStream) {
    if let Err(error) = http::answer(stream, |path| site.file(path)) {
        // Whoever asked has gone.
        log::debug!("a page was not fetched: {error}");
    }
}

fn listen(port: Option<u16>) -> CoreResult<TcpListener> {
    let ports = port.map_or(PORT..PORT + PORT_COUNT, |port| port..port.saturating_add(1));
    let mut result = Err(no_port(port, &std::io::Error::other("there is none")));
    for port in ports {
        match TcpListener::bind((Ipv4Addr::UNSPECIFIED, port)) {
            Ok(listener) => return Ok(listener),
            Err(error) => result = Err(no_port(Some(port), &error)),
        }
    }
    result
}

fn no_port(port: Option<u16>, error: &std::io::Error) -> CoreError {
    let port = port.unwrap_or(PORT);
    CoreError::new(ErrorKind::NoDevice, format!("the page cannot be shown at port {port}: {error}"))
        .cure("name another: `--port N`")
}

/// The address of this machine in its network; nothing is sent to find it.
fn own_address() -> Option<IpAddr> {
    // An address of the documentation's, which nobody has.
    const ANYBODY: (Ipv4Addr, u16) = (Ipv4Addr::new(192, 0, 2, 1), 9);
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    socket.connect(ANYBODY).ok()?;
    let address = socket.local_addr().ok()?.ip();
    (!address.is_loopback() && !address.is_unspecified()).then_some(address)
}

fn open_browser(address: &str) {
    let command: &[&str] = match std::env::consts::OS {
        "windows" => &["cmd", "/C", "start", ""],
        "macos" => &["open"],
        _ => &["xdg-open"],
    };
    let opened = Command::new(command[0]).args(&command[1..]).arg(address).spawn();
    if let Err(error) = opened {
        log::warn!("no browser could be opened ({}): {error}", command[0]);
    }
}

#[cfg(test)]
mod tests;
