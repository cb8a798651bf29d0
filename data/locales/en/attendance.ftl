# Who answered on which day

cmd-attendance = attendance
    .description = See which days each member answered and how many they missed
cmd-attendance-period = period
    .description = Which week or month (default: this week)
cmd-attendance-format = format
    .description = Text, or a CSV file for a spreadsheet
attendance-this-week = this week
attendance-last-week = last week
attendance-this-month = this month
attendance-last-month = last month
attendance-as-text = text
attendance-as-csv = CSV file
attendance-title = 🗓️ Attendance · { $first } – { $last }
attendance-nobody = There's nobody to count in this period yet. Attendance begins with a member's first answer.
attendance-legend = `+` right · `O` answered · `X` missed · `*` saved by a freeze · `~` freeze pending · `-` no question · `?` not over yet · `.` before the first answer
attendance-numbers = The three numbers: days missed, days answered, days right.
attendance-more = …and { $count } more in the CSV file.
attendance-away = { $count ->
    [one] 1 member who hasn't answered in four weeks is
   *[other] { $count } members who haven't answered in four weeks are
} only in the CSV file.
attendance-left-out = ⚠️ Only { $most } members were counted. { $count ->
    [one] 1 more is
   *[other] { $count } more are
} neither in the text nor in the CSV file.
attendance-post = Post in this channel
attendance-get-file = Get the CSV file
attendance-file = 🗓️ Attendance as a CSV file.
attendance-id = Member ID
attendance-name = Name
attendance-missed = Missed
attendance-frozen = Saved by freezes
attendance-answered = Answered
attendance-right = Right
attendance-mark-none = no question
attendance-mark-right = right
attendance-mark-answered = answered
attendance-mark-open = still open
attendance-mark-missed = missed
attendance-mark-frozen = freeze
attendance-mark-to-come = not posted yet
attendance-mark-waiting = freeze pending
