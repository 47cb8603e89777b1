//! Lengths on paper: `84mm`, `17.4cm`, `6.5in`, `400pt`.

use std::str::FromStr;

/// A length in millimetres, from 20 to 5,000.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Length(pub(super) f64);

impl FromStr for Length {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        const UNITS: [(&str, f64); 4] = [("mm", 1.0), ("cm", 10.0), ("in", 25.4), ("pt", 25.4 / 72.0)];
        let text = text.trim();
        let split = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
        let (number, unit) = (text[..split].trim(), text[split..].trim());
        let Ok(number) = number.parse::<f64>() else {
            return Err("write a length as 84mm, 17.4cm, 6.5in or 400pt".to_owned());
        };
        let Some((_, millimetres)) = UNITS.iter().find(|(name, _)| *name == unit) else {
            return Err(match unit {
                "" => format!("a length needs its unit: {number}mm, {number}in or {number}pt"),
                _ => format!("`{unit}` is no unit here; write mm, cm, in or pt"),
            });
        };
        let length = number * millimetres;
        if (20.0..=5_000.0).contains(&length) {
            Ok(Self(length))
        } else {
            Err("a figure is from 20mm to 5000mm wide and high".to_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use std::str::FromStr;

    use super::Length;

    #[test]
    fn lengths_are_read_in_the_units_of_journals() {
        let millimetres = |text| Length::from_str(text).map(|length| (length.0 * 1000.0).round() / 1000.0);
        assert_eq!(millimetres("84mm"), Ok(84.0));
        assert_eq!(millimetres("17.4 cm"), Ok(174.0));
        assert_eq!(millimetres("6.5in"), Ok(165.1));
        assert_eq!(millimetres("72pt"), Ok(25.4));
        for wrong in ["84", "84px", "mm", "", "-3mm", "1mm", "1e9mm", "NaNmm", "8,4cm"] {
            assert!(Length::from_str(wrong).is_err(), "{wrong}");
        }
    }
}
