# Seasons

cmd-season = season
    .description = Start and end seasons, and see past winners
cmd-season-start = start
    .description = Start a season
cmd-season-start-name = name
    .description = Its name, such as Winter season
cmd-season-start-length = length
    .description = How long it runs (default: one month)
cmd-season-start-repeat = repeat
    .description = Whether the next one starts when it ends (default: no)
cmd-season-end = end
    .description = End the season that is running
cmd-season-show = show
    .description = The season that is running
cmd-season-list = list
    .description = Past seasons and who won them
cmd-leaderboard-season = season
    .description = A past season's final leaderboard
season-length-month = One month
season-length-quarter = Three months
season-length-4-weeks = 4 weeks
season-length-6-weeks = 6 weeks
season-length-8-weeks = 8 weeks
period-season = season

season-date = { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[other] Dec
} { $day }, { $year }
whole-month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[other] December
} { $year }
season-days = { $first } – { $last }
season-days-of-year = { $first } – { $last }, { $year }
season-numbered = { $name } · no. { $number }
season-started = 🏁 **{ $name }** is set.
season-runs = It runs **{ $days }**. Everyone starts at 0 points.
season-runs-today = It runs **{ $days }**. Answers already given to today's question count too.
season-starts-later = ⏳ It hasn't started yet. Points count from its first day.
season-repeats = 🔁 When it ends, the next one of the same length starts right away.
season-repeats-not = It runs once.
season-how = To see where everyone stands, pick the season in `/leaderboard`. Once its last day is over, the podium goes up.
season-how-where = To see where everyone stands, pick the season in `/leaderboard`. Once its last day is over, the podium goes up in { $channel }.
season-runs-already = 🏁 **{ $name }** ({ $days }) is running. A new season can start once it is over. To end it now, use `/season end`.
season-bad-name = A season's name needs 1 to 40 visible characters. Nothing was changed.
season-damaged = ⚠️ This server's season cannot be read. Nothing was changed; please tell whoever runs the bot.
season-end-ask = 🏁 End **{ $name }** ({ $days }) now? The leaderboard is frozen as it stands, and this can't be undone.
season-end-ask-repeating = 🏁 End **{ $name }** ({ $days }) now? The leaderboard is frozen as it stands, and this can't be undone. It stops repeating too, so no next season starts.
season-cancel-ask = 🏁 **{ $name }** ({ $days }) hasn't started yet. Cancel it?
season-cancel-ask-empty = 🏁 Nobody has answered in **{ $name }** ({ $days }) yet. Cancel it?
confirm-end-season = End the season
confirm-cancel-season = Cancel the season
confirm-stop-repeat = Only stop repeating
season-ended = ✅ **{ $name }** is over. If a question that can still change its points is open, the result is posted once that question closes. The `season` option of `/leaderboard` always shows its final leaderboard.
season-cancelled = ✅ Canceled **{ $name }**, which hadn't started yet.
season-cancelled-empty = ✅ Canceled **{ $name }**, since nobody had answered yet. You can start a new season today.
season-repeats-no-more = ✅ **{ $name }** ({ $days }) runs to its end, and no next season starts.
season-is-over = **{ $name }** is already over. Nothing was changed.
season-none-running = No season is running. Start one with `/season start`.
season-none-yet = There have been no seasons yet. Start the first one with `/season start`.
season-start-next = Start the next one with `/season start`.
season-title-idle = 🏁 No season is running
season-board = Full leaderboard
season-none-over = No season is over yet. If one is running, `/season show` has it.
season-title-list = 🏆 Past seasons
season-list-how = For a final leaderboard, use the `season` option of `/leaderboard`
season-more = { $count ->
    [one] { $count } older season
   *[other] { $count } older seasons
}
season-won = 🥇 { $names } { $points ->
    [one] { $points } point
   *[other] { $points } points
}
season-won-by-nobody = nobody scored
season-counting = results are still being counted
season-best-streak = 🔥 longest streak { $days ->
    [one] { $days } day
   *[other] { $days } days
}
season-unknown = There is no such season. Please pick one from the list.

board-title-season = 🏆 Leaderboard: { $name }
board-title-past-open = 🏆 Leaderboard, { $days }
board-title-past = 🏆 Final leaderboard, { $days }
board-title-no-season = 🏆 Season leaderboard
board-no-season = There is no season yet. A server manager can start one with `/season start`.
board-empty-over = Nobody answered in this period.
board-ended = ended { $ends }
board-season-ended = { $days } · season over
board-place-past = 📍 Your place ({ $of })

status-set-aside-seasons = { $count ->
    [one] { $count } season
   *[other] { $count } seasons
}

podium-title = 🏁 { $name } is over!
season-next = 🔁 The next season is on. Everyone starts at 0 again, until { $ends }.
season-nobody-scored = Nobody scored this season.
season-corrected = 📝 **{ $name }**: the final leaderboard was corrected.
verdict-after-season = 🏁 The season of this question (**{ $name }**) is over, so this answer doesn't count toward a season.
season-first-same = First place is unchanged.
season-first-others = First place changed: { $before } → { $now }
