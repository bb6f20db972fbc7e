// The module follows.
