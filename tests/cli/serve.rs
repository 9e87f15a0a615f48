//! `guidepost serve`, asked over plain TCP: what it shows, what follows a save, whom it refuses.

use super::{folder, guidepost, handbook, write};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

/// Long enough for any machine; nothing here waits so long unless it is broken.
const PATIENCE: Duration = Duration::from_mins(1);
const FIRST: &str = "policies/guidelines/answering-enquiries.md";

/// A running preview; ended when dropped.
struct Preview {
    process: Child,
    address: String,
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

struct Answer {
    code: u16,
    head: String,
    body: String,
}

/// What the script of a page is told.
struct News {
    look: String,
    told: String,
    text: String,
}

impl Preview {
    fn of(folder: &Path) -> Self {
        Self::with(folder, &[])
    }

    fn with(folder: &Path, more: &[&str]) -> Self {
        let args = ["serve", "--port", "0", "--today", "2026-06-30"];
        let mut command = guidepost();
        command.current_dir(folder).args(args).args(more).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut process = command.spawn().unwrap();
        let mut out = BufReader::new(process.stdout.take().unwrap());
        let mut line = String::new();
        out.read_line(&mut line).unwrap();
        let (_, address) = line.split_once("http://").unwrap();
        let address = address.split('/').next().unwrap().replace("localhost", "127.0.0.1");
        // Somebody has to read on, or the preview stops at a full pipe.
        std::thread::spawn(move || out.lines().map_while(Result::ok).for_each(drop));
        Self { process, address }
    }

    /// Sends a head as it is written here.
    fn send(&self, head: &str) -> Answer {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.write_all(head.as_bytes()).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let code = head.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
        Answer { code, head: head.to_ascii_lowercase(), body: body.to_owned() }
    }

    fn get(&self, path: &str) -> Answer {
        self.send(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address))
    }

    /// What is told of a page at once to who has seen nothing.
    fn now(&self, page: &str) -> News {
        self.news(page, "", "")
    }

    /// What is told when it differs from what was seen.
    fn news(&self, page: &str, seen: &str, told: &str) -> News {
        let since = Instant::now();
        loop {
            let answer = self.get(&format!("/_guidepost/live?page={page}&seen={seen}&told={told}"));
            if answer.code == 200 {
                let read: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
                let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
                return News {
                    look: text(&read["look"]),
                    told: text(&read["told"]["id"]),
                    text: answer.body,
                };
            }
            assert!(answer.code == 204 && since.elapsed() < PATIENCE, "{}: {}", answer.code, answer.head);
        }
    }

    /// Waits until what is told of a page holds `text`.
    fn until(&self, page: &str, from: News, text: &str) -> News {
        let since = Instant::now();
        let mut news = from;
        while !news.text.contains(text) {
            assert!(since.elapsed() < PATIENCE, "never told: {text}; last: {}", news.text);
            news = self.news(page, &news.look, &news.told);
        }
        news
    }
}

fn edit(folder: &Path, change: impl Fn(String) -> String) {
    let path = folder.join(FIRST);
    let text = change(fs::read_to_string(&path).unwrap());
    // As many editors do: another file takes the name.
    let other = path.with_extension("md.new");
    fs::write(&other, text).unwrap();
    fs::rename(&other, &path).unwrap();
}

/// The address of the page of the first guideline.
fn guideline(preview: &Preview) -> String {
    let home = preview.get("/register/").body;
    let at = home.split("href=\"../").find(|rest| rest.starts_with("d/")).unwrap();
    format!("/{}", at.split("index.html").next().unwrap())
}

