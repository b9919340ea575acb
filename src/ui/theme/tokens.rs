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
pub const RECORDING: Color32 = rgb(0xcf_36_27);

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
        Tone::Coral => {
            (0xff_ec_e7, 0xff_d7_cc, 0xee_a1_8f, 0x6b_1f_10, 0xff_dd_d4, 0xff_91_7d, 0x8a_24_10)
        }
        Tone::Honey => {
            (0xff_f6_de, 0xff_e8_ad, 0xeb_be_55, 0x54_3c_00, 0xff_ec_bb, 0xff_d1_4d, 0x6b_4c_00)
        }
        Tone::Leaf => {
            (0xe7_f9_ee, 0xc7_ee_d5, 0x86_cb_9c, 0x13_43_28, 0xd3_f1_de, 0x7f_e3_a2, 0x14_5a_32)
        }
        Tone::Violet => {
            (0xf1_ed_ff, 0xdd_d4_fc, 0xa9_98_e6, 0x2e_1f_72, 0xe6_df_ff, 0xbd_ac_ff, 0x40_2c_96)
        }
        Tone::Sky => {
            (0xe6_f4_ff, 0xc8_e4_fc, 0x87_bb_ea, 0x0f_39_65, 0xd6_eb_fd, 0x7d_c4_ff, 0x0f_4a_80)
        }
        Tone::Plain => {
            (0xff_ff_ff, 0xf5_f7_fd, 0xc3_cd_e3, 0x1f_2b_4d, 0xee_f1_f8, 0xff_ff_ff, 0x00_00_00)
        }
        Tone::Danger => {
            (0xff_ff_ff, 0xff_ec_e8, 0xa3_1a_13, 0x7a_12_0c, 0xff_d6_cf, 0xff_6f_5e, 0xa3_1a_13)
        }
        Tone::Night => {
            (0x36_46_70, 0x22_2e_50, 0x10_18_2e, 0xff_ff_ff, 0x36_46_70, 0xff_ff_ff, 0x22_2e_50)
        }
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
            rim: if tone == Tone::Danger { rgb(0xc9_25_1c) } else { Color32::WHITE },
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
        Look::Soft | Look::Calm => rgb(0x1f_2b_4d),
        Look::Dark => Color32::WHITE,
        Look::Light => Color32::BLACK,
    }
}

pub fn quiet_ink(look: Look) -> Color32 {
    match look {
        Look::Soft | Look::Calm => rgb(0x30_3b_5b),
        Look::Dark => Color32::WHITE,
        Look::Light => Color32::BLACK,
    }
}

pub fn ground(look: Look) -> Color32 {
    match look {
        Look::Soft => rgb(0xf7_f8_fc),
        Look::Calm => rgb(0xf2_f4_f8),
        Look::Dark => Color32::BLACK,
        Look::Light => Color32::WHITE,
    }
}

pub fn line(look: Look) -> Color32 {
    match look {
        Look::Soft | Look::Calm => rgb(0xdd_e2_ee),
        Look::Dark => Color32::WHITE,
        Look::Light => Color32::BLACK,
    }
}

pub fn focus_ring(look: Look) -> [Color32; 2] {
    match look {
        Look::Dark => [Color32::BLACK, rgb(0xff_e9_4d)],
        Look::Soft | Look::Calm | Look::Light => [Color32::WHITE, rgb(0x1f_2b_4d)],
    }
}

pub fn progress(look: Look) -> Color32 {
    match look {
        Look::Soft | Look::Calm => rgb(0x2f_9d_66),
        Look::Dark => rgb(0x7f_e3_a2),
        Look::Light => rgb(0x14_5a_32),
    }
}

pub fn track(look: Look) -> Color32 {
    match look {
        Look::Soft | Look::Calm => rgb(0xe6_ea_f4),
        Look::Dark => rgb(0x44_44_44),
        Look::Light => rgb(0xc8_c8_c8),
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
    Glow { at: [0.02, 0.02], reach: 0.40, colour: rgb(0xff_fc_ec) },
    Glow { at: [0.42, 0.00], reach: 0.34, colour: rgb(0xff_ea_ee) },
    Glow { at: [1.00, 0.02], reach: 0.38, colour: rgb(0xff_dc_b0) },
    Glow { at: [0.00, 1.00], reach: 0.40, colour: rgb(0xc4_d8_ff) },
    Glow { at: [0.62, 0.98], reach: 0.34, colour: rgb(0xd3_f3_dc) },
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
