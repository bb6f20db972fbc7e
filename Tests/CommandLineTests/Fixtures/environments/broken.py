def lookup(name:
    return name
