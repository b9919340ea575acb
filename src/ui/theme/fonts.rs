//! The pupil's choice of letters. Arabic comes from Noto, what else a face lacks from egui's own.

use std::sync::Arc;

use egui::{Context, FontData, FontDefinitions, FontFamily};

use crate::domain::Font;

macro_rules! face {
    ($path:literal) => {
        include_bytes!(concat!("../../../assets/node_modules/@expo-google-fonts/", $path))
    };
}

macro_rules! unpacked {
    ($name:literal) => {
        include_bytes!(concat!(env!("OUT_DIR"), "/", $name))
    };
}

/// Plain and strong.
fn faces(font: Font) -> [&'static [u8]; 2] {
    match font {
        Font::Lexend => [
            face!("lexend/400Regular/Lexend_400Regular.ttf"),
            face!("lexend/500Medium/Lexend_500Medium.ttf"),
        ],
        Font::Andika => [face!("andika/Andika_400Regular.ttf"), face!("andika/Andika_700Bold.ttf")],
        Font::Atkinson => [
            face!("atkinson-hyperlegible-next/400Regular/AtkinsonHyperlegibleNext_400Regular.ttf"),
            face!(
                "atkinson-hyperlegible-next/600SemiBold/AtkinsonHyperlegibleNext_600SemiBold.ttf"
            ),
        ],
        Font::OpenDyslexic => {
            [unpacked!("opendyslexic-400.ttf"), unpacked!("opendyslexic-700.ttf")]
        }
    }
}

/// The family of titles and cards.
pub fn strong() -> FontFamily {
    FontFamily::Name("strong".into())
}

/// Gives egui the face; from the next frame on.
pub fn install(ctx: &Context, font: Font) {
    // A name in a script that no face here has is shown as boxes; nothing may ever end over it.
    ctx.set_missing_glyph_policy(egui::MissingGlyphPolicy::Tofu);
    let mut fonts = FontDefinitions::default();
    let [plain, strong_face] = faces(font);
    let arabic = face!("noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf");
    fonts.font_data.insert("arabic".to_owned(), Arc::new(FontData::from_static(arabic)));
    let others = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    for (name, family, face) in
        [("plain", FontFamily::Proportional, plain), ("strong", strong(), strong_face)]
    {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(face)));
        let mut faces = vec![name.to_owned(), "arabic".to_owned()];
        faces.extend(others.iter().cloned());
        fonts.families.insert(family, faces);
    }
    ctx.set_fonts(fonts);
}

#[cfg(test)]
mod tests {
    use egui::{FontId, RawInput};

    use super::*;

    #[test]
    fn every_face_has_the_letters_of_names_in_our_schools() {
        // A letter that no face has would be a box, and nothing would say so.
        let names = [
            ("Welsh", "Siân Llŷr Ŵyn âêîôûŵŷ ÂÊÎÔÛŴŶ"),
            ("Polish", "Żółć Łukasz Święcicka gęślą jaźń ŚĆŹŻĄĘŃÓ"),
            ("Romanian, Czech, Turkish", "Ștefan Țuțu Dvořák Žižka Ğüneş İşık ı"),
            ("Arabic", "محمد فاطمة علي يوسف"),
            ("Urdu", "ٹڈڑےںہھگکچپ ڈاکٹر"),
            ("marks", "…–—’“”·"),
        ];
        for font in Font::ALL {
            let ctx = Context::default();
            install(&ctx, font);
            ctx.run_ui(RawInput::default(), |_| {}).textures_delta.clear();
            for family in [FontFamily::Proportional, strong()] {
                let id = FontId::new(20.0, family);
                for (what, text) in names {
                    let missing: String = ctx.fonts_mut(|fonts| {
                        let letters = text.chars().filter(|letter| !letter.is_whitespace());
                        letters.filter(|letter| !fonts.has_glyph(&id, *letter)).collect()
                    });
                    assert_eq!(missing, "", "{font:?}, {what}");
                }
            }
        }
    }
}
