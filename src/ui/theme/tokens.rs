//! Every colour, by what it is for. Measured contrast of text on its surface is at least 7:1;
//! `tests/screens` measures it behind each letter.

use egui::Color32;

use super::Look;

const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

/// Which family of colours something wears.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tone {
    Coral,
    Honey,
    Leaf,
    Violet,
    Sky,
    /// White: pills and panels.
    Plain,
    /// What must be seen at once.
    Danger,
    /// Navy: hiding.
    Night,
}

impl Tone {
    pub const ALL: [Tone; 8] = [
        Self::Coral,
        Self::Honey,
        Self::Leaf,
        Self::Violet,
        Self::Sky,
        Self::Plain,
        Self::Danger,
        Self::Night,
    ];
}

/// The colours of something that can be pressed, or of a panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Surface {
    pub top: Color32,
    pub bottom: Color32,
    /// The darker edge below, into which it sinks.
    pub edge: Color32,
    /// The thin line around.
    pub rim: Color32,
    pub text: Color32,
    /// Tinted, with alpha.
    pub shadow: Color32,
    /// A soft fill for discs and chips in this tone.
    pub tint: Color32,
}

pub const DISC: Color32 = Color32::WHITE;
pub const RECORDING: Color32 = rgb(0xcf3627);

struct Hues {
    top: u32,
    bottom: u32,
    edge: u32,
    text: u32,
    tint: u32,
    /// On black.
    bright: u32,
    /// On white.
    deep: u32,
}

const fn hues(tone: Tone) -> Hues {
    let (top, bottom, edge, text, tint, bright, deep) = match tone {
        Tone::Coral => (0xffece7, 0xffd7cc, 0xeea18f, 0x6b1f10, 0xffddd4, 0xff917d, 0x8a2410),
        Tone::Honey => (0xfff6de, 0xffe8ad, 0xebbe55, 0x543c00, 0xffecbb, 0xffd14d, 0x6b4c00),
        Tone::Leaf => (0xe7f9ee, 0xc7eed5, 0x86cb9c, 0x134328, 0xd3f1de, 0x7fe3a2, 0x145a32),
        Tone::Violet => (0xf1edff, 0xddd4fc, 0xa998e6, 0x2e1f72, 0xe6dfff, 0xbdacff, 0x402c96),
        Tone::Sky => (0xe6f4ff, 0xc8e4fc, 0x87bbea, 0x0f3965, 0xd6ebfd, 0x7dc4ff, 0x0f4a80),
        Tone::Plain => (0xffffff, 0xf5f7fd, 0xc3cde3, 0x1f2b4d, 0xeef1f8, 0xffffff, 0x000000),
        Tone::Danger => (0xffffff, 0xffece8, 0xa31a13, 0x7a120c, 0xffd6cf, 0xff6f5e, 0xa31a13),
        Tone::Night => (0x364670, 0x222e50, 0x10182e, 0xffffff, 0x364670, 0xffffff, 0x222e50),
    };
    Hues { top, bottom, edge, text, tint, bright, deep }
}

pub fn surface(look: Look, tone: Tone) -> Surface {
    let hues = hues(tone);
    let edge = rgb(hues.edge);
    match look {
        Look::Soft => Surface {
            top: rgb(hues.top),
            bottom: rgb(hues.bottom),
            edge,
            rim: if tone == Tone::Danger { rgb(0xc9251c) } else { Color32::WHITE },
            text: rgb(hues.text),
            shadow: Color32::from_rgba_unmultiplied(0x50, 0x5c, 0x88, 30),
            tint: rgb(hues.tint),
        },
        Look::Calm => Surface {
            top: rgb(hues.bottom),
            bottom: rgb(hues.bottom),
            edge: rgb(hues.edge),
            rim: edge,
            text: rgb(hues.text),
            shadow: Color32::TRANSPARENT,
            tint: rgb(hues.top),
        },
        Look::Dark => Surface {
            top: Color32::BLACK,
            bottom: Color32::BLACK,
            edge: rgb(hues.bright),
            rim: rgb(hues.bright),
            text: Color32::WHITE,
            shadow: Color32::TRANSPARENT,
            tint: Color32::BLACK,
        },
        Look::Light => Surface {
            top: Color32::WHITE,
            bottom: Color32::WHITE,
            edge: rgb(hues.deep),
            rim: rgb(hues.deep),
            text: Color32::BLACK,
            shadow: Color32::TRANSPARENT,
            tint: Color32::WHITE,
        },
    }
}

