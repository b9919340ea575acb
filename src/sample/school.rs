//! Who is in the sample school. Two Amiras, names that trip programs up, and one pupil each for
//! every wish that must be obeyed.

use crate::acts::{ActError, Desk, init};
use crate::domain::Consents;

pub const NAME: &str = "Hillside School";
pub const SENCO: &str = "Mrs Patel";
pub const TABLET: &str = "Class 3 tablet";

/// A class list as a school's system exports it.
pub const ROSTER: &str = "\
Forename,Surname,Form,UPN,No image,No name,No video
Amira,Khan,3 Oak,S0001,,,
Amira,Noor,3 Oak,S0002,,,
Ben,Walker,3 Oak,S0003,,,
Callum,Reid,3 Oak,S0004,yes,,
Zoë,O'Brien,3 Oak,S0005,,,
محمد,الأحمد,3 Oak,S0006,,,
Dafydd,Llewellyn,5 Willow,S0007,,,
Grace,Adeyemi,5 Willow,S0008,,,
Leo,Fischer,5 Willow,S0009,,yes,
Mia,\"Le \"\"Mimi\"\" Roux\",5 Willow,S0010,,,yes
Oskar,Nowak,5 Willow,S0011,,,
Priya,Sharma,5 Willow,S0012,,,
";

/// Records every consent for the first pupil on the list, and leaves the others to be asked.
pub fn record_consents(desk: &Desk) -> Result<(), ActError> {
    let mut school = desk.school()?;
    let first = school
        .classes()
        .first()
        .and_then(|class| class.pupils.first())
        .map(|pupil| pupil.pupil_id.clone());
    for pupil in &mut school.pupils {
        if Some(&pupil.pupil_id) == first.as_ref() {
            pupil.consents = Consents::all_given();
        }
    }
    init::tell_school(desk, school)
}
