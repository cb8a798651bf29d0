# The bank as web pages

site-other-language = 한국어
site-counts = { $questions ->
    [one] { $questions } question
   *[other] { $questions } questions
} · { $notes ->
    [one] { $notes } note
   *[other] { $notes } notes
}
site-search = Search questions and notes
site-found = Results: { $count }
site-none = Nothing found. Try a shorter word.
site-sections = Sections
site-questions = Questions
site-notes = Notes
site-answer = Show the answer and explanation
site-right = Correct
site-wrong = Incorrect
site-source = Source: notes on { $section } · original post, { $count ->
    [one] line { $lines }
   *[other] lines { $lines }
}
