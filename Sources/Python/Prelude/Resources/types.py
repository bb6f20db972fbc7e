"""Types that have no name of their own, and namespaces."""

__all__ = ("SimpleNamespace", "MappingProxyType", "FunctionType", "LambdaType", "BuiltinFunctionType",
           "BuiltinMethodType", "MethodType", "MethodDescriptorType", "GeneratorType", "NoneType", "NotImplementedType",
           "EllipsisType", "ModuleType", "UnionType", "GenericAlias", "DynamicClassAttribute", "new_class",
           "resolve_bases", "prepare_class", "get_original_bases")


class SimpleNamespace:
    def __init__(self, /, **kwargs):
        self.__dict__.update(kwargs)

    def __repr__(self):
        name = "namespace" if type(self) is SimpleNamespace else type(self).__name__
        if not _guard_repr(self):
            return "%s(...)" % name
        try:
            return "%s(%s)" % (name, ", ".join("%s=%r" % item for item in self.__dict__.items()))
        finally:
            _end_repr(self)

    def __eq__(self, other):
        if isinstance(self, SimpleNamespace) and isinstance(other, SimpleNamespace):
            return self.__dict__ == other.__dict__
        return NotImplemented


def _generator():
    yield


MappingProxyType = type(type.__dict__)
FunctionType = LambdaType = type(_generator)
BuiltinFunctionType = BuiltinMethodType = type(len)
MethodType = type(SimpleNamespace().__init__)
MethodDescriptorType = type(str.join)
GeneratorType = type(_generator())
NoneType = type(None)
NotImplementedType = type(NotImplemented)
EllipsisType = type(...)
UnionType = type(int | str)
GenericAlias = type(list[int])
ModuleType = _module_type
DynamicClassAttribute = property


def resolve_bases(bases):
    resolved = []
    for base in bases:
        if isinstance(base, type) or not hasattr(base, "__mro_entries__"):
            resolved.append(base)
        else:
            resolved.extend(base.__mro_entries__(bases))
    return tuple(resolved) if resolved != list(bases) else bases


def prepare_class(name, bases=(), kwds=None):
    kwds = dict(kwds or {})
    meta = kwds.pop("metaclass", None) or (type(bases[0]) if bases else type)
    if isinstance(meta, type):
        for base in bases:
            if issubclass(type(base), meta):
                meta = type(base)
    return meta, meta.__prepare__(name, bases, **kwds), kwds


def new_class(name, bases=(), kwds=None, exec_body=None):
    resolved = resolve_bases(bases)
    meta, namespace, kwds = prepare_class(name, resolved, kwds)
    if exec_body is not None:
        exec_body(namespace)
    if resolved is not bases:
        namespace["__orig_bases__"] = bases
    return meta(name, resolved, namespace, **kwds)


def get_original_bases(cls):
    if not isinstance(cls, type):
        raise TypeError("Expected an instance of type, not %r" % type(cls).__name__)
    return cls.__dict__.get("__orig_bases__", _bases(cls))
