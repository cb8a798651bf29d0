# What is said to what people type

round-not-found = I couldn't find that question. Pick one from the list.
round-several-found = More than one question matches. Pick one from the list.
round-day-not-skipped = That day isn't skipped. Pick one from the list. Nothing was changed.
round-several-days = More than one day matches. Type a date, such as `Dec 2`, or pick one from the list. Nothing was changed.
refusal-korean-keys = That looks typed on a Korean keyboard. If you mean `{ $choice }`, please send `{ $choice }`. This answer was not recorded.
time-other-zone = Please give the time in this server's time zone ({ $zone }). To change the time zone, use `/setup`. Nothing was changed.
time-early = { $hour ->
    [0] { $clock } (midnight)
   *[other] { $clock } AM
}