pub fn ink(look: Look) -> Color32 {
    match look {
        Look::Soft | Look::Calm => rgb(0x1f2b4d),
        Look::Dark => Color32::WHITE,
        Look::Light => Color32::BLACK,
    }
}

pub fn quiet_ink(look: Look) -> Color32 {
    match look {
        Look::Soft | Look::Calm => rgb(0x303b5b),
        Look::Dark => Color32::WHITE,
        Look::Light => Color32::BLACK,
    }
}

pub fn ground(look: Look) -> Color32 {
    match look {
        Look::Soft => rgb(0xf7f8fc),
        Look::Calm => rgb(0xf2f4f8),
        Look::Dark => Color32::BLACK,
        Look::Light => Color32::WHITE,
    }
}

pub fn line(look: Look) -> Color32 {
    match look {
        Look::Soft | Look::Calm => rgb(0xdde2ee),
        Look::Dark => Color32::WHITE,
        Look::Light => Color32::BLACK,
    }
}

pub fn focus_ring(look: Look) -> [Color32; 2] {
    match look {
        Look::Dark => [Color32::BLACK, rgb(0xffe94d)],
        Look::Soft | Look::Calm | Look::Light => [Color32::WHITE, rgb(0x1f2b4d)],
    }
}

pub fn progress(look: Look) -> Color32 {
    match look {
        Look::Soft | Look::Calm => rgb(0x2f9d66),
        Look::Dark => rgb(0x7fe3a2),
        Look::Light => rgb(0x145a32),
    }
}

pub fn track(look: Look) -> Color32 {
    match look {
        Look::Soft | Look::Calm => rgb(0xe6eaf4),
        Look::Dark => rgb(0x444444),
        Look::Light => rgb(0xc8c8c8),
    }
}

/// A soft light in the backdrop; place and reach are parts of the screen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glow {
    pub at: [f32; 2],
    pub reach: f32,
    pub colour: Color32,
}

const SOFT_GLOWS: [Glow; 5] = [
    Glow { at: [0.02, 0.02], reach: 0.40, colour: rgb(0xfffcec) },
    Glow { at: [0.42, 0.00], reach: 0.34, colour: rgb(0xffeaee) },
    Glow { at: [1.00, 0.02], reach: 0.38, colour: rgb(0xffdcb0) },
    Glow { at: [0.00, 1.00], reach: 0.40, colour: rgb(0xc4d8ff) },
    Glow { at: [0.62, 0.98], reach: 0.34, colour: rgb(0xd3f3dc) },
];

pub fn glows(look: Look) -> &'static [Glow] {
    match look {
        Look::Soft => &SOFT_GLOWS,
        Look::Dark | Look::Light | Look::Calm => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// WCAG 2.2, relative luminance.
    fn luminance(colour: Color32) -> f64 {
        let linear = |value: u8| {
            let part = f64::from(value) / 255.0;
            if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(colour.r()) + 0.7152 * linear(colour.g()) + 0.0722 * linear(colour.b())
    }

    fn contrast(one: Color32, other: Color32) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn every_text_stands_out_seven_times_from_whatever_is_behind_it() {
        for look in Look::ALL {
            for tone in Tone::ALL {
                let surface = surface(look, tone);
                for behind in [surface.top, surface.bottom, surface.tint] {
                    let found = contrast(surface.text, behind);
                    assert!(found >= 7.0, "{look:?} {tone:?}: {found:.2}");
                }
            }
            let plain = surface(look, Tone::Plain);
            let mut grounds = vec![ground(look), plain.top, plain.bottom];
            grounds.extend(glows(look).iter().map(|glow| glow.colour));
            for behind in grounds {
                for text in [ink(look), quiet_ink(look)] {
                    let found = contrast(text, behind);
                    assert!(found >= 7.0, "{look:?} on {behind:?}: {found:.2}");
                }
            }
        }
    }

    #[test]
    fn lines_that_carry_meaning_stand_out_three_times() {
        for look in Look::ALL {
            let white = surface(look, Tone::Plain).top;
            assert!(contrast(progress(look), white) >= 3.0, "{look:?}");
            assert!(contrast(focus_ring(look)[1], ground(look)) >= 7.0, "{look:?}");
        }
    }
}
