//! Colours as the files write them.

/// Red, green, blue and opacity, 8 bits each, not premultiplied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour {
    pub red: u8,
    pub green: u8,
    pub blue: u8,
    pub alpha: u8,
}

/// The names of HTML 4, and those that other programs were seen to write.
const NAMED: &[(&str, u32)] = &[
    ("aqua", 0x0000_ffff),
    ("black", 0x0000_0000),
    ("blue", 0x0000_00ff),
    ("brown", 0x00a5_2a2a),
    ("cyan", 0x0000_ffff),
    ("fuchsia", 0x00ff_00ff),
    ("gold", 0x00ff_d700),
    ("gray", 0x0080_8080),
    ("green", 0x0000_8000),
    ("grey", 0x0080_8080),
    ("lightblue", 0x00ad_d8e6),
    ("lightgray", 0x00d3_d3d3),
    ("lightgreen", 0x0090_ee90),
    ("lightgrey", 0x00d3_d3d3),
    ("lightyellow", 0x00ff_ffe0),
    ("lime", 0x0000_ff00),
    ("magenta", 0x00ff_00ff),
    ("maroon", 0x0080_0000),
    ("navy", 0x0000_0080),
    ("olive", 0x0080_8000),
    ("orange", 0x00ff_a500),
    ("pink", 0x00ff_c0cb),
    ("purple", 0x0080_0080),
    ("red", 0x00ff_0000),
    ("silver", 0x00c0_c0c0),
    ("teal", 0x0000_8080),
    ("violet", 0x00ee_82ee),
    ("white", 0x00ff_ffff),
    ("yellow", 0x00ff_ff00),
];

impl Colour {
    /// `rgb(…)`, `rgba(…)`, `#rgb`, `#rgba`, `#rrggbb`, `#rrggbbaa`, a name, or `transparent`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_ascii_lowercase();
        if let Some(digits) = text.strip_prefix('#') {
            return Self::of_digits(digits);
        }
        if let Some(inside) = text.strip_prefix("rgb") {
            let inside = inside.strip_prefix('a').unwrap_or(inside).trim_start();
            return Self::of_numbers(inside.strip_prefix('(')?.trim_end().strip_suffix(')')?);
        }
        if text == "transparent" {
            return Some(Self { red: 0, green: 0, blue: 0, alpha: 0 });
        }
        let at = NAMED.binary_search_by(|(name, _)| (*name).cmp(text.as_str())).ok()?;
        let [_, red, green, blue] = NAMED.get(at)?.1.to_be_bytes();
        Some(Self { red, green, blue, alpha: 255 })
    }

    fn of_digits(digits: &str) -> Option<Self> {
        if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        let doubled: String = match digits.len() {
            3 | 4 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
            6 | 8 => digits.to_owned(),
            _ => return None,
        };
        let part = |at: usize| {
            doubled.get(at..at + 2).map_or(Some(255), |two| u8::from_str_radix(two, 16).ok())
        };
        Some(Self { red: part(0)?, green: part(2)?, blue: part(4)?, alpha: part(6)? })
    }

    fn of_numbers(inside: &str) -> Option<Self> {
        let parts: Vec<&str> = inside.split(',').map(str::trim).collect();
        let level = |text: &&str| -> Option<u8> {
            let (number, of) = match text.strip_suffix('%') {
                Some(percent) => (percent.trim().parse::<f64>().ok()?, 100.0),
                None => (text.parse::<f64>().ok()?, 255.0),
            };
            number.is_finite().then(|| (number / of * 255.0).round().clamp(0.0, 255.0) as u8)
        };
        let alpha = match parts.get(3) {
            None => 255,
            Some(text) if text.ends_with('%') => level(text)?,
            Some(text) => {
                let part = text.parse::<f64>().ok().filter(|part| part.is_finite())?;
                (part.clamp(0.0, 1.0) * 255.0).round() as u8
            }
        };
        if parts.len() > 4 {
            return None;
        }
        let (red, green, blue) = (parts.first()?, parts.get(1)?, parts.get(2)?);
        Some(Self { red: level(red)?, green: level(green)?, blue: level(blue)?, alpha })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_as_other_programs_write_them() {
        let colour = |text| Colour::parse(text).map(|it| [it.red, it.green, it.blue, it.alpha]);
        for (text, expected) in [
            ("rgb(255, 0, 10)", Some([255, 0, 10, 255])),
            ("rgb( 255, 0,  0) ", Some([255, 0, 0, 255])),
            ("RGBA(0,255,0,0.5)", Some([0, 255, 0, 128])),
            ("rgb(100%, 0%, 50%)", Some([255, 0, 128, 255])),
            ("#444", Some([0x44, 0x44, 0x44, 255])),
            ("#ffff3280", Some([255, 255, 0x32, 0x80])),
            ("White", Some([255, 255, 255, 255])),
            ("transparent", Some([0, 0, 0, 0])),
            ("rgb(300, -5, 0)", Some([255, 0, 0, 255])),
            ("rgb(1,2)", None),
            ("rgb(1,2,3,4,5)", None),
            ("rgb(a,2,3)", None),
            ("rgb(nan,2,3)", None),
            ("#12345", None),
            ("#é1", None),
            ("", None),
            ("nice", None),
        ] {
            assert_eq!(colour(text), expected, "{text}");
        }
        assert!(NAMED.is_sorted_by_key(|(name, _)| *name));
    }
}
