//! Takes the drawings that the screens use into the program: one program file, no folder beside
//! it. Which drawings: `symbols/interface.csv` and `symbols/vocabulary.csv`. And unpacks the one
//! typeface that comes as WOFF.

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt::Write as _;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn pictures(list: &Path, column: usize, into: &mut BTreeSet<String>) -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed={}", list.display());
    for row in csv::Reader::from_path(list)?.records() {
        let row = row?;
        let picture = row.get(column).ok_or("a row without a picture")?;
        into.insert(picture.to_owned());
    }
    Ok(())
}

/// From WOFF 1.0 (W3C recommendation, 2012) to the font inside: the same tables, unpacked.
fn unpack_woff(woff: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let number = |at: usize, bytes: usize| -> Result<usize, Box<dyn Error>> {
        let field = woff.get(at..at + bytes).ok_or("the font ends early")?;
        Ok(field.iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte)))
    };
    if woff.get(..4) != Some(b"wOFF") {
        return Err("no WOFF font".into());
    }
    let tables = number(12, 2)?;
    let mut font = woff[4..8].to_vec();
    font.extend(u16::try_from(tables)?.to_be_bytes());
    // The search fields are hints that no reader of ours uses.
    font.extend([0; 6]);
    let mut data = Vec::new();
    let first = 12 + 16 * tables;
    for table in 0..tables {
        let entry = 44 + 20 * table;
        let (offset, packed) = (number(entry + 4, 4)?, number(entry + 8, 4)?);
        let (length, checksum) = (number(entry + 12, 4)?, number(entry + 16, 4)?);
        font.extend(&woff[entry..entry + 4]);
        for field in [checksum, first + data.len(), length] {
            font.extend(u32::try_from(field)?.to_be_bytes());
        }
        let bytes = woff.get(offset..offset + packed).ok_or("a table ends early")?;
        if packed < length {
            flate2::read::ZlibDecoder::new(bytes).read_to_end(&mut data)?;
        } else {
            data.extend(bytes);
        }
        data.resize(data.len().next_multiple_of(4), 0);
    }
    font.extend(data);
    Ok(font)
}

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let symbols = root.join("symbols");
    println!("cargo:rerun-if-changed={}", symbols.join("own").display());
    println!("cargo:rerun-if-changed=build.rs");
    let mut names = BTreeSet::new();
    pictures(&symbols.join("interface.csv"), 1, &mut names)?;
    pictures(&symbols.join("vocabulary.csv"), 2, &mut names)?;
    let mut table = String::from("&[\n");
    for name in &names {
        let path = match name.strip_prefix("own:") {
            Some(own) => symbols.join("own").join(format!("{own}.svg")),
            None => root.join("assets/node_modules/openmoji/color/svg").join(format!("{name}.svg")),
        };
        if !path.is_file() {
            return Err(format!("no drawing {name}: run ./run or ./test, which fetch them").into());
        }
        writeln!(table, "    ({name:?}, include_bytes!({:?})),", path.display().to_string())?;
    }
    table.push_str("]\n");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    fs::write(out.join("drawings.rs"), table)?;
    for weight in ["400", "700"] {
        let name = format!("opendyslexic-latin-{weight}-normal.woff");
        let woff = root.join("assets/node_modules/@fontsource/opendyslexic/files").join(name);
        let woff = fs::read(woff).map_err(|_| "no OpenDyslexic: run ./run or ./test")?;
        fs::write(out.join(format!("opendyslexic-{weight}.ttf")), unpack_woff(&woff)?)?;
    }
    Ok(())
}
