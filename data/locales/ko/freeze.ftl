# 연속 기록을 지켜 주는 보호권

verdict-freeze-covered = ❄️ { $used ->
    [1] 하루 빠졌지만 보호권 1장으로
   *[other] 이틀 빠졌지만 보호권 { $used }장으로
} 연속 기록을 지켰어요. { $left ->
    [0] 이제 남은 보호권이 없어요.
   *[other] 남은 보호권은 { $left }장이에요.
}
verdict-freeze-too-few = ❄️ { $lost }일 연속 기록이 끝났어요. { $missed }일 빠졌는데 보호권이 { $held }장뿐이라 다 메울 수 없었어요. 보호권은 쓰지 않고 그대로 남겨 뒀어요.
verdict-freeze-none = ❄️ { $lost }일 연속 기록이 끝났어요. { $missed ->
    [1] 하루 빠졌는데
   *[other] { $missed }일 빠졌는데
} 가진 보호권이 없었어요.
verdict-freeze-off = ❄️ { $lost }일 연속 기록이 끝났어요. 빠진 날에는 이 서버에서 보호권을 쓰지 않고 있었어요. 가진 보호권 { $held }장은 그대로예요.
verdict-freeze-earned = ❄️ 보호권 1장을 얻었어요(지금 { $held }장). 하루 빠져도 연속 기록을 지켜 줘요.

stats-freezes = ❄️ 보호권 { $held }장
stats-freezes-off = ❄️ 보호권 { $held }장(지금 이 서버에서는 쓰지 않아요)
stats-freezes-waiting = { $count ->
    [1] 빠진 하루를 1장으로 메울 거예요
   *[other] 빠진 { $count }일을 { $count }장으로 메울 거예요
}
stats-freezes-used = 마지막 사용: { $days }에 빠져서 { $count }장

settings-freezes = 연속 기록 보호권:
settings-freezes-on = 사용
settings-freezes-none = 사용 안 함
settings-freezes-from-next = ⏭️ 보호권 설정은 앞으로 문제가 새로 나오는 날부터 적용돼요. 오늘 문제가 이미 나왔다면 다음 날부터예요. 이미 가진 보호권은 그대로예요.

help-freezes = ❄️ **보호권**: 연속 기록이 { $days }일 쌓일 때마다 보호권을 1장 얻어요(최대 { $most }장). 빠진 날을 모두 메울 수 있으면 하루에 1장씩 자동으로 쓰여 연속 기록이 이어지고, 모자라면 쓰이지 않고 남아요.
help-freezes-off = ❄️ **보호권**: 이 서버에서는 쓰지 않아요. 하루 빠지면 연속 기록이 끝나요.
