//! What a bench prints: a line for each task, a line for each bar.

use crate::race::Task;

/// Prints `task ns ratio allocations`, each ratio to the task before which `bases` names it.
///
/// Shape: `bases` holds pairs of indices: a task, and the task that it is compared with.
pub fn print_tasks(tasks: &[Task], bases: &[(usize, usize)]) {
    println!("{:<44} {:>10} {:>8} {:>12}", "task", "ns", "ratio", "allocations");
    for (index, task) in tasks.iter().enumerate() {
        let base = bases.iter().find(|(compared, _)| *compared == index).map_or(index, |(_, base)| *base);
        let ratio = ratio(tasks, index, base);
        let (name, nanoseconds) = (task.name, task.median_nanoseconds());
        println!("{name:<44} {nanoseconds:>10.2} {ratio:>8.2} {:>12.2}", task.allocations);
    }
}

/// Prints whether a task stays under `bar` times its base, with at most so many allocations a call.
pub fn print_verdict(tasks: &[Task], (index, base): (usize, usize), bar: f64, allocations_max: Option<f64>) {
    let measured = ratio(tasks, index, base);
    let allocated = tasks[index].allocations;
    let holds = measured <= bar && allocations_max.is_none_or(|most| allocated <= most);
    let verdict = if holds { "holds" } else { "MISSED" };
    let allocations =
        allocations_max.map_or(String::new(), |most| format!(", {allocated:.2} of {most} allocations"));
    let (name, base) = (tasks[index].name, tasks[base].name);
    println!("bar {verdict}: {name} is {measured:.2} times {base}, at most {bar}{allocations}");
}

fn ratio(tasks: &[Task], index: usize, base: usize) -> f64 {
    tasks[index].median_nanoseconds() / tasks[base].median_nanoseconds()
}
