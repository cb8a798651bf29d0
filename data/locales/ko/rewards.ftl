# 보상으로 주는 역할

cmd-rewards = 보상
    .description = 봇이 보상으로 주는 역할을 정하고 볼 수 있어요
cmd-rewards-streak = 연속기록
    .description = 연속 기록을 달성한 사람에게 줄 역할을 정해요
cmd-rewards-streak-days = 일수
    .description = 며칠 연속으로 답하면 줄지 정해요(2–1000일)
cmd-rewards-streak-role = 역할
    .description = 줄 역할. 봇의 역할보다 아래에 있어야 해요
cmd-rewards-list = 목록
    .description = 정해 둔 보상을 봐요
cmd-rewards-remove = 삭제
    .description = 보상을 없애요. 이미 받은 역할은 그대로예요
cmd-rewards-remove-reward = 보상
    .description = 없앨 보상

reward-champion = 시즌 1위
reward-streak = { $days }일 연속
rewards-title = 🎁 보상
rewards-none = 아직 정해 둔 보상이 없어요. `/rewards streak`로 연속 기록을 달성한 사람에게 줄 역할을 정할 수 있어요.
reward-set = ✅ **{ $prize }**을 달성하면 { $role } 역할을 줘요.
reward-set-streak = 한번 받은 역할은 연속 기록이 끝나도 그대로예요. 이미 그만큼 이어 온 사람은 다음에 답할 때 받아요.
reward-not-looked = 봇이 이 역할을 줄 수 있는지는 지금 확인하지 못했어요. `/rewards list`에서 다시 볼 수 있어요.
reward-removed = ✅ **{ $prize }** 보상을 없앴어요. { $role } 역할을 이미 받은 사람은 그대로 가지고 있어요.
reward-unknown = 그런 보상이 없어요. 목록에서 골라 주세요.
reward-bad-days = 일수는 2일에서 1000일 사이로 정해 주세요. 아무것도 바꾸지 않았어요.
reward-too-many = 연속 기록 보상은 { $most }개까지 정할 수 있어요. `/rewards remove`로 하나를 없애고 다시 해 주세요.
reward-role-not-to-be-given = 이 역할은 봇이 줄 수 없어요. `@everyone`과, 다른 봇이나 서비스가 관리하는 역할은 빼고 골라 주세요. 아무것도 바꾸지 않았어요.
reward-role-powerful = 이 역할에는 서버나 멤버를 관리하는 권한이 있어요. 그런 권한이 없는 역할을 골라 주세요. 아무것도 바꾸지 않았어요.
reward-obstacle-role-gone = ⚠️ 그 역할이 지워졌어요. `/rewards streak`로 다른 역할을 골라 주세요.
reward-obstacle-too-high = ⚠️ { $role } 역할이 봇의 역할보다 위에 있어서 줄 수 없어요. 서버 설정 → 역할에서 봇의 역할을 그보다 위로 올려 주세요. 그 뒤에 자동으로 줘요.
reward-obstacle-manage-roles = ⚠️ 봇에 **역할 관리하기** 권한이 없어서 아직 줄 수 없어요. 서버 설정 → 역할에서 봇의 역할에 이 권한을 켜 주세요. 보상을 쓰지 않으면 필요 없는 권한이에요.
reward-obstacle-refused = ⚠️ Discord가 { $role } 역할을 주지 못하게 했어요. 자동으로 다시 시도해요.
reward-not-given = 🎁 **{ $prize }** 보상을 주지 못했어요.
reward-winner-left = 🎁 { $name } 님이 서버를 나가서 **{ $prize }** 보상({ $role })을 주지 못했어요. 다른 사람의 보상에는 영향이 없어요.
status-reward = 🎁 { $since }부터 **{ $prize }** 보상을 주지 못하고 있어요.
