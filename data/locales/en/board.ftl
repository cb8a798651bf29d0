# Rankings, stats, privacy

period-week = this week
period-month = this month
period-all = all time
board-title-week = 🏆 This week's leaderboard
board-title-month = 🏆 This month's leaderboard
board-title-all = 🏆 All-time leaderboard
board-empty = Nobody is here yet. Be the first to answer: `/today`
board-ahead = ⏳ Starts { $first }. Points count from that day's question on.
board-counting = still counting: a question is open
board-members = 👥 { $count ->
    [one] 1 member
   *[other] { $count } members
}
board-ends = until { $ends }
board-figures = { $points ->
    [one] 1 point
   *[other] { $points } points
} · { $right }/{ $answered } ({ $accuracy }%)
board-first = First
board-previous = Previous
board-next = Next
board-mine = My place
board-last-week = Last week
board-last-month = Last month
board-last-season = Last season
board-last-week-won = 🥇 Last week: { $names }
board-last-month-won = 🥇 Last month: { $names }
board-last-season-won = 🥇 Last season: { $names }
board-place-week = 📍 Your place this week
board-place-month = 📍 Your place this month
board-place-all = 📍 Your all-time place
board-you = ← you
board-next-place = ⬆️ { $points ->
    [one] 1 point
   *[other] { $points } points
} to #{ $place }.
board-not-on-it-over = You have no answers in this period.
board-not-on-it = You are not on this board yet. Try `/today`.

stats-title = 📊 { $name }'s stats
stats-none = No answer has been graded yet. Answer today's question in `/today`.
stats-figures = { $right } of { $answered } right · { $accuracy }%
stats-points = { $points ->
    [one] 1 point
   *[other] { $points } points
}
stats-streaks = 🔥 { $streak }-day streak (best { $best })
stats-by-section = By section, weakest first
stats-by-domain = By exam domain, weakest first
stats-few = Sections with fewer than { $count } answers come last.
button-sections = All sections
domain-1 = 1. Development with AWS Services
domain-2 = 2. Security
domain-3 = 3. Deployment
domain-4 = 4. Troubleshooting and Optimization

privacy-export = 📄 This is everything that proctor keeps about you.
privacy-export-damaged = ⚠️ Some of it is damaged and cannot be read; the file says how much. Please tell whoever runs the bot.
privacy-delete = 🗑️ Delete your answers, points, names, reports, prizes and board setting in every server? This cannot be undone. Others' points stay as they are, and what you set up goes on without your name. A question that is still open cannot be answered again. `/privacy export` gives you a copy first.
privacy-confirm = Delete all
privacy-keep = Keep
privacy-deleted = ✅ All of it is deleted; { $count ->
    [one] 1 answer is
   *[other] { $count } answers are
} gone.
privacy-kept = Nothing was deleted.
privacy-not-yours = This button belongs to someone else. Use `/privacy` for your own data.
