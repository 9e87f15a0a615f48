//! Standard output and error: colour only where it is wanted, and a reader that goes away (`| head`) is no error.

use super::Failure;
use anstream::{AutoStream, ColorChoice};
use clap::ValueEnum;
use std::io::{self, IsTerminal, Write};

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Colour {
    /// On a terminal that shows it (heeds `NO_COLOR`)
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl From<Colour> for ColorChoice {
    fn from(colour: Colour) -> Self {
        match colour {
            Colour::Auto => Self::Auto,
            Colour::Always => Self::Always,
            Colour::Never => Self::Never,
        }
    }
}

/// The width alone; a terminal that says nothing of it has none.
fn columns(size: Option<(terminal_size::Width, terminal_size::Height)>) -> Option<usize> {
    size.map(|(width, _)| usize::from(width.0)).filter(|width| *width > 0)
}

/// Where a command prints.
pub(super) struct Terminal {
    colour: ColorChoice,
}

impl Terminal {
    pub(super) fn new(colour: Colour) -> Self {
        Self { colour: colour.into() }
    }

    /// Whether what is printed for people may hold colour.
    pub(super) fn colour(&self) -> bool {
        self.shows(AutoStream::choice(&io::stdout()))
    }

    /// The same of notes beside the output.
    pub(super) fn colour_beside(&self) -> bool {
        self.shows(AutoStream::choice(&io::stderr()))
    }

    /// How many characters a line of the terminal has; `None` where the output goes elsewhere.
    pub(super) fn width() -> Option<usize> {
        columns(terminal_size::terminal_size_of(io::stdout()))
    }

    /// The same of notes beside the output.
    pub(super) fn width_beside() -> Option<usize> {
        columns(terminal_size::terminal_size_of(io::stderr()))
    }

    fn shows(&self, automatic: ColorChoice) -> bool {
        let choice = if self.colour == ColorChoice::Auto { automatic } else { self.colour };
        choice != ColorChoice::Never
    }

    /// Prints what was asked for. A reader that has seen enough and closes the pipe is no error: what it does not
    /// want need not be written, and the exit code still says what was found.
    pub(super) fn print(&self, text: &str) -> Result<(), Failure> {
        let mut out = AutoStream::new(io::stdout().lock(), self.colour);
        match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                Err(Failure(format!("cannot write the output: {error}")))
            }
            _ => Ok(()),
        }
    }

    /// Whether somebody reads the output on a screen.
    pub(super) fn is_there() -> bool {
        io::stdout().is_terminal()
    }

    /// Passes bytes on that are no text.
    pub(super) fn pass(bytes: &[u8]) -> Result<(), Failure> {
        let mut out = io::stdout().lock();
        match out.write_all(bytes).and_then(|()| out.flush()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                Err(Failure(format!("cannot write the output: {error}")))
            }
            _ => Ok(()),
        }
    }

    /// Prints a note beside the output.
    pub(super) fn note(&self, text: &str) {
        let mut err = AutoStream::new(io::stderr().lock(), self.colour);
        let _ = writeln!(err, "{text}");
    }

    /// Prints why a command could not do its work.
    pub(super) fn error(&self, text: &str) {
        let style = annotate_snippets::renderer::DEFAULT_ERROR_STYLE;
        self.note(&format!("{style}error{style:#}: {text}"));
    }
}
