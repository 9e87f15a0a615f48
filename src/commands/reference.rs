//! The reference of all commands (`docs/commands.md`), made from their own help.

use super::definition;
use std::fmt::Write;

/// Every command with its long help, as Markdown.
pub fn reference() -> String {
    let mut out = String::from(
        "# Commands\n\nMade from the program's own help by `make docs`; a test holds it. The exit codes: 0 done, 1 \
         findings that count, 2 no verdict possible or nothing written, 130 stopped with Ctrl-C.\n",
    );
    let mut definition = definition().term_width(100);
    definition.build();
    section(&mut out, &mut definition.clone(), "guidepost");
    for command in definition.get_subcommands_mut().filter(|command| command.get_name() != "help") {
        let name = format!("guidepost {}", command.get_name());
        section(&mut out, command, &name);
    }
    out
}

fn section(out: &mut String, command: &mut clap::Command, name: &str) {
    let help = command.render_long_help().to_string();
    let lines: Vec<&str> = help.lines().map(str::trim_end).collect();
    let _ = write!(out, "\n## {name}\n\n```text\n{}\n```\n", lines.join("\n").trim_end());
}
