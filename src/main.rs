//! The `guidepost` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    guidepost::commands::main()
}
