import textwrap
from textwrap import TextWrapper, dedent, fill, indent, shorten, wrap
def show(*functions):
    for function in functions:
        try:
            print(repr(function()))
        except Exception as error:
            print(type(error).__name__, error)

texts = [
    '', '   ', 'Hello', 'The quick brown fox jumped over the lazy dog, which was a well-known, quick-witted and self-contained animal.',
    'A very-very-long-hyphenated-word and Antidisestablishmentarianism', 'one--two -- three---four a-b c-3 -x --y x- 3-4 foo-b-ar', 'tabs\tand\nnew lines\r\nhere\x0b.',
    '  leading spaces and   inner    runs  ', 'This is a sentence. This is another! Is it? "Yes." No', 'naïve café-crème Größe über-groß', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', '----- dashes ------ here-----', "don't stop-gap e.g.--foo",
    "you're O'Brien-Smith's (self-made) [pre-built] <x-y> 50-percent twenty-5",
]
for text in texts:
    for options in [{}, {'width': 10}, {'width': 1}, {'width': 20, 'initial_indent': '* ', 'subsequent_indent': '  '}, {'width': 12, 'break_long_words': False}, {'width': 15, 'break_on_hyphens': False},
                    {'width': 30, 'max_lines': 2}, {'width': 12, 'max_lines': 1, 'placeholder': '...'}, {'width': 25, 'drop_whitespace': False}, {'width': 25, 'replace_whitespace': False, 'tabsize': 4},
                    {'width': 40, 'fix_sentence_endings': True}, {'width': 18, 'expand_tabs': False}]:
        print(options, wrap(text, **options))
    print(repr(fill(text, 16)), repr(shorten(text, 20)), repr(shorten(text, width=12, placeholder='~')))
for text in ['', 'x', '  a\n  b\n', '  a\n    b\n\n  c', '\ta\n\t  b', '\ta\n  b', '   \n  a\n \t \n', '''
    Dear customer,

        we thank you.
    ''']:
    print(repr(dedent(text)), repr(indent(text, '> ')), repr(indent(text, '> ', lambda line: True)))
w = TextWrapper(width=12, initial_indent='- ')
w.subsequent_indent = '  '
print(w.wrap('some words to be wrapped here'), w.fill('and filled'), w.width, w.max_lines, w.placeholder, w.break_long_words)
show(lambda: wrap('a b', 0), lambda: wrap('a b', -1), lambda: shorten('a b c', 2), lambda: wrap('a', 4, max_lines=1), lambda: wrap('a', 5, foo=1), lambda: TextWrapper(foo=1), lambda: dedent(5), lambda: wrap(), lambda: shorten('abc'))
