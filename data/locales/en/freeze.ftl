# Freezes: what saves a streak on a missed day

verdict-freeze-covered = ❄️ { $used ->
    [1] You missed a day, and a freeze saved your streak.
   *[other] You missed { $used } days, and { $used } freezes saved your streak.
} { $left ->
    [0] You have none left.
   *[other] You have { $left } left.
}
verdict-freeze-too-few = ❄️ Your { $lost }-day streak ended: you missed { $missed } days, and { $held ->
    [1] 1 freeze can't cover them all. It wasn't used, so it's still yours.
   *[other] { $held } freezes can't cover them all. They weren't used, so they're still yours.
}
verdict-freeze-none = ❄️ Your { $lost }-day streak ended: you missed { $missed ->
    [1] a day
   *[other] { $missed } days
} and had no freeze.
verdict-freeze-off = ❄️ Your { $lost }-day streak ended: freezes were off in this server when you missed a day. You still have { $held ->
    [1] 1 freeze.
   *[other] { $held } freezes.
}
verdict-freeze-earned = ❄️ You earned a freeze and now have { $held }. It saves your streak when you miss a day.

stats-freezes = ❄️ { $held ->
    [1] 1 freeze
   *[other] { $held } freezes
}
stats-freezes-off = ❄️ { $held ->
    [1] 1 freeze (freezes are off in this server)
   *[other] { $held } freezes (freezes are off in this server)
}
stats-freezes-waiting = { $count ->
    [1] 1 will be used for the day you missed
   *[other] { $count } will be used for the { $count } days you missed
}
stats-freezes-used = last used: { $count } for missing { $days }

settings-freezes = Streak freezes:
settings-freezes-on = on
settings-freezes-none = off
settings-freezes-from-next = ⏭️ The change to freezes applies from the next day that gets its first question: today if none is out yet. Members keep the freezes they have.

help-freezes = ❄️ **Freezes**: Every { $days } days of a streak earn you a freeze, and you can hold up to { $most }. They're used automatically, one per missed day, if you have enough for all of them; otherwise your streak ends and you keep your freezes.
help-freezes-off = ❄️ **Freezes**: They're off in this server, so a missed day ends a streak.
