//! Where each page lies: all in one flat folder, so that a copied or synchronised folder still
//! works, and named by opaque ids, so that a listing of the folder tells no name.

/// The first page.
pub(super) const INDEX: &str = "index.html";
/// Every pupil from A to Z.
pub(super) const NAMES: &str = "names.html";

/// The page of the class with this stem.
pub fn class_path(file_stem: &str) -> String {
    format!("class-{}.html", safe_stem(file_stem))
}

/// The page of the pupil with this stem.
pub fn pupil_path(file_stem: &str) -> String {
    format!("pupil-{}.html", safe_stem(file_stem))
}

/// Where the pages expect the clip with this stem, relative to them.
pub fn clip_path(file_stem: &str) -> String {
    format!("clip/{}.mp4", safe_stem(file_stem))
}

/// Where the pages expect a picture with this stem and ending, relative to them.
pub fn picture_path(file_stem: &str, ending: &str) -> String {
    format!("clip/{}.{}", safe_stem(file_stem), safe_stem(ending))
}

/// Where the pages expect the drawing of an animal, relative to them.
pub fn animal_path(animal: &str) -> String {
    format!("animal-{}.svg", safe_stem(animal))
}

/// A sheet of paper with the whole class, for whoever is here for a day.
pub fn sheet_path(file_stem: &str) -> String {
    format!("class-{}-sheet.html", safe_stem(file_stem))
}

/// What a pupil shared earlier and has no room on their page.
pub fn earlier_path(file_stem: &str) -> String {
    format!("pupil-{}-earlier.html", safe_stem(file_stem))
}

/// Keeps what is allowed in a file name. Stems are ids and pass unchanged; this is the last
/// guard against a mistake elsewhere that would let `../` or a space into a path.
fn safe_stem(file_stem: &str) -> String {
    file_stem
        .chars()
        .filter(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || *letter == '-')
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stem_cannot_leave_the_folder() {
        assert_eq!(pupil_path("p7k2"), "pupil-p7k2.html");
        assert_eq!(class_path("../c1"), "class-c1.html");
        assert_eq!(clip_path("a/../B \"x\"<>:\\"), "clip/ax.mp4");
    }
}
