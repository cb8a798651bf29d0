//! How far what was typed is from the nearest place in a text, counted in wrong, missing, odd and swapped letters.

/// The least number of letters to change so that `typed` stands in `text`.
pub fn distance(typed: &[char], text: &[char]) -> usize {
    let width = text.len() + 1;
    // A match may begin anywhere in the text, so that the first row costs nothing.
    let (mut before, mut last, mut row) = (vec![0; width], vec![0; width], vec![0; width]);
    for (at, letter) in typed.iter().enumerate() {
        row[0] = at + 1;
        for (column, other) in text.iter().enumerate() {
            let changed = last[column] + usize::from(letter != other);
            row[column + 1] = changed.min(last[column + 1] + 1).min(row[column] + 1);
            let is_swapped = at > 0 && column > 0 && typed[at - 1] == *other && *letter == text[column - 1];
            if is_swapped {
                row[column + 1] = row[column + 1].min(before[column - 1] + 1);
            }
        }
        std::mem::swap(&mut before, &mut last);
        std::mem::swap(&mut last, &mut row);
    }
    last.into_iter().min().unwrap_or(typed.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_counted_at_the_nearest_place() {
        for (typed, text, slips) in [
            ("lambda", "awslambdalayers", 0),
            ("lamdba", "awslambdalayers", 1),
            ("lmbda", "awslambdalayers", 1),
            ("lambbda", "awslambdalayers", 1),
            ("lamxda", "awslambdalayers", 1),
            ("clodufrnot", "cloudfront", 2),
            ("abc", "", 3),
            ("", "abc", 0),
        ] {
            let letters = |text: &str| text.chars().collect::<Vec<_>>();
            assert_eq!(distance(&letters(typed), &letters(text)), slips, "{typed} in {text}");
        }
    }
}
