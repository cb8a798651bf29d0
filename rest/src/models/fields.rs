//! How Discord writes numbers, and what stands for a field that is not there.

use serde::de::{Error, IgnoredAny, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

/// A number that Discord writes as text, because its readers may not have 64 bits; it is taken as a number too.
struct Number(u64);

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Digits;

        impl Visitor<'_> for Digits {
            type Value = Number;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a number, or text of one")
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<Number, E> {
                Ok(Number(number))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Number, E> {
                text.parse().map(Number).map_err(|_| E::custom("text that is no number"))
            }
        }

        deserializer.deserialize_any(Digits)
    }
}

/// An id, or permissions.
pub(super) fn number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    Number::deserialize(deserializer).map(|number| number.0)
}

/// The same, where nothing means zero.
pub(super) fn number_or_zero<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    Option::deserialize(deserializer).map(|number: Option<Number>| number.map_or(0, |number| number.0))
}

/// An id that may be missing.
pub(super) fn maybe_number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u64>, D::Error> {
    Option::deserialize(deserializer).map(|number: Option<Number>| number.map(|number| number.0))
}

/// A list of ids.
pub(super) fn numbers<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u64>, D::Error> {
    let numbers: Option<Vec<Number>> = Option::deserialize(deserializer)?;
    Ok(numbers.unwrap_or_default().into_iter().map(|number| number.0).collect())
}

/// A field for which `null` means what its absence means.
pub(super) fn or_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Default,
{
    Option::deserialize(deserializer).map(Option::unwrap_or_default)
}

/// How many things a list holds.
pub(super) fn count<'de, D: Deserializer<'de>>(deserializer: D) -> Result<usize, D::Error> {
    struct Items(usize);

    impl<'de> Deserialize<'de> for Items {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            struct Counting;

            impl<'de> Visitor<'de> for Counting {
                type Value = Items;

                fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.write_str("a list")
                }

                fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Items, A::Error> {
                    let mut count = 0;
                    while items.next_element::<IgnoredAny>()?.is_some() {
                        count += 1;
                    }
                    Ok(Items(count))
                }
            }

            deserializer.deserialize_seq(Counting)
        }
    }

    Option::deserialize(deserializer).map(|items: Option<Items>| items.map_or(0, |items| items.0))
}
