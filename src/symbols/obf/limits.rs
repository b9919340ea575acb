//! How much a file from somewhere else may ask of a tablet. All are checked while reading, never
//! believed from a header.

/// The largest file that is read at all.
pub const FILE_LIMIT_BYTES: u64 = 128 * 1024 * 1024;
/// All that a package holds, unpacked. The largest open vocabulary (CommuniKate 20) needs 22 MB.
pub const UNPACKED_LIMIT_BYTES: u64 = 256 * 1024 * 1024;
/// One file of a package, unpacked.
pub const ENTRY_LIMIT_BYTES: u64 = 48 * 1024 * 1024;
pub const ENTRIES_LIMIT: usize = 20_000;
/// How many times its packed size a file of a package may be, past `RATIO_FREE_BYTES`.
pub const RATIO_LIMIT: u64 = 200;
pub const RATIO_FREE_BYTES: u64 = 1024 * 1024;
/// Of a path in a package.
pub const PATH_LIMIT_BYTES: usize = 512;

pub const BOARDS_LIMIT: usize = 5_000;
/// Of one board: its buttons, its pictures, its sounds, its cells.
pub const ELEMENTS_LIMIT: usize = 10_000;
/// Buttons of a whole set.
pub const BUTTONS_LIMIT: usize = 100_000;

/// Values in the JSON of a whole set, by the marks between them: each takes far more memory than
/// its two bytes in the file.
pub const VALUES_LIMIT: usize = 4_000_000;

/// One picture or sound.
pub const MEDIA_LIMIT_BYTES: usize = 16 * 1024 * 1024;
pub const PIXELS_LIMIT: u64 = 40_000_000;
pub const SVG_LIMIT_BYTES: usize = 2 * 1024 * 1024;
/// Elements of a drawing, each `use` counted as what it repeats.
pub const SVG_ELEMENTS_LIMIT: u64 = 50_000;
pub const SVG_DEPTH_LIMIT: usize = 100;
/// Entities that a drawing may declare; Illustrator declares about ten.
pub const SVG_ENTITIES_LIMIT: usize = 32;

/// Oddities that are told one by one; more are counted.
pub const ODDITIES_LIMIT: usize = 2_000;
