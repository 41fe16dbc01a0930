//! `serve`: the site in a browser while somebody writes it.
//!
//! Nothing is written, and each page is made when somebody asks for it. After each save the whole site is judged again;
//! only files that changed are parsed again. While the content has errors, the last good pages stay, with the errors on
//! top of them. The search index follows a moment later. If the site has templates of its own, we then also make every
//! page once, to see whether a template fails.
//!
//! [`watch`] notices saved files; [`rebuild`] judges the site again, with the help of [`cached_site`]; [`preview`] holds
//! what is shown; [`connections`] accepts connections; [`respond`] answers a request
//! with a [`body`].

mod body;
mod cached_site;
mod connections;
mod edit;
mod preview;
mod rebuild;
mod respond;
mod response;
mod watch;

use super::{CommandOutcome, Terminal, build, schema_files, vscode};
use crate::resolve::Drafts;
use crate::{Error, Options};
use cached_site::CachedSite;
use clap::Args;
use edit::EditService;
use preview::Preview;
use rebuild::{Rebuilder, ShownSite};
use respond::Server;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use watch::{Saved, Watch};

/// How many ports are tried when one is busy.
const PORTS: u16 = 50;

/// So long nothing may be saved before the search index is made.
const CALM: Duration = Duration::from_millis(150);

/// How often we look whether the pages are done, while we listen for what is saved.
const REDRAW_INTERVAL: Duration = Duration::from_millis(20);

/// Which site, and where it is shown.
#[derive(Debug, Args)]
pub struct ServeArguments {
    /// The folder that holds `content/`
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub site: PathBuf,
    /// The port; if it is busy, the next one that is free
    #[arg(long, default_value_t = 4000)]
    pub port: u16,
    /// Another address of this machine to listen on; whoever can reach it sees the site with its drafts
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    pub listen: IpAddr,
    /// Keep the site's `.vscode` folder up to date with its ids
    #[arg(long)]
    pub vscode: bool,
    /// Add forms that write the content; on this machine only
    #[arg(long)]
    pub edit: bool,
}

/// Shows the site until it is stopped.
pub fn serve(arguments: &ServeArguments, terminal: &Terminal) -> Result<CommandOutcome, Error> {
    if arguments.edit && !arguments.listen.is_loopback() {
        let why = "`--edit` lets whoever reaches the preview write the content, so it listens on this machine alone: leave `--listen` out";
        return Err(Error::Refused(why.to_owned()));
    }
    if !arguments.site.join("content").is_dir() {
        // Whatever is in its place, reading says it best.
        crate::read::read(&arguments.site)?;
    }
    // Saves that happen while the first build runs must not be missed.
    let mut watch = Watch::new(&arguments.site)?;
    let listener = listen(arguments.listen, arguments.port)?;
    let address = listener.local_addr().map_err(refused)?;
    let url = address_in_browser(address);
    let preview = Arc::new(Preview::new());
    let edit = match arguments.edit {
        true => {
            let (edit, lines) = EditService::new(&arguments.site, address.port(), Arc::clone(&preview))?;
            terminal.say(&lines);
            Some(Arc::new(edit))
        }
        false => None,
    };
    let saw = |saved: &Saved| edit.iter().for_each(|edit| edit.saw(saved));
    let site = CachedSite::new(watch.site().to_owned());
    let mut rebuilder = Rebuilder::new(Arc::clone(&preview), site, url, terminal.color());
    let options = || -> Result<Options, Error> {
        Ok(Options {
            site: arguments.site.clone(),
            base_url: None,
            drafts: Drafts::Shown,
            strict: false,
            // Somebody may write past midnight.
            today: build::today()?,
        })
    };
    let (lines, mut good) = rebuilder.begin(&options()?, Saved::Anything, || None);
    terminal.say(&lines);
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().map_err(refused)?;
    listener.set_nonblocking(true).map_err(refused)?;
    let listener = {
        let _inside = runtime.enter();
        tokio::net::TcpListener::from_std(listener).map_err(refused)?
    };
    let server = Server { preview, is_public: !address.ip().is_loopback(), edit: edit.clone() };
    runtime.spawn(connections::serve(listener, server));
    loop {
        if arguments.vscode {
            complete(&arguments.site, terminal);
        }
        // What nobody waits for is done once the editor pauses, and given up when something is saved meanwhile.
        let saved = match (watch.wait_for(CALM), good.take()) {
            (Some(saved), _) => saved,
            (None, None) => watch.wait(),
            (None, Some(good)) => {
                let (said, more) = finish_unless_saved(&mut rebuilder, &good, &mut watch);
                terminal.say(&said);
                more.unwrap_or_else(|| watch.wait())
            }
        };
        saw(&saved);
        let more = || watch.more().inspect(|saved| saw(saved));
        let (lines, next) = rebuilder.begin(&options()?, saved, more);
        terminal.say(&lines);
        good = next;
    }
}

/// Finishes a round, unless something is saved before that is done: then nobody needs it, and what was saved is handed
/// on.
fn finish_unless_saved(rebuilder: &mut Rebuilder, good: &ShownSite, watch: &mut Watch) -> (String, Option<Saved>) {
    let is_stale = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let build = scope.spawn(|| rebuilder.finish(good, &|| !is_stale.load(Ordering::Relaxed)));
        let mut more = None;
        while more.is_none() && !build.is_finished() {
            more = watch.wait_for(REDRAW_INTERVAL);
        }
        is_stale.store(more.is_some(), Ordering::Relaxed);
        let said = build.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        (said, more)
    })
}

/// Takes the port, or the next one that is free.
fn listen(address: IpAddr, port: u16) -> Result<TcpListener, Error> {
    let mut last = None;
    for port in port..=port.saturating_add(PORTS) {
        match TcpListener::bind((address, port)) {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => last = Some(error),
            Err(error) => {
                last = Some(error);
                break;
            }
        }
    }
    let why = last.map_or_else(String::new, |error| format!(": {error}"));
    Err(Error::Refused(format!("could not listen on {address}, port {port}{why}; name another with `--port`")))
}

/// The address to type: `0.0.0.0` is none.
fn address_in_browser(address: SocketAddr) -> String {
    let ip = if address.ip().is_unspecified() { IpAddr::V4(Ipv4Addr::LOCALHOST) } else { address.ip() };
    format!("http://{}/", SocketAddr::new(ip, address.port()))
}

/// Writes what VS Code completes from. That it can't be is no reason to stop showing the site.
fn complete(site: &Path, terminal: &Terminal) {
    let written =
        schema_files::ids_of(site).and_then(|ids| schema_files::write_all(&site.join(".vscode"), &vscode::files(&ids)));
    if let Err(error) = written {
        terminal.say(&format!("the keys and ids for VS Code are not up to date: {error}\n"));
    }
}

#[expect(clippy::needless_pass_by_value, reason = "`map_err` hands it over")]
fn refused(error: std::io::Error) -> Error {
    Error::Refused(format!("the preview could not be started: {error}"))
}
