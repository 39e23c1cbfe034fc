//! Comma-separated values (RFC 4180): UTF-8 with a byte order mark, so that spreadsheet programs read it.

/// A file being written.
#[derive(Debug)]
pub(super) struct Csv(String);

impl Csv {
    /// A file with its header.
    pub(super) fn new(header: &[&str]) -> Self {
        let mut csv = Self(String::from("\u{feff}"));
        csv.row(header);
        csv
    }

    /// A row.
    pub(super) fn row(&mut self, fields: &[&str]) {
        for (number, field) in fields.iter().enumerate() {
            if number > 0 {
                self.0.push(',');
            }
            self.field(field);
        }
        self.0.push_str("\r\n");
    }

    pub(super) fn finish(self) -> String {
        self.0
    }

    fn field(&mut self, field: &str) {
        // What a spreadsheet program would take for a formula is kept text by an apostrophe; numbers stay numbers.
        let is_formula = field.starts_with(['=', '@', '\t', '\r'])
            || (field.starts_with(['+', '-']) && !field.chars().skip(1).all(|c| c.is_ascii_digit() || c == '.'));
        let quoted = is_formula || field.contains(['"', ',', '\n', '\r']);
        if !quoted {
            self.0.push_str(field);
            return;
        }
        self.0.push('"');
        if is_formula {
            self.0.push('\'');
        }
        self.0.push_str(&field.replace('"', "\"\""));
        self.0.push('"');
    }
}

#[cfg(test)]
mod tests {
    use super::Csv;

    #[test]
    fn fields_are_told_apart_whatever_they_hold() {
        let mut csv = Csv::new(&["a", "b"]);
        csv.row(&["1,2", "say \"hi\"\nthere"]);
        csv.row(&["=1+1", "-3.5"]);
        csv.row(&["-cmd", "+2"]);
        assert_eq!(
            csv.finish(),
            "\u{feff}a,b\r\n\"1,2\",\"say \"\"hi\"\"\nthere\"\r\n\"'=1+1\",-3.5\r\n\"'-cmd\",+2\r\n"
        );
    }
}