#[test]
fn pages_come_from_memory_with_the_script_of_the_preview() {
    let dir = handbook();
    let preview = Preview::of(dir.path());
    let home = preview.get("/");
    assert_eq!(home.code, 200, "{}", home.head);
    assert!(home.head.contains("content-type: text/html; charset=utf-8"), "{}", home.head);
    assert!(home.head.contains("cache-control: no-store"), "{}", home.head);
    assert!(home.body.contains("<script src=\"/_guidepost/live.js\" data-page=\"/\""), "{}", home.body);
    assert!(home.body.contains("connect-src 'self'"), "{}", home.body);
    let page = guideline(&preview);
    assert_eq!(preview.get(&page).code, 200, "{page}");
    let bare = preview.get(page.trim_end_matches('/'));
    assert!(
        bare.code == 308 && bare.head.contains(&format!("location: {}", page.to_lowercase())),
        "{}",
        bare.head
    );
    for (file, kind) in [("/assets/guidepost.css", "text/css"), ("/_guidepost/live.js", "text/javascript")] {
        let answer = preview.get(file);
        assert!(answer.code == 200 && answer.head.contains(kind), "{file}: {}", answer.head);
    }
    assert!(!dir.path().join("site").exists(), "nothing is written");
}

#[test]
fn a_save_reaches_the_pages_it_changes_and_no_other() {
    let dir = handbook();
    let preview = Preview::of(dir.path());
    let page = guideline(&preview);
    let (before, other) = (preview.now(&page), preview.now("/glossary/"));
    edit(dir.path(), |text| format!("{text}\nA sentence that was added.\n"));
    let after = preview.news(&page, &before.look, &before.told);
    assert_ne!(after.look, before.look);
    assert!(preview.get(&page).body.contains("A sentence that was added."));
    assert_eq!(preview.now("/glossary/").look, other.look);
}

#[test]
fn what_is_wrong_is_told_with_its_line_and_the_page_is_shown_all_the_same() {
    let dir = handbook();
    let preview = Preview::of(dir.path());
    let page = guideline(&preview);
    edit(dir.path(), |text| text.replacen("\n    no: decline", "", 1));
    let told = preview.until(&page, preview.now(&page), "graph/one-outcome");
    for part in
        ["answering-enquiries.md:49:5", "has one outcome", "add the other answer", "\"yes\"", "1 error"]
    {
        assert!(told.text.contains(part), "{part}: {}", told.text);
    }
    assert!(!told.text.contains("stale"), "{}", told.text);
    edit(dir.path(), |text| {
        text.replacen("\n    yes: write-offer", "\n    yes: write-offer\n    no: decline", 1)
    });
    preview.until(&page, told, "\"errors\":\"\"");
}

#[test]
fn while_a_file_cannot_be_read_the_pages_stay() {
    let dir = handbook();
    let preview = Preview::of(dir.path());
    let page = guideline(&preview);
    let before = preview.now(&page);
    let look = before.look.clone();
    for (path, broken) in [(FIRST, "---\ntitle: [\n---\n"), ("policies/handbook.yaml", "name: [\n")] {
        let whole = fs::read_to_string(dir.path().join(path)).unwrap();
        write(dir.path(), path, broken);
        let told = preview.until(&page, preview.now(&page), "source/syntax");
        assert!(told.look == look && told.text.contains("pages of before"), "{}", told.text);
        write(dir.path(), path, &whole);
        let told = preview.until(&page, told, "\"errors\":\"\"");
        assert_eq!(told.look, look);
    }
}

#[test]
fn files_and_folders_come_and_go() {
    let dir = handbook();
    let preview = Preview::of(dir.path());
    let page = guideline(&preview);
    // A page that goes says so, and comes back with its file.
    let (file, away) = (dir.path().join(FIRST), dir.path().join("away.md"));
    let before = preview.now(&page);
    fs::rename(&file, &away).unwrap();
    let gone = preview.until(&page, before, "\"look\":null");
    let missing = preview.get(&page);
    assert!(missing.code == 404 && missing.body.contains("live.js"), "{}", missing.body);
    fs::rename(&away, &file).unwrap();
    let back = preview.news(&page, &gone.look, &gone.told);
    assert!(!back.look.is_empty());
    // The whole folder.
    let (folder, away) = (dir.path().join("policies"), dir.path().join("elsewhere"));
    fs::rename(&folder, &away).unwrap();
    let gone = preview.until(&page, back, "there is no folder policies");
    assert_eq!(preview.get(&page).code, 200, "the pages stay");
    fs::rename(&away, &folder).unwrap();
    let back = preview.until(&page, gone, "\"errors\":\"\"");
    edit(dir.path(), |text| format!("{text}\nAfter the move.\n"));
    preview.news(&page, &back.look, &back.told);
    assert!(preview.get(&page).body.contains("After the move."), "the folder is watched again");
}

