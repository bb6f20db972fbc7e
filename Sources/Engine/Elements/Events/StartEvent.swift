/// None start event (BPMN 2.0, section 10.5.2): the token of a process that is started or called.
struct StartEvent: ElementBehavior {}
