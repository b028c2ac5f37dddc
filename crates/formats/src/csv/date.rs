//! Dates as tables write them: in the order that the mapping says, with whatever marks between.
use crate::words;
use model::PartialDate;

/// In which order day, month and year stand. A year of four digits that comes first is always a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Order {
    #[default]
    Ymd,
    Dmy,
    Mdy,
}

model::codes!(Order, "dates", { Ymd => "ymd", Dmy => "dmy", Mdy => "mdy" });

/// A date in the canonical form, or the text as it is, for the property to judge.
pub(super) fn read(text: &str, order: Order) -> String {
    let date = text.parse::<PartialDate>().ok().or_else(|| parts(text, order)).or_else(|| words::date(text));
    date.map_or_else(|| text.to_string(), |date| date.to_string())
}

/// Numbers between points, strokes, hyphens or blanks; a time of day after them is more than a date says.
fn parts(text: &str, order: Order) -> Option<PartialDate> {
    let day = text.split(['T', ' ']).next().filter(|day| day.len() >= 6).unwrap_or(text);
    let pieces: Vec<&str> =
        day.split(['.', '/', '-', ' ']).map(str::trim).filter(|piece| !piece.is_empty()).collect();
    let year_leads = pieces.first().is_some_and(|first| first.len() == 4);
    let (day, month, year) = match (pieces.as_slice(), order) {
        ([year, month, day], _) if year_leads => (Some(*day), *month, *year),
        ([day, month, year], Order::Dmy) | ([month, day, year], Order::Mdy) => (Some(*day), *month, *year),
        ([month, year], Order::Dmy | Order::Mdy) => (None, *month, *year),
        _ => return None,
    };
    let year: u16 = Some(year).filter(|year| year.len() == 4)?.parse().ok()?;
    // A zero stands for what is unknown; letters for no date at all.
    let small = |text: &str| text.parse::<u8>().ok().map(|number| Some(number).filter(|n| *n > 0));
    let month = small(month)?;
    let day = day.map_or(Some(None), small)?;
    PartialDate::new(year, month, day.filter(|_| month.is_some())).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_order_reads_its_own() {
        for (text, order, expected) in [
            ("12/08/1974", Order::Dmy, "1974-08-12"),
            ("08/12/1974", Order::Mdy, "1974-08-12"),
            ("12.8.1974 00:00", Order::Dmy, "1974-08-12"),
            ("1974/08/12", Order::Dmy, "1974-08-12"),
            ("19740812", Order::Dmy, "1974-08-12"),
            ("1974-08-12T10:00:00", Order::Ymd, "1974-08-12"),
            ("08/1974", Order::Dmy, "1974-08"),
            ("00/00/1974", Order::Dmy, "1974"),
            ("12 Aug 1974", Order::Ymd, "1974-08-12"),
            ("12/08/1974", Order::Ymd, "12/08/1974"),
            ("12/08/74", Order::Dmy, "12/08/74"),
            ("31/02/1974", Order::Dmy, "31/02/1974"),
            ("soon", Order::Dmy, "soon"),
        ] {
            assert_eq!(read(text, order), expected, "{text}");
        }
    }
}
