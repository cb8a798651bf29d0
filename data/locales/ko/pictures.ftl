# 그림 속 글자와 대체 텍스트

picture-month = { $month }월
picture-stats-title = 최근 26주
picture-stats-bars = 시험 영역별 정답률
picture-stats-right = 정답 { $count }일
picture-stats-wrong = 오답 { $count }일
picture-stats-frozen = 보호권 { $count }일
picture-stats-missed = 빠짐 { $count }일
picture-stats-ungraded = 채점 전 { $count }일
picture-stats-nothing = 출제 없음
picture-stats-alt = { $name } 님의 최근 26주: 정답 { $right }일, 오답 { $wrong }일, 빠짐 { $missed }일.
picture-stats-alt-nameless = 최근 26주: 정답 { $right }일, 오답 { $wrong }일, 빠짐 { $missed }일.
picture-stats-alt-frozen = 보호권으로 지킨 날 { $count }일.
picture-stats-alt-domains = 시험 영역별 정답률: { $domains }.

permission-attach-files = 파일 첨부
permissions-optional = **{ $permission }** 권한이 없어서 그림은 빼고 글만 올려요.

picture-podium-place = { $place }위 { $name }({ $points })
picture-podium-others = 같은 순위에 { $count }명이 더 있어요
picture-podium-alt = { $title } 시상대: { $places }.
picture-podium-quiz = 퀴즈 결과

picture-day = { $month } { $day }일
picture-race-title = 누적 점수
picture-race-alt = { $title } 누적 점수 그래프. 마지막 날 순위: { $places }.
