//! `guidepost chart`.

use super::options::{Folder, Today, did_you_mean};
use super::terminal::Terminal;
use super::{Failure, Outcome, pipeline};
use crate::chart::{self, Drawing, Fonts, Geometry, Paper, Picture, Sheet, SvgOptions};
use crate::graph::{self, ProcessGraph};
use crate::render::{Edition, Prints, Site};
use clap::{Args, ValueEnum};
use rayon::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};

/// Draw the flowchart of one guideline, the overview of a process, or the map of processes
///
/// Writes to the terminal, or with `--output` to a file.
#[derive(Debug, Args)]
pub(super) struct Chart {
    /// The guideline's id, for example SAL-G-002; or a process or a part of one, for example sales
    #[arg(required_unless_present_any = ["from", "landscape"])]
    id: Option<String>,
    /// The map of all processes, in place of one guideline: `chart --landscape [DIR]`
    #[arg(long, conflicts_with = "from")]
    landscape: bool,
    #[command(flatten)]
    folder: Folder,
    /// What is written; by default what the name of the output file says, else SVG
    #[arg(long, value_name = "FORM")]
    format: Option<As>,
    /// Pixels of a PNG for each of the chart's own; 2 prints well
    #[arg(long, value_name = "FACTOR", value_parser = scale)]
    scale: Option<f32>,
    /// Which way the process runs; by default as the guideline or the handbook wants it, else down
    #[arg(long)]
    direction: Option<Direction>,
    /// Without the work products beside the steps
    #[arg(long)]
    no_documents: bool,
    /// Only this sheet of the chart cut for A4 paper, counted from 1
    #[arg(long, value_name = "NUMBER")]
    page: Option<usize>,
    /// The language of its words; by default the handbook's own
    #[arg(long, value_name = "LANG")]
    lang: Option<String>,
    /// Draws a bare graph (lanes, nodes and edges as JSON) in place of a guideline, for measuring
    #[arg(long, value_name = "FILE", conflicts_with_all = ["id", "lang"])]
    from: Option<PathBuf>,
    /// The file to write
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    today: Today,
}

/// What comes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum As {
    /// A picture for browsers and word processors; sharp at any size
    Svg,
    /// A picture in pixels, for programs that take no SVG
    Png,
    /// The process and its picture for tools that model processes (BPMN 2.0)
    Bpmn,
    /// Text that wikis and code hosts draw
    Mermaid,
    /// Text that Graphviz draws
    Dot,
    /// Where everything stands, in pixels, for measuring
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Direction {
    /// From top to bottom, roles side by side: prints well
    Down,
    /// From left to right, roles one below the other
    Right,
}

impl As {
    /// What the name of a file asks for.
    fn of(file: &Path) -> Option<Self> {
        match file.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "svg" => Some(Self::Svg),
            "png" => Some(Self::Png),
            "bpmn" => Some(Self::Bpmn),
            "mmd" | "mermaid" => Some(Self::Mermaid),
            "dot" | "gv" => Some(Self::Dot),
            "json" => Some(Self::Json),
            _ => None,
        }
    }
}

fn scale(text: &str) -> Result<f32, String> {
    match text.parse::<f32>() {
        Ok(scale) if (0.1..=20.0).contains(&scale) => Ok(scale),
        _ => Err("a number from 0.1 to 20".to_owned()),
    }
}

/// What is asked for.
enum Subject {
    /// A flowchart.
    Flow(Drawing),
    /// The map, or the overview of a process.
    Whole(Picture),
}

impl Chart {
    pub(super) fn run(&self, terminal: &Terminal) -> Result<Outcome, Failure> {
        let subject = match &self.from {
            Some(file) => {
                let text = fs::read_to_string(file)
                    .map_err(|error| Failure(format!("cannot read {}: {error}", file.display())))?;
                Subject::Flow(chart::from_bare_json(&text).map_err(Failure)?)
            }
            None => self.subject()?,
        };
        let format = self.format.or_else(|| As::of(self.output.as_deref()?)).unwrap_or(As::Svg);
        if self.scale.is_some() && format != As::Png {
            return Err(Failure("--scale is for --format png; the other forms have no pixels".to_owned()));
        }
        let bytes = match subject {
            Subject::Flow(drawing) => self.flow(drawing, format)?,
            Subject::Whole(picture) => self.whole(&picture, format)?,
        };
        match &self.output {
            Some(file) => {
                fs::write(file, bytes)
                    .map_err(|error| Failure(format!("cannot write {}: {error}", file.display())))?;
            }
            None if format == As::Png => Terminal::pass(&bytes)?,
            None => terminal.print(&String::from_utf8_lossy(&bytes))?,
        }
        Ok(Outcome::Fine)
    }

    /// A flowchart in the form asked for.
    fn flow(&self, mut drawing: Drawing, format: As) -> Result<Vec<u8>, Failure> {
        drawing.direction = match self.direction {
            Some(Direction::Down) => chart::Direction::TopDown,
            Some(Direction::Right) => chart::Direction::LeftRight,
            None => drawing.direction,
        };
        drawing.documents &= !self.no_documents;
        if self.page.is_some() && !matches!(format, As::Svg | As::Png) {
            return Err(Failure("--page is for --format svg and png; the other forms are whole".to_owned()));
        }
        Ok(match format {
            As::Svg => self.svg(&drawing)?.into_bytes(),
            As::Png => self.png(&self.svg(&drawing)?)?,
            As::Bpmn => chart::bpmn(&drawing).into_bytes(),
            As::Mermaid => chart::mermaid(&drawing).into_bytes(),
            As::Dot => chart::dot(&drawing).into_bytes(),
            As::Json => {
                let geometry = chart::layout(&drawing);
                (serde_json::to_string_pretty(&geometry.to_json(&drawing))? + "\n").into_bytes()
            }
        })
    }

