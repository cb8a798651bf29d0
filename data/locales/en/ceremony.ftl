# The weekly ceremony

cmd-settings-set-weekly = weekly
    .description = Whether the week's results are posted every Monday
settings-weekly-on = 🏁 Weekly results: **on** · next { $next }
settings-weekly-off = 🏁 Weekly results: **off**. Turn them on with the `weekly` option of `/settings set`.
ceremony-title = 🏁 Last week's results · { $first } – { $last }
ceremony-champion = 🥇 { $name } · { $count ->
    [one] 1 point
   *[other] { $count } points
}
ceremony-more = { $names } and { $count } more
ceremony-improved = 📈 Most improved: { $name } · { $count ->
    [one] 1 point
   *[other] { $count } points
} more than the week before
ceremony-streak = 🔥 Longest streak: { $name } · { $count } days
ceremony-hardest-head = Hardest question
ceremony-hardest = 🧩 { $head }: { $stem } · { $right } of { $answered } right ({ $share }%)
ceremony-aim-keep = 🎯 **This week's goal: stay at { $aim }% or more as a group.** Last week it was { $share }%.
ceremony-aim = 🎯 **This week's goal: { $aim }% correct as a group.** Last week it was { $share }%.
ceremony-together = { $members ->
    [one] 1 member
   *[other] { $members } members
} · { $answered ->
    [one] 1 answer
   *[other] { $answered } answers
}
