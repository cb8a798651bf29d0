# Roles that the bot gives as rewards

cmd-rewards = rewards
    .description = Roles that the bot gives as rewards
cmd-rewards-streak = streak
    .description = Give a role to everyone who reaches a streak
cmd-rewards-streak-days = days
    .description = How many days in a row (2 to 1000)
cmd-rewards-streak-role = role
    .description = The role to give; it has to be below the bot's own role
cmd-rewards-list = list
    .description = Show the rewards
cmd-rewards-remove = remove
    .description = Remove a reward; members who have the role keep it
cmd-rewards-remove-reward = reward
    .description = Which reward

reward-champion = First place of a season
reward-streak = { $days }-day streak
rewards-title = 🎁 Rewards
rewards-none = There are no rewards yet. `/rewards streak` gives a role to everyone who reaches a streak.
reward-set = ✅ **{ $prize }**: members who reach it get { $role }.
reward-set-streak = They keep it when the streak ends. Members whose streak is that long already get it with their next answer.
reward-not-looked = I couldn't check whether I can give this role. `/rewards list` checks again.
reward-removed = ✅ The reward for **{ $prize }** is gone. Members who already have { $role } keep it.
reward-unknown = There is no such reward. Please pick one from the list.
reward-bad-days = A streak for a reward has 2 to 1000 days. Nothing was changed.
reward-too-many = You can have rewards for up to { $most } streaks. Remove one with `/rewards remove` and try again.
reward-role-not-to-be-given = I can't give this role. Please pick one that isn't `@everyone` and isn't managed by a bot or another service. Nothing was changed.
reward-role-powerful = This role lets its members manage the server or other members. Please pick one without such permissions. Nothing was changed.
reward-obstacle-role-gone = ⚠️ The role was deleted. Pick another one with `/rewards streak`.
reward-obstacle-too-high = ⚠️ { $role } is above my own role, so I can't give it. Please move my role above it in the server's settings under Roles; I'll give it then.
reward-obstacle-manage-roles = ⚠️ I don't have the permission **Manage Roles**, so I can't give it yet. Please turn it on for my role in the server's settings under Roles. It's only needed for rewards.
reward-obstacle-refused = ⚠️ Discord didn't let me give { $role }. I'll keep trying.
reward-not-given = 🎁 I couldn't give the reward for **{ $prize }**.
reward-winner-left = 🎁 { $name } left the server, so I couldn't give them { $role } for **{ $prize }**. Everyone else's rewards aren't affected.
status-reward = 🎁 I haven't been able to give the reward for **{ $prize }** since { $since }.
