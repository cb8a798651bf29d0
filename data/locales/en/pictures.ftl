# Words in pictures, and their alt texts

picture-month = { $month ->
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
}
picture-stats-title = Last 26 weeks
picture-stats-bars = Accuracy by exam domain
picture-stats-right = Right { $count }
picture-stats-wrong = Wrong { $count }
picture-stats-frozen = Frozen { $count }
picture-stats-missed = Missed { $count }
picture-stats-ungraded = Ungraded { $count }
picture-stats-nothing = No question
picture-stats-alt = { $name }'s last 26 weeks, in days: { $right } right, { $wrong } wrong, { $missed } missed.
picture-stats-alt-nameless = The last 26 weeks, in days: { $right } right, { $wrong } wrong, { $missed } missed.
picture-stats-alt-frozen = { $count } saved by a freeze.
picture-stats-alt-domains = Accuracy by exam domain: { $domains }.

permission-attach-files = Attach Files
permissions-optional = Without the **{ $permission }** permission, I post text only, without pictures.

picture-podium-place = #{ $place } { $name } ({ $points })
picture-podium-others = { $count ->
    [one] 1 more member is tied
   *[other] { $count } more members are tied
}
picture-podium-alt = Podium for { $title }: { $places }.
picture-podium-quiz = Quiz results

picture-day = { $month } { $day }
picture-race-title = Points, day by day
picture-race-alt = Chart of points by day, { $title }. On the last day: { $places }.
