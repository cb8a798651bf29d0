# 문제 은행을 웹 페이지로 내보낸 것

site-other-language = English
site-counts = 문제 { $questions }개 · 노트 { $notes }개
site-search = 문제와 노트 검색
site-found = 검색 결과 { $count }개
site-none = 검색 결과가 없어요. 더 짧은 검색어로 찾아보세요.
site-sections = 분야
site-questions = 문제
site-notes = 노트
site-answer = 정답과 해설 보기
site-right = 정답
site-wrong = 오답
site-source = 출처: { $section } 노트 · 원문 { $count ->
   *[other] { $lines }행
}
