/// The last task of a process: its data is the process's result.
struct ProcessEnd: ElementBehavior {}