#[test]
fn nothing_outside_of_the_site_is_reached() {
    let dir = handbook();
    write(dir.path(), "secret.txt", "secret");
    write(dir.path(), "policies/guidelines/more.md", "# More\n\n[Form](form.txt)\n");
    write(dir.path(), "policies/guidelines/form.txt", "a form");
    let preview = Preview::of(dir.path());
    let page = preview.get("/").body;
    assert!(!page.contains("secret"));
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/d/..%5c..%5csecret.txt",
        "//etc/passwd",
        "/etc/passwd",
        "/%2fetc%2fpasswd",
        "/secret.txt%00.html",
        "/policies/handbook.yaml",
        "/handbook.yaml",
        "/_guidepost/../secret.txt",
        "/_guidepost/live?page=/../secret.txt&seen=&told=",
    ] {
        let answer = preview.get(path);
        let refused = answer.code == 400 || answer.code == 404 || path.contains("live?");
        assert!(
            refused && !answer.body.contains("secret\n") && !answer.body.contains("root:"),
            "{path}: {}",
            answer.code
        );
    }
    let evil = preview.send("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
    assert!(evil.code == 403 && !evil.body.contains("live.js"), "{}", evil.head);
    let post =
        preview.send(&format!("POST / HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", preview.address));
    assert_eq!(post.code, 405);
}

#[cfg(unix)]
#[test]
fn a_form_that_became_a_link_out_of_the_handbook_is_not_handed_out() {
    let dir = handbook();
    write(dir.path(), "secret.txt", "secret");
    let form = dir.path().join("policies/form.txt");
    write(dir.path(), "policies/more.md", "# More\n\n[Form](form.txt)\n");
    fs::write(&form, "a form").unwrap();
    let preview = Preview::of(dir.path());
    assert!(preview.get("/more.html").body.contains("href=\"files/form.txt\""));
    assert_eq!(preview.get("/files/form.txt").body, "a form");
    fs::remove_file(&form).unwrap();
    std::os::unix::fs::symlink(dir.path().join("secret.txt"), &form).unwrap();
    let answer = preview.get("/files/form.txt");
    assert!(!answer.body.contains("secret"), "{}", answer.body);
}

#[test]
fn a_port_that_is_taken_is_told_with_what_to_do() {
    let dir = handbook();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let ran = super::run(dir.path(), &["serve", "--port", &port]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    assert!(ran.err.contains(&format!("port {port} is taken")) && ran.err.contains("--port"), "{}", ran.err);
}

#[test]
fn without_a_handbook_there_is_nothing_to_show() {
    let dir = folder(&[]);
    let ran = super::run(dir.path(), &["serve", "--port", "0"]);
    assert!(ran.code == Some(2) && ran.err.contains("there is no folder policies"), "{}", ran.err);
    let ran = super::run(dir.path(), &["serve", ".", "--port", "0", "--host", "no.such.host.invalid"]);
    assert!(ran.code == Some(2) && ran.err.contains("there is no address"), "{}", ran.err);
}

#[test]
fn others_are_let_in_only_when_asked() {
    let dir = handbook();
    let mut preview = Preview::with(dir.path(), &["--host", "0.0.0.0"]);
    assert_eq!(preview.get("/").code, 200);
    let evil = preview.send("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
    assert_eq!(evil.code, 403);
    preview.process.kill().unwrap();
    let mut err = String::new();
    preview.process.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    assert!(err.contains("everybody who reaches this machine"), "{err}");
}
