/// None end event (BPMN 2.0, section 10.5.3): uses up its token. The process ends with the last one.
struct EndEvent: ElementBehavior {}
