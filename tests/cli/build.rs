//! `guidepost build`: what stops it, what it leaves alone, and what remains when it is killed. The pages
//! themselves are `render`'s business.

use super::{folder, guidepost, handbook, run, write};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const BROKEN: &str = "---\nid: SAL-G-009\ntitle: a: b\n---\n";

/// Everything a reader of a site sees: path and bytes of files that are not the builder's own.
pub(super) fn visible(site: &Path) -> BTreeMap<String, Vec<u8>> {
    if !site.exists() {
        return BTreeMap::new();
    }
    walkdir::WalkDir::new(site)
        .into_iter()
        .filter_entry(|entry| !entry.file_name().to_string_lossy().starts_with(".guidepost"))
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            (entry.path().strip_prefix(site).unwrap().display().to_string(), fs::read(entry.path()).unwrap())
        })
        .collect()
}

#[test]
fn a_handbook_becomes_a_site() {
    let dir = handbook();
    let ran = run(dir.path(), &["build"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{}", ran.out);
    assert!(ran.out.starts_with("Built ") && ran.out.contains(" into site: "), "{}", ran.out);
    let site = visible(&dir.path().join("site"));
    assert!(site.contains_key("findings/index.html"));
    let again = run(dir.path(), &["build"]);
    assert!(again.out.contains(": 0 written, "), "{}", again.out);
    // Where a folder for what is remembered is named in the environment, as it is in these tests.
    let anew = run(dir.path(), &["build", "--no-cache"]);
    assert_eq!((anew.code, anew.err.as_str()), (Some(0), ""), "{}", anew.out);
    let elsewhere = run(dir.path(), &["build", "policies", "-o", "deep/public"]);
    assert_eq!(elsewhere.code, Some(0), "{}", elsewhere.err);
    assert_eq!(visible(&dir.path().join("deep/public")), site, "the same input gives the same bytes");
}

#[test]
fn errors_stop_a_build_unless_it_is_a_draft() {
    let dir = handbook();
    run(dir.path(), &["build"]);
    let before = visible(&dir.path().join("site"));
    write(dir.path(), "policies/guidelines/broken.md", BROKEN);
    let ran = run(dir.path(), &["build"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""));
    assert!(
        ran.err.contains("error[source/syntax]") && ran.err.contains("The site was not built"),
        "{}",
        ran.err
    );
    assert_eq!(visible(&dir.path().join("site")), before);
    let ran = run(dir.path(), &["build", "--draft"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.out.contains("as a draft") && ran.out.contains("1 error"), "{}", ran.out);
}

#[test]
fn what_is_overdue_never_stops_a_build() {
    let dir = handbook();
    let approved = "---\nid: SAL-P-001\ntitle: T\ntype: policy\nprocess: sales\nstatus: approved\nclass: internal\n\
                    owner: head-of-sales\npurpose: x\nscope: y\nversion: \"1.0\"\n\
                    approved: { by: managing-director, date: 2026-01-10, proof: minutes }\n\
                    changes:\n- { version: \"1.0\", date: 2026-01-10, by: sales-support, why: First version }\n---\n";
    write(dir.path(), "policies/approved.md", approved);
    let on = |command: &str, day: &str| run(dir.path(), &[command, "--today", day]);
    assert_eq!(on("check", "2026-06-01").code, Some(0), "{}", on("check", "2026-06-01").out);
    let late = on("check", "2027-06-01");
    assert_eq!(late.code, Some(1), "{}", late.out);
    assert!(late.out.contains("error[life/review-overdue]"), "{}", late.out);
    assert_eq!(on("build", "2026-06-01").code, Some(0));
    let before = visible(&dir.path().join("site"));
    assert_eq!(on("build", "2027-06-01").code, Some(0));
    assert!(visible(&dir.path().join("site")) != before, "the pages say so");
}

#[test]
fn a_draft_never_lifts_a_leak() {
    let dir = handbook();
    let document = |id: &str, title: &str, class: &str, text: &str| {
        format!(
            "---\nid: {id}\ntitle: {title}\ntype: policy\nprocess: sales\nstatus: draft\n\
             class: {class}\nowner: head-of-sales\npurpose: x\nscope: y\n---\n{text}\n"
        )
    };
    write(
        dir.path(),
        "policies/secret.md",
        document("SAL-P-002", "Salaries of the team", "confidential", "A hundred"),
    );
    assert_eq!(run(dir.path(), &["build"]).code, Some(0), "a secret document alone is left out");
    let site = visible(&dir.path().join("site"));
    let leak = "[Salaries of the team](SAL-P-002)";
    write(dir.path(), "policies/leaking.md", document("SAL-P-001", "Rules", "internal", leak));
    for args in [&["build"][..], &["build", "--draft"]] {
        let ran = run(dir.path(), args);
        assert_eq!(ran.code, Some(1), "{}", ran.out);
        assert!(ran.err.contains("error[cls/leak]") && ran.err.contains("never built in"), "{}", ran.err);
        assert_eq!(visible(&dir.path().join("site")), site);
    }
    let everything: Vec<u8> = site.into_values().flatten().collect();
    let text = String::from_utf8_lossy(&everything);
    assert!(!text.contains("Salaries") && !text.contains("A hundred"));
}

#[test]
fn a_build_that_cannot_begin_touches_nothing() {
    let dir = folder(&[("empty/.keep", ""), ("file", "")]);
    for args in [vec!["build"], vec!["build", "empty"], vec!["build", "nowhere"]] {
        assert_eq!(run(dir.path(), &args).code, Some(2), "{args:?}");
    }
    assert!(!dir.path().join("site").exists());
}

#[test]
fn the_site_never_goes_over_the_handbook() {
    let dir = handbook();
    for output in ["policies", ".", "policies/guidelines", "policies/guidelines/../../policies"] {
        let ran = run(dir.path(), &["build", "-o", output]);
        assert_eq!(ran.code, Some(2), "{output}: {}", ran.out);
        assert!(ran.err.contains("Choose another folder with `-o`"), "{output}: {}", ran.err);
    }
    // Inside, where nothing else lies, is fine; and the site is no part of the handbook afterwards.
    let inside = |output| run(dir.path(), &["build", "-o", output]);
    assert_eq!(inside("policies/public").code, Some(0));
    let first = visible(&dir.path().join("policies/public"));
    assert_eq!(inside("policies/public").code, Some(0));
    assert_eq!(visible(&dir.path().join("policies/public")), first);
    assert_eq!(inside("elsewhere").code, Some(0));
    assert_eq!(visible(&dir.path().join("elsewhere")), first);
    assert!(run(dir.path(), &["check"]).out.contains("in 2 documents"));
}

#[test]
fn files_of_others_are_kept_and_stop_a_build_when_in_the_way() {
    let dir = handbook();
    write(dir.path(), "site/.gitignore", "*\n!.gitignore\n");
    write(dir.path(), "site/CNAME", "handbook.example");
    assert_eq!(run(dir.path(), &["build"]).code, Some(0));
    assert_eq!(fs::read_to_string(dir.path().join("site/CNAME")).unwrap(), "handbook.example");

    write(dir.path(), "site/findings/index.html", "edited by hand");
    let before = visible(&dir.path().join("site"));
    let ran = run(dir.path(), &["build"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("findings/index.html was changed by somebody"), "{}", ran.err);
    assert_eq!(visible(&dir.path().join("site")), before);

    fs::remove_file(dir.path().join("site/findings/index.html")).unwrap();
    assert_eq!(run(dir.path(), &["build"]).code, Some(0));
}

#[test]
fn an_output_that_is_a_file_is_refused() {
    let dir = handbook();
    write(dir.path(), "site", "a file");
    for output in ["site", "site/inner"] {
        let ran = run(dir.path(), &["build", "-o", output]);
        assert_eq!(ran.code, Some(2), "{output}");
        assert!(ran.err.contains("file"), "{}", ran.err);
    }
    assert_eq!(fs::read_to_string(dir.path().join("site")).unwrap(), "a file");
}

#[test]
fn two_builds_into_one_folder_do_not_mix() {
    let dir = handbook();
    let start = || guidepost().current_dir(dir.path()).arg("build").output().map(super::Ran::from);
    let ran: Vec<super::Ran> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(start)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap().unwrap()).collect()
    });
    assert!(ran.iter().any(|ran| ran.code == Some(0)));
    for ran in &ran {
        match ran.code {
            Some(0) => {}
            Some(2) => assert!(ran.err.contains("another build is writing to"), "{}", ran.err),
            other => panic!("{other:?}: {}", ran.err),
        }
    }
    assert!(run(dir.path(), &["build"]).out.contains(": 0 written, "));
}

/// A picture that runs something is told at its place and never reaches the site, not even that of a draft.
#[test]
fn a_picture_that_runs_something_stays_out() {
    let dir = handbook();
    write(
        dir.path(),
        "policies/evil.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>",
    );
    write(
        dir.path(),
        "policies/plain.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0L9 9\"/></svg>",
    );
    write(
        dir.path(),
        "policies/pictures.md",
        "# Pictures\n\n![one](evil.svg) ![two](plain.svg) [open](evil.svg)\n",
    );
    let ran = run(dir.path(), &["check", "--only", "source", "--format", "concise"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.out.contains("evil.svg:1:1: error[source/active-picture]"), "{}", ran.out);
    assert!(!ran.out.contains("plain.svg"), "{}", ran.out);
    assert_eq!(run(dir.path(), &["build", "--draft"]).code, Some(0));
    assert!(!dir.path().join("site/files/evil.svg").exists());
    assert!(dir.path().join("site/files/plain.svg").exists());
}

/// Ids and names that mean something to a disk: none of them may reach it as it is written.
#[test]
fn hostile_names_stay_inside_the_site() {
    let dir = handbook();
    let document = |id: &str| {
        format!(
            "---\nid: {id}\ntitle: T\ntype: policy\nprocess: sales\nstatus: draft\nclass: internal\n\
             owner: head-of-sales\npurpose: x\nscope: y\n---\n# T\n"
        )
    };
    for (n, id) in
        ["../../up", "/etc/passwd", "CON", "nul.txt", "Same", "same", "a:b", "dots..", &"long".repeat(100)]
            .iter()
            .enumerate()
    {
        write(dir.path(), &format!("policies/{n}.md"), document(id));
    }
    write(dir.path(), "policies/con.md", "# A page named like a device\n");
    write(dir.path(), "policies/x.md/inner.md", "# In a folder named like a file\n");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("..", dir.path().join("policies/loop")).unwrap();
        std::os::unix::fs::symlink("/etc/passwd", dir.path().join("policies/secret.md")).unwrap();
        std::os::unix::fs::symlink("/etc/hostname", dir.path().join("policies/picture.png")).unwrap();
    }
    assert_eq!(run(dir.path(), &["check"]).code, Some(1));
    let ran = run(dir.path(), &["build", "--draft"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let names: Vec<String> = fs::read_dir(dir.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(names.len(), 2, "policies and site, nothing beside them: {names:?}");
    let site = visible(&dir.path().join("site"));
    for (path, bytes) in &site {
        let safe = path.split(std::path::MAIN_SEPARATOR).all(|part| {
            let stem = part.split('.').next().unwrap().to_lowercase();
            !matches!(stem.as_str(), "con" | "nul") && part.len() < 210
        });
        assert!(safe, "{path}");
        assert!(!String::from_utf8_lossy(bytes).contains("root:x:0:0"), "{path} holds a file from elsewhere");
    }
    let lower: std::collections::BTreeSet<String> = site.keys().map(|path| path.to_lowercase()).collect();
    assert_eq!(lower.len(), site.len(), "no two pages differ in case only");
}

/// What takes the place of our templates is the handbook's; what is wrong with it is told, and does no harm.
#[test]
fn own_templates_are_used_and_a_broken_one_is_told() {
    let dir = handbook();
    write(dir.path(), "policies/templates/assets/guidepost.css", "/* our own look */\n");
    write(dir.path(), "policies/templates/pages/findings.html", "<h1>\n{% block x %}");
    write(dir.path(), "policies/templates/pages/guidline.html", "x");
    let breaks =
        "{% extends \"pages/layout.html\" %}\n{% block main %}\n{{ it.nothing.like.it }}\n{% endblock %}";
    write(dir.path(), "policies/templates/pages/a-to-z.html", breaks);
    let ran = run(dir.path(), &["build"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    for told in [
        "policies/templates/pages/findings.html:2:",
        "policies/templates/pages/guidline.html:1:1: warning[source/template] no page is made with a template of \
         this name; templates/pages/guideline.html would",
        "policies/templates/pages/a-to-z.html:3:7: warning[source/template] this template cannot be used: ",
        "For these the built-in templates were taken.",
    ] {
        assert!(ran.err.contains(told), "{told}: {}", ran.err);
    }
    let site = visible(&dir.path().join("site"));
    assert!(site.values().any(|bytes| bytes == b"/* our own look */\n"));
    // What can be told without making pages is a finding of `check` like any other.
    let check = |args: &[&str]| run(dir.path(), &[&["check"], args].concat());
    let ran = check(&[]);
    assert_eq!(ran.code, Some(0), "{}", ran.out);
    assert!(
        ran.out.contains("templates/pages/findings.html:2:") && ran.out.contains("2 warnings"),
        "{}",
        ran.out
    );
    assert_eq!(check(&["--deny", "warnings"]).code, Some(1));
    let mut settings = fs::read_to_string(dir.path().join("policies/handbook.yaml")).unwrap();
    settings.push_str("checks: { source/template: off }\n");
    write(dir.path(), "policies/handbook.yaml", settings);
    assert_eq!(run(dir.path(), &["build"]).err, "");
}

/// Templates are code; a stranger's handbook is built without its own.
#[test]
fn a_strangers_templates_are_passed_over() {
    let dir = handbook();
    write(dir.path(), "policies/templates/assets/guidepost.js", "steal()");
    write(dir.path(), "policies/templates/assets/CON.css", "x");
    write(dir.path(), "policies/templates/pages/home.html", "{{ broken");
    let ran = run(dir.path(), &["build", "--no-overrides"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    let site = visible(&dir.path().join("site"));
    assert!(!site.values().any(|bytes| bytes == b"steal()"));
    let check = |args: &[&str]| run(dir.path(), &[&["check", "--deny", "warnings"], args].concat()).code;
    assert_eq!((check(&["--no-overrides"]), check(&[])), (Some(0), Some(1)));
    // With them, what no disk takes is told and left out; it does not end the build.
    let ran = run(dir.path(), &["build"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(
        ran.err.contains("policies/templates/assets/CON.css:1:1: warning[source/template]"),
        "{}",
        ran.err
    );
}

#[test]
fn prints_are_written_where_they_are_wanted() {
    let dir = handbook();
    let all = || dir.path().join("site/print/all.html").exists();
    for (args, there) in [
        (&["build"][..], true),
        (&["build", "--prints", "none"], false),
        (&["build", "--prints", "all"], true),
    ] {
        let ran = run(dir.path(), args);
        assert_eq!((ran.code, all()), (Some(0), there), "{args:?}: {}", ran.err);
    }
    assert!(dir.path().join("site/print/index.html").exists(), "the list of prints is there in any case");
}

/// Nobody should wonder why a build succeeds beside errors.
#[test]
fn what_depends_on_the_date_is_summed_up_by_itself() {
    let dir = handbook();
    let approved = "---\nid: SAL-P-001\ntitle: T\ntype: policy\nprocess: sales\nstatus: approved\nclass: internal\n\
                    owner: head-of-sales\npurpose: x\nscope: y\nversion: \"1.0\"\n\
                    approved: { by: managing-director, date: 2026-01-10, proof: minutes }\n\
                    changes:\n- { version: \"1.0\", date: 2026-01-10, by: sales-support, why: First version }\n---\n";
    write(dir.path(), "policies/approved.md", approved);
    let ran = run(dir.path(), &["build", "--today", "2027-06-01"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.out.contains("1 finding depends on today's date, 2027-06-01"), "{}", ran.out);
    assert!(!ran.out.contains("1 error"), "{}", ran.out);
}
