# 사람들이 입력한 것에 대한 답

round-not-found = 그 문제를 찾지 못했어요. 목록에서 골라 주세요.
round-several-found = 맞는 문제가 여러 개예요. 목록에서 하나를 골라 주세요.
round-day-not-skipped = 그날은 쉬기로 한 날이 아니에요. 목록에서 골라 주세요. 아무것도 바꾸지 않았어요.
round-several-days = 맞는 날이 여러 개예요. `12월 2일`처럼 날짜로 적거나 목록에서 골라 주세요. 아무것도 바꾸지 않았어요.
refusal-korean-keys = 한글 자판으로 친 것 같아요. `{ $choice }`가 맞으면 `{ $choice }`로 다시 보내 주세요. 이번 입력은 답으로 기록하지 않았어요.
time-other-zone = 시각은 이 서버의 시간대({ $zone })로 적어 주세요. 시간대를 바꾸려면 `/setup`을 써 주세요. 아무것도 바꾸지 않았어요.
time-early = { $hour ->
    [0] 밤 { $clock }
   *[other] 새벽 { $clock }
}
