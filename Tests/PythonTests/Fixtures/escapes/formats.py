# Format strings and paths of attributes.
x = "{0.__class__.__mro__}".format(())
---
x = "{0.__class__.__base__.__subclasses__}".format(())
---
x = "{0.__init__.__globals__}".format(type("X", (), {"__init__": lambda self: None})())
---
x = "{x.__class__.__mro__}".format_map({"x": 1})
---
x = "{0.__globals__}".format(lambda: 0)
---
x = "{0.__code__.co_consts}".format(lambda: 0)
---
x = f"{().__class__.__mro__}"
---
x = f"{(lambda: 0).__globals__}"
---
class D(dict):
    def __missing__(self, key):
        return (lambda: 0)
x = "{a.__globals__}".format_map(D())
---
x = "{0[__globals__]}".format(lambda: 0)
---
x = "{0.a.__globals__[__builtins__]}".format(type("X", (), {"a": lambda: 0}))
---
x = "{:{0.__class__.__mro__}}".format(1)
---
import operator
x = operator.attrgetter("__class__.__mro__")(())
---
import operator
x = operator.attrgetter("__globals__")(lambda: 0)
---
import operator
x = operator.methodcaller("__subclasses__")(object)
---
import operator
x = operator.methodcaller("__reduce_ex__", 2)(())
---
import string
x = string.Formatter().format("{0.__class__.__mro__}", ())
---
import string
x = string.Formatter().get_field("0.__class__.__mro__", ((),), {})
---
x = "%(a.__class__)s" % {}
