import string
from string import Template
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

t = Template('Dear $name,\n${count} items at $$5 for $name. $\n')
show(
    lambda: Template('Hi $name').substitute(name='Bo'), lambda: Template('Hi $name').substitute({'name': 1}), lambda: Template('Hi $name').substitute({'name': 1}, name=2),
    lambda: Template('Hi $name').substitute(), lambda: t.substitute(name='x', count=3), lambda: t.safe_substitute(name='x'), lambda: t.safe_substitute({'count': 2.5}),
    lambda: Template('$a$b ${a}b $ab').substitute(a=1, b=2, ab=3), lambda: Template('${a').substitute(a=1), lambda: Template('a\n $1').substitute(), lambda: Template('$é').substitute(), lambda: Template('$aé').substitute(a=1),
    lambda: Template('${}').safe_substitute(), lambda: Template('$$$a').substitute(a=1), lambda: Template('x').template, lambda: t.is_valid(), lambda: Template('$a').is_valid(), lambda: t.get_identifiers(), lambda: Template('$A_1 $a').get_identifiers(), lambda: Template('$a').substitute([], a=1), lambda: Template('$a').substitute({}, {}), lambda: Template('$a').substitute(5),
    lambda: string.capwords('a bc  d'), lambda: string.ascii_letters, lambda: string.punctuation,
)
