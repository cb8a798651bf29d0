# 주간 결산

cmd-settings-set-weekly = 주간결산
    .description = 매주 월요일에 지난주 결과를 올릴지 정해요
settings-weekly-on = 🏁 주간 결산: **켜짐** · 다음 { $next }
settings-weekly-off = 🏁 주간 결산: **꺼짐**. `/settings set`의 `주간결산` 옵션에서 켤 수 있어요.
ceremony-title = 🏁 지난주 결산 · { $first }~{ $last }
ceremony-champion = 🥇 { $name } · { $count }점
ceremony-more = { $names } 외 { $count }명
ceremony-improved = 📈 가장 많이 오른 멤버: { $name } · 전주보다 +{ $count }점
ceremony-streak = 🔥 가장 긴 연속 기록: { $name } · { $count }일
ceremony-hardest-head = 가장 어려웠던 문제
ceremony-hardest = 🧩 { $head }: { $stem } · { $answered }명 중 { $right }명 정답({ $share }%)
ceremony-aim-keep = 🎯 **이번 주도 다 함께 정답률 { $aim }% 이상을 지켜 봐요!** 지난주는 { $share }%였어요.
ceremony-aim = 🎯 **이번 주 목표: 다 함께 정답률 { $aim }%.** 지난주는 { $share }%였어요.
ceremony-together = 멤버 { $members }명 · 답 { $answered }개
