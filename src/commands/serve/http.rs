//! Answers the browser: files from memory, the script of the preview in every page, and the news of a rebuild.

use super::files::{File, Found, Shown, inside, is_page};
use super::guard;
use crate::source::active;
use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::header::{
    ALLOW, CACHE_CONTROL, CONTENT_TYPE, HOST, HeaderName, HeaderValue, LOCATION, X_CONTENT_TYPE_OPTIONS,
    X_FRAME_OPTIONS,
};
use axum::http::{Method, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use axum::routing::any;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch::Receiver;

const SCRIPT: &str = include_str!("../../../templates/serve/live.js");
const STYLE: &str = include_str!("../../../templates/serve/live.css");
/// A browser that waits for news is answered after this time, news or not.
const PATIENCE: Duration = Duration::from_secs(25);

/// Who may come in, and what is to be seen.
#[derive(Debug, Clone)]
pub(super) struct Doors {
    news: Receiver<Arc<Shown>>,
    /// `--host`.
    named: String,
    /// Whether others than this machine may ask.
    open: bool,
    /// The handbook's folder.
    dir: PathBuf,
}

impl Doors {
    pub(super) fn new(news: Receiver<Arc<Shown>>, named: &str, address: SocketAddr, dir: &Path) -> Self {
        Self { news, named: named.to_owned(), open: !address.ip().is_loopback(), dir: dir.to_owned() }
    }

    fn now(&self) -> Arc<Shown> {
        Arc::clone(&self.news.borrow())
    }
}

/// Serves until the process ends.
///
/// # Errors
/// Where the system takes the listener away.
pub(super) fn serve(listener: TcpListener, doors: Doors) -> std::io::Result<()> {
    listener.set_nonblocking(true)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let routes = Router::new()
        .route("/_guidepost/live", any(live))
        .route("/_guidepost/live.js", any(|| async { text("text/javascript; charset=utf-8", SCRIPT) }))
        .route("/_guidepost/live.css", any(|| async { text("text/css; charset=utf-8", STYLE) }))
        .fallback(page)
        .layer(from_fn_with_state(doors.clone(), guarded))
        .with_state(doors);
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        axum::serve(listener, routes.into_make_service_with_connect_info::<SocketAddr>()).await
    })
}

