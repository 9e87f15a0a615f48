//! Tables for the terminal and for spreadsheets.

use annotate_snippets::renderer::DEFAULT_EMPHASIS_STYLE;
use std::fmt::Write;
use unicode_width::UnicodeWidthStr;

/// Widest cell in columns; longer ones are cut.
const WIDEST: usize = 48;

/// How wide the columns are beside one another.
pub(super) fn width(heads: &[&str], rows: &[Vec<String>]) -> usize {
    let wide = |n: usize| rows.iter().filter_map(|row| row.get(n)).map(|cell| cell.width().min(WIDEST)).max();
    let columns = heads.iter().enumerate().map(|(n, head)| head.width().max(wide(n).unwrap_or_default()) + 2);
    columns.sum::<usize>().saturating_sub(2)
}

/// Columns under their heads, padded by how wide the characters are. No line for an empty table.
pub(super) fn aligned(heads: &[&str], rows: &[Vec<String>]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|cell| cut(cell)).collect()).collect();
    let mut widths: Vec<usize> = heads.iter().map(|head| head.width()).collect();
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.width());
        }
    }
    let bold = DEFAULT_EMPHASIS_STYLE;
    let heads: Vec<String> = heads.iter().map(|head| (*head).to_owned()).collect();
    let mut out = format!("{bold}{}{bold:#}\n", line(&heads, &widths));
    for row in &rows {
        out.push_str(&line(row, &widths));
        out.push('\n');
    }
    out
}

fn line(cells: &[String], widths: &[usize]) -> String {
    let mut out = String::new();
    for (cell, width) in cells.iter().zip(widths) {
        out.push_str(cell);
        for _ in cell.width()..width + 2 {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// A cell that is not too wide.
fn cut(cell: &str) -> String {
    if cell.width() <= WIDEST {
        return cell.to_owned();
    }
    let mut out = String::new();
    for c in cell.chars() {
        out.push(c);
        if out.width() >= WIDEST {
            out.pop();
            break;
        }
    }
    out + "…"
}

/// Comma-separated values, with heads; a cell with a comma, quote or line break is quoted.
pub(super) fn csv(heads: &[&str], rows: &[Vec<String>]) -> String {
    let mut out = heads.join(",") + "\n";
    for row in rows {
        for (n, cell) in row.iter().enumerate() {
            let comma = if n == 0 { "" } else { "," };
            if cell.contains([',', '"', '\n', '\r']) {
                let _ = write!(out, "{comma}\"{}\"", cell.replace('"', "\"\""));
            } else {
                let _ = write!(out, "{comma}{cell}");
            }
        }
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(rows: &[[&str; 2]]) -> Vec<Vec<String>> {
        rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect()
    }

    #[test]
    fn columns_line_up_whatever_the_characters() {
        let text = aligned(&["id", "title"], &cells(&[["合同", "x"], ["Prüfung", "y"]]));
        let text = anstream::adapter::strip_str(&text).to_string();
        assert_eq!(text, "id       title\n合同     x\nPrüfung  y\n");
        assert_eq!(width(&["id", "title"], &cells(&[["合同", "x"], ["Prüfung", "y"]])), 14);
    }

    #[test]
    fn long_cells_are_cut() {
        let long = "字".repeat(100);
        assert!(cut(&long).width() <= WIDEST && cut(&long).ends_with('…'));
    }

    #[test]
    fn cells_with_commas_and_quotes_are_quoted() {
        let text = csv(&["a", "b"], &cells(&[["x, y", "say \"hi\""], ["", "two\nlines"]]));
        assert_eq!(text, "a,b\n\"x, y\",\"say \"\"hi\"\"\"\n,\"two\nlines\"\n");
    }
}
