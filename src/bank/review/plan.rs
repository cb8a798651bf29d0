//! M12: how many questions of each sort there are, against the plan in `bank.toml`.

use super::{Findings, Level};
use crate::bank::Question;
use crate::domain::question::{Difficulty, Domain};

pub(super) fn check(findings: &mut Findings<'_>) {
    let bank = findings.bank;
    let count =
        |of_sort: &dyn Fn(&Question) -> bool| bank.questions().iter().filter(|question| of_sort(question)).count();
    for section in bank.sections() {
        let here = count(&|question| *question.section() == section.id);
        judge(findings, section.id.as_str(), &section.name, here, section.planned);
    }
    for (task, planned) in &bank.aims.planned_tasks {
        let name = format!("task-{task}");
        let here = count(&|question| question.task_number() == task);
        judge(findings, &name, &name, here, Some(*planned));
    }
    let Some(plan) = &bank.aims.plan else {
        return;
    };
    for (domain, planned) in Domain::ALL.into_iter().zip(&plan.domains) {
        let name = format!("domain-{}", domain.number());
        judge(findings, &name, &name, count(&|question| question.domain() == domain), Some(*planned));
    }
    let difficulties = [
        (Difficulty::Easy, "easy", plan.easy),
        (Difficulty::Medium, "medium", plan.medium),
        (Difficulty::Hard, "hard", plan.hard),
    ];
    for (difficulty, name, planned) in difficulties {
        judge(findings, name, name, count(&|question| question.difficulty() == difficulty), Some(planned));
    }
    let several = count(&|question| question.choose() > 1);
    judge(findings, "choose-several", "questions with several right options", several, Some(plan.choose_several));
    let three = count(&|question| question.choose() == 3);
    if three < plan.choose_three {
        let reason = format!("{three} questions have three right options; {} are planned at least", plan.choose_three);
        findings.bank("M12", Level::Warn, "choose-three", reason);
    }
    let snippets = count(&|question| question.snippet().is_some());
    if snippets < plan.snippets {
        let reason = format!("{snippets} questions have a snippet; {} are planned at least", plan.snippets);
        findings.bank("M12", Level::Warn, "snippets", reason);
    }
}

/// Within two, or within a tenth.
fn judge(findings: &mut Findings<'_>, subject: &str, name: &str, here: usize, planned: Option<usize>) {
    let Some(planned) = planned else {
        return;
    };
    if here.abs_diff(planned) > (planned / 10).max(2) {
        findings.bank("M12", Level::Warn, subject, format!("{name}: {here} questions; {planned} are planned"));
    }
}