/// Refuses what is not for us, and tells the browser to keep and guess nothing.
async fn guarded(State(doors): State<Doors>, request: Request, next: Next) -> Response {
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let mut response = if !guard::means_us(host, &doors.named, doors.open) {
        refused(
            StatusCode::FORBIDDEN,
            "This preview is not served under that name. Open it by the address it printed.",
        )
    } else if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let mut response = refused(StatusCode::METHOD_NOT_ALLOWED, "A preview is only read.");
        response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
        response
    } else {
        next.run(request).await
    };
    let said = [
        (CACHE_CONTROL, "no-store"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (X_FRAME_OPTIONS, "DENY"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    for (name, value) in said {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

/// A file of the site.
async fn page(State(doors): State<Doors>, request: Request) -> Response {
    let address = request.uri().path();
    let Some(asked) = guard::path(address) else {
        return refused(StatusCode::BAD_REQUEST, "There is no such address in a handbook.");
    };
    let shown = doors.now();
    match shown.find(&asked) {
        Found::File(path, File::Made(bytes)) if is_page(path) => {
            let html = alive(&String::from_utf8_lossy(bytes), address, shown.look(&asked).as_deref());
            answer(StatusCode::OK, kind(path), html)
        }
        Found::File(path, File::Made(bytes)) => answer(StatusCode::OK, kind(path), bytes.to_vec()),
        Found::File(path, File::Copied { path: disk, .. }) => {
            match read(doors.dir.clone(), disk.clone()).await {
                Some(bytes) => answer(StatusCode::OK, kind(path), bytes),
                None => missing(address, &asked),
            }
        }
        Found::Folder => {
            let mut response = answer(StatusCode::PERMANENT_REDIRECT, "text/plain", "");
            let to = format!("{address}/");
            if let Ok(to) = HeaderValue::from_str(&to) {
                response.headers_mut().insert(LOCATION, to);
            }
            response
        }
        Found::Nothing => missing(address, &asked),
    }
}

/// A picture or form of the handbook as it lies on the disk: none that has become a link out of the folder, and none
/// that would run something.
async fn read(dir: PathBuf, path: PathBuf) -> Option<Vec<u8>> {
    let read = move || {
        let bytes = inside(&dir, &path).then(|| std::fs::read(&path).ok())??;
        let runs = active::may_run(&path.to_string_lossy()) && active::runs(&bytes).is_some();
        (!runs).then_some(bytes)
    };
    tokio::task::spawn_blocking(read).await.ok()?
}

/// Waits until the page that asks looks otherwise than the browser saw it, or until something else is told.
async fn live(
    State(doors): State<Doors>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    request: Request,
) -> Response {
    let query = request.uri().query().unwrap_or_default();
    let asked = |name: &str| {
        let value = query.split('&').find_map(|part| part.strip_prefix(name)?.strip_prefix('='));
        value.and_then(guard::decode).unwrap_or_default()
    };
    let (page, seen, told) = (asked("page"), asked("seen"), asked("told"));
    let page = guard::path(&page).unwrap_or_default();
    let mut news = doors.news.clone();
    let differs = |shown: &Arc<Shown>| shown.told.id != told || shown.look(&page).unwrap_or_default() != seen;
    let Ok(found) = tokio::time::timeout(PATIENCE, news.wait_for(differs)).await else {
        return answer(StatusCode::NO_CONTENT, "application/json", "");
    };
    let Ok(shown) = found.map(|shown| Arc::clone(&shown)) else {
        return refused(StatusCode::SERVICE_UNAVAILABLE, "The preview ends.");
    };
    // Source lines may be of any class: only who sits at this machine could read the files as well.
    let here = peer.ip().to_canonical().is_loopback();
    let told = if here { (*shown.told).clone() } else { shown.told.outline() };
    let body = serde_json::json!({ "look": shown.look(&page), "told": told });
    answer(StatusCode::OK, "application/json", body.to_string())
}

/// A page with the script of the preview; its own policy lets that script ask for news, and nothing more.
fn alive(html: &str, address: &str, look: Option<&str>) -> String {
    let mut html = html.to_owned();
    if let Some(at) = policy(&html) {
        html.insert_str(at, "; connect-src 'self'");
    }
    let tags = format!(
        "<script src=\"/_guidepost/live.js\" data-page=\"{}\" data-look=\"{}\" defer></script>\n",
        escape(address),
        look.unwrap_or_default(),
    );
    let at = html.find("</head>").unwrap_or(html.len());
    html.insert_str(at, &tags);
    html
}

/// Where the content security policy of a page ends, if it says nothing of connections yet.
fn policy(html: &str) -> Option<usize> {
    let head = html.get(..html.find("</head>")?)?;
    let tag = head.find("http-equiv=\"Content-Security-Policy\"")?;
    let start = tag + head.get(tag..)?.find("content=\"")? + "content=\"".len();
    let content = head.get(start..)?.split('"').next()?;
    (!content.contains("connect-src")).then_some(start + content.len())
}

/// What stands in place of a page that is not there; it becomes the page as soon as that comes.
fn missing(address: &str, asked: &str) -> Response {
    let html = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" \
         content=\"default-src 'none'; script-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Not in the handbook</title>\n\
         <link rel=\"stylesheet\" href=\"/_guidepost/live.css\">\n</head>\n<body class=\"missing\">\n<main>\n\
         <h1>Not in the handbook</h1>\n<p>There is no <code>{}</code> at this moment. As soon as there is, it is shown \
         here.</p>\n<p><a href=\"/\">Home</a></p>\n</main>\n</body>\n</html>\n",
        escape(if asked.is_empty() { "index.html" } else { asked }),
    );
    answer(StatusCode::NOT_FOUND, "text/html; charset=utf-8", alive(&html, address, None))
}

fn text(kind: &'static str, body: &'static str) -> Response {
    answer(StatusCode::OK, kind, body)
}

fn refused(status: StatusCode, why: &'static str) -> Response {
    answer(status, "text/plain; charset=utf-8", format!("{why}\n"))
}

fn answer(status: StatusCode, kind: &'static str, body: impl Into<Body>) -> Response {
    let mut response = Response::new(body.into());
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

/// The kind of a file by its ending; what is not known is offered to be saved.
fn kind(path: &str) -> &'static str {
    let ending = path.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_ascii_lowercase());
    match ending.as_str() {
        "html" | "htm" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "xml" => "application/xml",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "pdf" => "application/pdf",
        "ics" => "text/calendar; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_gets_the_script_and_may_ask_for_news() {
        let html =
            "<head><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\"></head><p>";
        let made = alive(html, "/d/\"A\"/", Some("l"));
        assert!(made.contains("content=\"default-src 'none'; connect-src 'self'\">"), "{made}");
        assert!(
            made.contains("data-page=\"/d/&quot;A&quot;/\" data-look=\"l\" defer></script>\n</head>"),
            "{made}"
        );
        assert_eq!(
            alive("<p>", "", None).matches("<script").count(),
            1,
            "a layout of one's own without a head"
        );
        let own = html.replace("'none'", "'none'; connect-src 'self'");
        assert_eq!(alive(&own, "", None).matches("connect-src").count(), 1);
    }
}
