# Ranks, figures, privacy

window-week = this week
window-month = this month
window-all = all time
board-title-week = 🏆 Leaderboard of this week
board-title-month = 🏆 Leaderboard of this month
board-title-all = 🏆 Leaderboard of all time
board-empty = Nobody is on it yet. Be the first to answer!
board-own = Your row
board-members = 👥 { $count ->
    [one] 1 member
   *[other] { $count } members
}
board-ends = ends { $ends }
board-figures = { $points ->
    [one] 1 point
   *[other] { $points } points
} · { $accuracy }% right ({ $right }/{ $answered })
board-first = First
board-previous = Previous
board-next = Next
board-mine = My row
board-not-on-it = You are not on this board yet. `/today` has the open question.

stats-title = 📊 Figures of { $name }
stats-none = No answer has been graded yet.
stats-figures = { $right } of { $answered } right · { $accuracy }% · { $points } points
stats-streaks = 🔥 { $streak }-day streak · best { $best }
stats-by-section = By section, weakest first
stats-by-domain = By exam domain, weakest first
stats-line = { $name }: { $accuracy }% ({ $right }/{ $answered })
domain-1 = 1. Development with AWS Services
domain-2 = 2. Security
domain-3 = 3. Deployment
domain-4 = 4. Troubleshooting and Optimization

privacy-export = 📄 This is everything that proctor keeps about you.
privacy-delete = 🗑️ Delete your answers, points, names and reports in every server? This cannot be undone. Others' points stay as they are. A question that is still open cannot be answered again. `/privacy export` gives you a copy first.
privacy-confirm = Delete all
privacy-keep = Keep
privacy-deleted = ✅ All of it is deleted; { $count ->
    [one] 1 answer is
   *[other] { $count } answers are
} gone.
privacy-kept = Nothing was deleted.
privacy-not-yours = This button belongs to someone else. `/privacy` is for your own data.
