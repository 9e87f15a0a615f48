//! Paths within a handbook: from a file to a file, as links write them.

/// A path seen from a file, from the root of the handbook; `None` where it leads out.
pub fn join(from: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    if path.starts_with('/') {
        parts.clear();
    }
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// A path as seen from the folder of a file: what [`join`] takes back.
pub fn relative(from: &str, path: &str) -> String {
    let mut here: Vec<&str> = from.split('/').collect();
    here.pop();
    let there: Vec<&str> = path.split('/').collect();
    let same = here.iter().zip(&there).take_while(|(a, b)| a == b).count().min(there.len().saturating_sub(1));
    let up = std::iter::repeat_n("..", here.len() - same);
    up.chain(there.get(same..).unwrap_or_default().iter().copied()).collect::<Vec<_>>().join("/")
}

/// `%20` and the like.
pub fn decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, behind)) = rest.split_first() {
        let figures = behind.get(..2).filter(|f| first == b'%' && f.iter().all(u8::is_ascii_hexdigit));
        let byte = figures.and_then(|f| u8::from_str_radix(std::str::from_utf8(f).ok()?, 16).ok());
        bytes.push(byte.unwrap_or(first));
        rest = if byte.is_some() { behind.get(2..).unwrap_or_default() } else { behind };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_go_from_the_folder_of_the_file_and_not_out_of_the_handbook() {
        assert_eq!(join("sales/a.md", "../img/x.png").as_deref(), Some("img/x.png"));
        assert_eq!(join("sales/a.md", "/top.md").as_deref(), Some("top.md"));
        assert_eq!(join("sales/a.md", "../../x"), None);
        assert_eq!(decode("my%20file%2.md%zz"), "my file%2.md%zz");
    }

    #[test]
    fn a_relative_path_leads_back() {
        for (from, path) in
            [("sales/a.md", "img/x.png"), ("a.md", "b.md"), ("a/b/c.md", "a/d.md"), ("a.md", "a/b.md")]
        {
            assert_eq!(join(from, &relative(from, path)).as_deref(), Some(path));
        }
        assert_eq!(relative("a/b/c.md", "a/d.md"), "../d.md");
    }
}
