# 순위, 통계, 개인정보

period-week = 이번 주
period-month = 이번 달
period-all = 전체
board-title-week = 🏆 이번 주 순위
board-title-month = 🏆 이번 달 순위
board-title-all = 🏆 전체 순위
board-empty = 아직 기록이 없어요. `/today`에서 첫 번째로 답해 보세요!
board-members = 👥 { $count }명
board-ends = { $ends }까지
board-figures = { $points }점 · { $right }/{ $answered } ({ $accuracy }%)
board-first = 처음
board-previous = 이전
board-next = 다음
board-mine = 내 순위
board-place-week = 📍 내 순위(이번 주)
board-place-month = 📍 내 순위(이번 달)
board-place-all = 📍 내 순위(전체)
board-you = ← 나
board-next-place = ⬆️ { $place }위까지 { $points }점 남았어요.
board-not-on-it = 이 기간에는 아직 기록이 없어요. `/today`에서 문제를 풀어 보세요.

stats-title = 📊 { $name } 님의 통계
stats-none = 아직 채점된 답이 없어요. `/today`에서 오늘의 문제를 풀어 보세요.
stats-figures = { $answered }문제 중 { $right }문제 정답 · { $accuracy }%
stats-points = { $points }점
stats-streaks = 🔥 { $streak }일 연속(최고 { $best }일)
stats-by-section = 분야별, 약한 순서
stats-by-domain = 시험 영역별, 약한 순서
stats-few = 푼 문제가 { $count }개보다 적은 분야는 뒤에 나와요.
button-sections = 모든 분야 보기
domain-1 = 1. AWS 서비스를 이용한 개발
domain-2 = 2. 보안
domain-3 = 3. 배포
domain-4 = 4. 문제 해결 및 최적화

privacy-export = 📄 proctor가 보관 중인 내 데이터 전체예요.
privacy-export-damaged = ⚠️ 손상되어 읽을 수 없는 데이터가 조금 있어요. 몇 개인지는 파일에 적혀 있어요. 봇 운영자에게 알려 주세요.
privacy-delete = 🗑️ 모든 서버에서 내 답, 점수, 이름, 신고, 순위표 설정을 지울까요? 되돌릴 수 없어요. 다른 사람의 점수는 그대로예요. 아직 열려 있는 문제에는 다시 답할 수 없어요. 먼저 `/privacy export`로 받아 둘 수 있어요.
privacy-confirm = 모두 지우기
privacy-keep = 그대로 두기
privacy-deleted = ✅ 모두 지웠어요. 지운 답은 { $count }개예요.
privacy-kept = 그대로 두었어요.
privacy-not-yours = 다른 사람의 버튼이에요. 내 데이터는 `/privacy`에서 관리할 수 있어요.
