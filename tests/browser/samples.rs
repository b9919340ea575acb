//! Sites as a school has them, rendered into a folder for a browser to open.

use std::fs;
use std::path::Path;

use sayso::pages::{
    ClassPage, Clip, ClipKind, HelpedShown, Made, Message, Profile, PupilPage, ShownAnswer,
    ShownBadge, ShownName, ShownSort, Site, Tip, captions, render,
};
use sayso::symbols::{cropped, drawing, interface_drawing};
use sayso::words::{Language, Words};

const TIPS: [&str; 5] = [
    "Show me, then let me try",
    "Give me time to answer: count to ten in your head",
    "Tell me before things change",
    "I like to sit by the door",
    "Let me use my headphones when it is loud",
];
const NAMES: [(&str, &str); 28] = [
    ("Amira", "Khan"),
    ("Amira", "Noor"),
    ("Ben", "Walker"),
    ("Callum", "Reid"),
    ("Dafydd", "Llewellyn"),
    ("Ellie", "Marsh"),
    ("Farah", "Hussain"),
    ("Grace", "Adeyemi"),
    ("Harry", "Lowe"),
    ("Isla", "Brown"),
    ("Jakub", "Nowak"),
    ("Kezia", "Mensah"),
    ("Leo", "Fischer"),
    ("Mia", "Le Roux"),
    ("Noah", "Price"),
    ("Oskar", "Nowak"),
    ("Priya", "Sharma"),
    ("Quinn", "Doyle"),
    ("Rosa", "Silva"),
    ("Sam", "Okafor"),
    ("Tariq", "Aziz"),
    ("Una", "Byrne"),
    ("Vikram", "Patel"),
    ("Will", "Hughes"),
    ("Xin", "Li"),
    ("Yusuf", "Demir"),
    ("Zoë", "O'Brien"),
    ("محمد", "الأحمد"),
];

fn made(recorded: &str, helped: HelpedShown) -> Made {
    Made { recorded: recorded.to_owned(), helped, identity_checked: true }
}

fn tip(text: &str) -> Tip {
    Tip { text: text.to_owned(), voice: None }
}

pub fn pupil(number: usize, first: &str, last: &str) -> PupilPage {
    const ANIMALS: [&str; 6] = ["fox", "owl", "frog", "cat", "penguin", "bear"];
    let name = ShownName::Name(format!("{first} {last}"));
    let mut pupil = PupilPage::new(format!("p{number}"), name);
    pupil.first_name = first.to_owned();
    let animal = ANIMALS[number % ANIMALS.len()].to_owned();
    pupil.badge = Some(ShownBadge { animal, colour: (number % 5) as u8 });
    pupil.updated = "24 November 2026".to_owned();
    pupil
}

/// What a pupil who has used it for a term has shared: a clip, five tips, a page, a sort, a message.
pub fn usual(number: usize, first: &str, last: &str) -> PupilPage {
    let said = "I like it when you say my name first. Then I know it is for me.";
    let answer = |question: &str, text: &str| ShownAnswer {
        question: question.to_owned(),
        answer: tip(text),
        face: None,
    };
    PupilPage {
        tips: TIPS.map(tip).into(),
        tips_made: Some(made("20 November 2026", HelpedShown::Helped)),
        clips: vec![Clip {
            file_stem: format!("v{number}"),
            kind: ClipKind::Video,
            picture: Some(format!("clip/v{number}.jpg")),
            recorded: "19 November 2026".to_owned(),
            said: Some(said.to_owned()),
            captions_vtt: captions(said, 6_000),
            duration_secs: 45,
            helped: HelpedShown::Alone,
            identity_checked: true,
        }],
        profile: Some(Profile {
            answers: vec![
                answer("page-like", "I am kind and I make people laugh"),
                answer("page-important", "my dog Biscuit and my drum"),
                answer("page-support", "do not touch my things, ask me first"),
                answer("page-hopes", "to be a vet and to have a best friend"),
            ],
            words: String::new(),
            picture: None,
            made: made("18 November 2026", HelpedShown::Alone),
        }),
        sorts: vec![ShownSort {
            topic: "lessons".to_owned(),
            columns: [
                ["art", "music", "PE"].map(str::to_owned).into(),
                vec!["maths".to_owned()],
                ["assembly", "handwriting"].map(str::to_owned).into(),
            ],
            made: made("17 November 2026", HelpedShown::Alone),
        }],
        messages: vec![Message {
            text: "I feel happy when we do music because it is loud".to_owned(),
            recorded: "12 November 2026".to_owned(),
            helped: HelpedShown::Alone,
            identity_checked: true,
        }],
        ..pupil(number, first, last)
    }
}

/// A term's school: a class of 28 of whom most shared something, and a small one.
pub fn school() -> Site {
    let mut pupils: Vec<PupilPage> = NAMES
        .iter()
        .enumerate()
        .map(|(number, (first, last))| match number % 7 {
            6 => pupil(number, first, last),
            0 => usual(number, first, last),
            _ => {
                let mut pupil = pupil(number, first, last);
                let tips = TIPS.iter().cycle().skip(number).take(1 + number % 5);
                pupil.tips = tips.map(|text| tip(text)).collect();
                pupil.tips_made = Some(made("20 November 2026", HelpedShown::Alone));
                pupil
            }
        })
        .collect();
    let mut private = PupilPage::new("pz".to_owned(), ShownName::KeptPrivate);
    private.tips = vec![tip("Please do not ask me about home")];
    pupils.push(private);
    let class = |name: &str, stem: &str, pupils| ClassPage {
        name: name.to_owned(),
        file_stem: stem.to_owned(),
        pupils,
        updated: "24 November 2026".to_owned(),
    };
    Site {
        school: "Hillside School".to_owned(),
        classes: vec![
            class("3 Oak", "c1", pupils),
            class("5 Willow", "c2", vec![usual(90, "Mia", "Le Roux"), pupil(91, "Leo", "Lane")]),
            class("6 Ash", "c3", Vec::new()),
        ],
        updated: "24 November 2026".to_owned(),
    }
}

/// Writes a site and what it shows; every clip is the same.
pub fn write(site: &Site, clip: Option<&Path>, folder: &Path) {
    fs::create_dir_all(folder.join("clip")).unwrap();
    for file in render(site, &Words::new(Language::English)) {
        fs::write(folder.join(&file.path), &file.bytes).unwrap();
    }
    let pupils = || site.classes.iter().flat_map(|class| &class.pupils);
    for badge in pupils().filter_map(|pupil| pupil.badge.as_ref()) {
        let svg = drawing(interface_drawing(&badge.animal).unwrap()).unwrap();
        fs::write(folder.join(sayso::pages::animal_path(&badge.animal)), cropped(svg)).unwrap();
    }
    let Some(clip) = clip else { return };
    let bytes = fs::read(clip).unwrap();
    let poster = sayso::media::poster(&bytes, 0).unwrap().unwrap();
    for clip in pupils().flat_map(|pupil| &pupil.clips) {
        fs::write(folder.join(format!("clip/{}.mp4", clip.file_stem)), &bytes).unwrap();
        if let Some(picture) = &clip.picture {
            fs::write(folder.join(picture), &poster).unwrap();
        }
    }
}
