import re
def show(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
for p in ['(','a)','[','a**','*a','a{2','a{3,2}','(?P<n>a)(?P<n>b)','(?P=x)','\\1','(?P<1>a)','[z-a]','\\','(?z)','(?<a)','(?P<n','a{99999999999}','(?i)a','a(?i)','\\q','[\\q]','(?:','x{,3}','(a)(?(1)b|c)','(?(2)a)','(?#c','(?<=a+)b','a++','(?>a)','[]','[^]','a|*','(?P>x)','(?','\\x1','\\u12','[a-\\d]','(?-i:a)','(?i-s:a)','a{1','(?P<a','(?Px)','(?P','+']:
    show(lambda: re.compile(p))
---
import re
m = re.match(r'(?P<y>\d+)-(\d+)?', '12-')
print(m, m.group(), m.group(1), m.group('y'), m.group(1, 2), m.groups(), m.groups('x'), m.groupdict(), m.span(), m.start(2), m.end('y'), m[1], m['y'])
print(m.string, m.re, m.pos, m.endpos, m.lastindex, m.lastgroup, m.expand(r'\1x\g<y>'), bool(m), re.compile('a', re.I), re.compile('a').flags, re.compile('(a)(b)').groups)
for f in (lambda: m.group(3), lambda: m.group('z'), lambda: m[9], lambda: re.match('a', 5), lambda: re.match(5, 'a'), lambda: re.sub('a', r'\2', 'a'), lambda: re.sub('a', r'\g<x>', 'a'), lambda: re.sub('a', r'\q', 'a')):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
---
import re
cases = [
    (r'a*', 'baac'), (r'a+?', 'aaa'), (r'(a|b)*c', 'ababc'), (r'(?:ab)+', 'ababx'), (r'^\w+$', 'hello\n'), (r'\bfoo\b', 'a foo b'),
    (r'(\w)\1', 'hello'), (r'(?P<q>["\']).*?(?P=q)', 'say "hi" \'x\''), (r'a{2,3}', 'aaaa'), (r'a{2,3}?', 'aaaa'), (r'(?=a)ab', 'ab'),
    (r'(?!b)a', 'a'), (r'(?<=x)a', 'xa'), (r'(?<!x)a', 'xa ya'), (r'[^a-c]+', 'abcxyz'), (r'[\d.]+', 'v1.2.3'), (r'(?i)HELLO', 'hello'),
    (r'(?s)a.b', 'a\nb'), (r'a.b', 'a\nb'), (r'(?m)^b$', 'a\nb\nc'), (r'(?x) a  b # c', 'ab'), (r'(a)?b(?(1)c|d)', 'abc'), (r'(a)?b(?(1)c|d)', 'bd'),
    (r'(a*)*', 'aaa'), (r'(a*)+b', 'aab'), (r'(a|ab)(c|bcd)(d*)', 'abcd'), (r'((a)|b)*', 'ab'), (r'(?:(a)|(b))+', 'ab'), (r'\Aab\Z', 'ab'),
    (r'[]a]+', ']a'), (r'[a\]]+', 'a]'), (r'[\w-]+', 'a-b'), (r'é+', 'éé'), (r'\s+', 'a \t b'), (r'x*', ''), (r'(?>a+)ab', 'aab'), (r'a++b', 'aab'),
    (r'(\d+)(?:px|em)', '12em'), (r'(?i:a)b', 'Ab'), (r'\$\{(\w+)\}', '${x} ${y}'), (r'(?:a|b|c|d){2,4}?e', 'abcde'), (r'(x+x+)+y', 'xxxxxy'),
    (r'([a-z]+)@([a-z]+)\.com', 'me@site.com, you@place.com'), (r'\d{4}-\d{2}-\d{2}', 'on 2024-01-02 and 2024-03-04'), (r'|a', 'a'), (r'(^|,)', 'a,b'),
    (r'(?:a?){3}b', 'aab'), (r'(?:a*)*b', 'aab'), (r'(?:a+?)+', 'aaa'), (r'(?:^)*a', 'aa'), (r'(?:)*a', 'a'), (r'(?:\b)?a', 'ba a'),
    (r'(?:a?){5}a{5}', 'aaaaa'), (r'(?i:a*){2}', 'aAb'),
]
for p, s in cases:
    r = re.compile(p)
    print(p, r.match(s), r.search(s), r.fullmatch(s), r.findall(s), r.split(s), r.sub('<\\g<0>>', s), r.subn('-', s, 1), [m.span() for m in r.finditer(s)], [m.groups() for m in r.finditer(s)][:2], [m.lastindex for m in r.finditer(s)])
---
import re
print(re.sub(r'(\w+) (\w+)', r'\2 \1', 'hello world'), re.sub('a', lambda m: m.group().upper(), 'banana', count=2), re.escape('a.b*c d-é'), re.split(r'([,;])', 'a,b;c'), re.split(r'\s*', 'a b'), re.split(',', 'a,b,c', maxsplit=1))
print(re.sub('x*', '-', 'abxd'), re.findall('(a)(b)?', 'abа a'), re.compile('a').search('bab', 2), re.compile('a').match('ba', 1), re.compile('^a').search('ba', 1), re.fullmatch('a|ab', 'ab'), re.findall('(?i)ß', 'ẞß'), re.match('[A-Z]+', 'abc', re.I))
print(re.sub(r'\n', r'\\n', 'a\nb'), re.sub('(a)|b', r'[\1]', 'ab'), re.I | re.M == re.M | re.I, re.sub('', '-', 'abc'))