    /// A picture of the whole in the form asked for.
    fn whole(&self, picture: &Picture, format: As) -> Result<Vec<u8>, Failure> {
        if self.page.is_some() || self.direction.is_some() || self.no_documents {
            return Err(Failure(
                "--page, --direction and --no-documents are for the flowchart of a guideline".to_owned(),
            ));
        }
        let options = SvgOptions { standalone: true, id_prefix: String::new() };
        let svg = chart::picture_svg(picture, &options);
        match format {
            As::Svg => Ok(svg.into_bytes()),
            As::Png => self.png(&svg),
            _ => Err(Failure(
                "the whole is drawn as svg or png; the other forms are for guidelines".to_owned(),
            )),
        }
    }

    fn svg(&self, drawing: &Drawing) -> Result<String, Failure> {
        let geometry = chart::layout(drawing);
        let options = SvgOptions { standalone: true, id_prefix: String::new() };
        Ok(match self.page {
            None => chart::svg(&geometry, drawing, &options),
            Some(page) => chart::sheet_svg(&sheet(&geometry, page)?, drawing, &options),
        })
    }

    fn png(&self, svg: &str) -> Result<Vec<u8>, Failure> {
        if self.output.is_none() && Terminal::is_there() {
            return Err(Failure("a PNG is nothing for a terminal; name a file: -o chart.png".to_owned()));
        }
        let Some(fonts) = Fonts::of_this_machine() else {
            return Err(Failure(
                "this machine has no fonts, so nobody could read the picture; install some (on Debian: \
                 fonts-dejavu-core), or take --format svg, which needs none"
                    .to_owned(),
            ));
        };
        chart::png(svg, self.scale.unwrap_or(2.0), &fonts).map_err(Failure)
    }

    /// What is drawn of the guideline or process asked for.
    fn subject(&self) -> Result<Subject, Failure> {
        let id = self.id.as_deref().unwrap_or_default();
        // Without an id the first word is the folder.
        let dir = if self.landscape && !id.is_empty() { Path::new(id) } else { self.folder.dir.as_path() };
        let handbook = pipeline::load(dir, None)?.handbook;
        let lang = self.lang.as_deref().unwrap_or(handbook.source_lang());
        let langs: Vec<&str> = handbook.settings.languages.iter().map(crate::model::Text::as_str).collect();
        if lang != handbook.source_lang() && !langs.contains(&lang) {
            return Err(Failure(format!(
                "the handbook is not in `{lang}`; its languages: {}",
                langs.join(", ")
            )));
        }
        let graphs: Vec<ProcessGraph> = handbook.guidelines.par_iter().map(graph::build).collect();
        let edition = Edition {
            handbook: &handbook,
            graphs: &graphs,
            findings: &[],
            today: self.today.get(),
            draft: false,
            prints: Prints::Auto,
        };
        let site = Site::new(edition, &[]);
        if self.landscape {
            let map = site.map(lang).map(Subject::Whole);
            return map.ok_or_else(|| {
                Failure("the handbook has no processes; they stand in landscape.yaml".to_owned())
            });
        }
        if let Some(n) = handbook.guideline_index(id) {
            let drawing = site.drawing(n, lang).map(Subject::Flow);
            return drawing.ok_or_else(|| Failure(format!("{id} has no steps, so there is nothing to draw")));
        }
        let processes = &handbook.landscape.processes;
        let is_place = id.split_once('/').map_or_else(
            || processes.iter().any(|p| p.id.as_str() == id || p.parts.iter().any(|x| x.id.as_str() == id)),
            |(process, part)| handbook.part(process, part).is_some(),
        );
        if is_place {
            let whole = site.overview(id, lang).map(Subject::Whole);
            return whole.ok_or_else(|| {
                Failure(format!("`{id}` has not two parts or guidelines that hand something on, so there is nothing to draw"))
            });
        }
        let places =
            processes.iter().flat_map(|p| std::iter::once(&p.id).chain(p.parts.iter().map(|part| &part.id)));
        let names = handbook.guidelines.iter().map(crate::model::Guideline::id);
        let names = names.chain(places.map(crate::model::Text::as_str));
        Err(Failure(format!("there is no document or process {id}{}", did_you_mean(id, names))))
    }
}

/// One of the sheets that a chart is cut into.
fn sheet(geometry: &Geometry, page: usize) -> Result<Sheet, Failure> {
    let sheets = chart::sheets(geometry, Paper::A4);
    let count = sheets.len();
    let found = page.checked_sub(1).and_then(|n| sheets.into_iter().nth(n));
    found.ok_or_else(|| {
        Failure(match count {
            1 => "the chart fits on one sheet: `--page 1`".to_owned(),
            n => format!("the chart has {n} sheets: `--page 1` to `--page {n}`"),
        })
    })
}
