/// The split before an activity with boundary events: the activity and its events get a token each.
struct BoundaryEventSplit: ElementBehavior {}
